using System.Text.RegularExpressions;

namespace RupnBot.Polls.Requests;

/// <summary>Drops what people put in front of the lines of a list: dashes, bullets, numbers.</summary>
internal static partial class ListMarkers
{
    public static IReadOnlyList<string> Drop(IReadOnlyList<string> answers)
    {
        var plain = answers.Select(DropBullet).ToList();
        // "2) côté cour" alone may be an answer of its own: numbers go only when every line has one.
        if (plain.Count > 1 && plain.TrueForAll(answer => Number().IsMatch(answer)))
            plain = plain.ConvertAll(answer => Number().Replace(answer, ""));
        return plain.FindAll(answer => answer.Length > 0);
    }

    public static string DropBullet(string line) => Bullet().Replace(line, "");

    public static bool Has(string line) => Bullet().IsMatch(line) || Number().IsMatch(line);

    // A dash needs its space: "-5 °C" is an answer. A bullet has no other meaning.
    [GeneratedRegex(@"^(?:[-*–—+](?:\s+|$)|[•·‣▪◦]\s*)", RegexOptions.CultureInvariant)]
    private static partial Regex Bullet();

    // "1. A", "1) A", "1.A"; not "1.5" nor "17.30".
    [GeneratedRegex(@"^[0-9]{1,2}\s?[.)](?:\s+|$|(?=[^0-9\s]))", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
