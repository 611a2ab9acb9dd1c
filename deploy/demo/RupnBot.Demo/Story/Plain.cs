using System.Text.RegularExpressions;

namespace RupnBot.Demo.Story;

/// <summary>Texts compared by their words: French puts spaces of several kinds before its signs.</summary>
internal static partial class Plain
{
    public static string Of(string text) => Spaces().Replace(text, " ").Trim();

    public static bool Contains(string text, string part) => Of(text).Contains(Of(part), StringComparison.CurrentCultureIgnoreCase);

    [GeneratedRegex(@"[\s\u00A0\u202F]+")]
    private static partial Regex Spaces();
}
