using System.Text.RegularExpressions;
using RupnBot.Localization;

namespace RupnBot.Polls.Templates;

/// <summary>How templates are named: « Besoins formation », « besoins-formation » and « BESOINS_FORMATION » are one.</summary>
public static partial class TemplateName
{
    public const int MaximumLength = 40;

    /// <summary>Folded words with hyphens between them; null when nothing is left, or too much.</summary>
    public static string? Of(string words)
    {
        var name = Gaps().Replace(TextFolding.Fold(words), "-").Trim('-');
        return name.Length is 0 or > MaximumLength ? null : name;
    }

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Gaps();
}
