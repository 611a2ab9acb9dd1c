using RupnBot.Localization;

namespace RupnBot.Schools;

/// <summary>
/// The identifier of a school in the ministry's register: three figures of the department, four of the school, and a letter that follows from the
/// seven figures (their remainder by 23, in an alphabet without I, O and Q); pure.
/// </summary>
public static class Uai
{
    public const int Length = 8;
    private const string Letters = "ABCDEFGHJKLMNPRSTUVWXYZ";

    /// <summary>Reads one as people write it: small letters, spaces and hyphens inside. Null when it has not the form of one; the letter may still be wrong.</summary>
    public static string? Read(string text)
    {
        if (text.Length > 40) return null;
        var bare = new string([.. TextFolding.Fold(text).Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '.'))]).ToUpperInvariant();
        return bare.Length == Length && bare[..7].All(char.IsAsciiDigit) && char.IsAsciiLetterUpper(bare[7]) ? bare : null;
    }

    /// <summary>True when the letter is the one that follows from the figures.</summary>
    public static bool HasRightLetter(string uai) => uai[7] == LetterOf(uai);

    /// <summary>The same figures with the letter that follows from them.</summary>
    public static string WithRightLetter(string uai) => uai[..7] + LetterOf(uai);

    /// <summary>The department that its figures name: <c>086</c> is 86, <c>620</c> and <c>720</c> are the two of Corsica.</summary>
    public static string DepartmentOf(string uai) => uai[..3] switch
    {
        "620" => "2A",
        "720" => "2B",
        ['0', .. var rest] => rest,
        var overseas => overseas,
    };

    /// <summary>True when one is the other with a single typing mistake: a wrong character, or two neighbours swapped; the letter is not looked at.</summary>
    public static bool IsNear(string uai, string other)
    {
        var wrong = Enumerable.Range(0, 7).Where(i => uai[i] != other[i]).ToList();
        return wrong switch
        {
            [] or [_] => true,
            [var first, var second] => second == first + 1 && uai[first] == other[second] && uai[second] == other[first],
            _ => false,
        };
    }

    private static char LetterOf(string uai) => Letters[int.Parse(uai.AsSpan(0, 7), System.Globalization.CultureInfo.InvariantCulture) % Letters.Length];
}
