using System.Text.RegularExpressions;
using RupnBot.Matrix;

namespace RupnBot.Campaigns.Requests;

/// <summary>Matrix ids out of a pasted list or a CSV: whatever stands between them; pure.</summary>
internal static partial class PeopleList
{
    /// <summary>More than an academy has référents.</summary>
    public const int Most = 5000;

    /// <summary>Each once, in the order of the list.</summary>
    public static IReadOnlyList<UserId> Read(string text)
    {
        var people = new List<UserId>();
        var seen = new HashSet<UserId>();
        foreach (Match match in Id().Matches(text))
            if (people.Count <= Most && UserId.TryParse(match.Value, out var user) && seen.Add(user)) people.Add(user);
        return people;
    }

    // The grammar of user ids (specification, "User Identifiers"); a full stop after one ends a sentence.
    [GeneratedRegex(@"@[a-z0-9._=\-/+]+:[A-Za-z0-9.\-]*[A-Za-z0-9](?::\d{1,5})?", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
