using System.Text.RegularExpressions;
using RupnBot.Localization;

namespace RupnBot.Polls.Requests;

/// <summary>The settings written among the lines of a poll, <c>fin: vendredi 18h</c>; case, accents and spaces are forgiven.</summary>
internal sealed partial class PollSettings
{
    private static readonly string[] EndNames = ["fin", "cloture", "jusqu'a", "jusqu'au", "end", "until"];

    public string? End { get; private set; }

    /// <summary>The first thing wrong with a setting.</summary>
    public PollRequestFault? Fault { get; private set; }

    public static bool IsSetting(string line) => Match(line) is not null;

    /// <summary>Takes the settings out of a list and gives back the rest.</summary>
    public IReadOnlyList<string> TakeFrom(IEnumerable<string> chunks)
    {
        var rest = new List<string>();
        foreach (var chunk in chunks)
        {
            if (Match(chunk) is { } match) Take(match.Groups["key"].Value, match.Groups["value"].Value.Trim());
            else rest.Add(chunk);
        }

        return rest;
    }

    /// <summary>
    /// Looks for settings that do not exist. An answer such as <c>durée: 3 jours</c> was meant as one, unless most answers are like it
    /// ("Lundi : 17 h"). A dash in front makes any an answer.
    /// </summary>
    public void RefuseUnknown(IReadOnlyList<string> answers)
    {
        var unknown = answers.Select(UnknownKeyOf).OfType<string>().ToList();
        if (unknown.Count > 0 && unknown.Count <= answers.Count - unknown.Count)
            Fault ??= new PollRequestFault(PollRequestFaultKind.UnknownKey, unknown[0]);
    }

    private void Take(string key, string value)
    {
        if (value.Length == 0) Fault ??= new PollRequestFault(PollRequestFaultKind.EmptyKey, key);
        else if (End is not null) Fault ??= new PollRequestFault(PollRequestFaultKind.RepeatedKey, key);
        else End = value;
    }

    // A setting typed into a list gets the list's dash.
    private static Match? Match(string line) =>
        Setting().Match(ListMarkers.DropBullet(line)) is { Success: true } match && EndNames.Contains(TextFolding.Fold(match.Groups["key"].Value)) ? match : null;

    private static string? UnknownKeyOf(string line) =>
        !ListMarkers.Has(line) && Setting().Match(line) is { Success: true } match ? match.Groups["key"].Value : null;

    // One word and a colon; "https://…" is none.
    [GeneratedRegex(@"^(?<key>\p{L}[\p{L}\p{M}'’_-]{0,24})\s*[:：](?!//)\s*(?<value>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Setting();
}
