using RupnBot.Bot.Messages;
using RupnBot.Localization;

namespace RupnBot.Sources.Catalog;

/// <summary>Themes, and names of sources, are compared folded: « #Éducation-aux-médias » is « education aux medias ».</summary>
public static class Topic
{
    public const int LongestName = 60;

    /// <summary>Themes kept of one article or source.</summary>
    public const int Most = 12;

    /// <summary>As it is compared.</summary>
    public static string Fold(string name) =>
        string.Join(' ', TextFolding.Fold(name).Split([' ', '-', '_', '#', '\'', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>As it is shown.</summary>
    public static string Display(string name) => DisplayText.OneLine(name).TrimStart('#').Trim();

    /// <summary>Distinct themes fit to be kept, in their order; what is too long to be a theme is left out.</summary>
    public static List<string> Distinct(IEnumerable<string> names) =>
    [
        .. names.Where(name => name.Length <= 4 * LongestName).Select(Display)
            .Where(name => name.Length is > 0 and <= LongestName && Fold(name).Length > 0)
            .DistinctBy(Fold).Take(Most),
    ];
}
