using AngleSharp.Css.Parser;
using AngleSharp.Dom;

namespace RupnBot.Sources.Pages;

/// <summary>CSS selectors (Selectors Level 4, as far as AngleSharp has it) on parts of a page.</summary>
internal static class PageSelector
{
    private const int Longest = 300;

    public static bool IsOne(string written) => written.Length <= Longest && new CssSelectorParser().ParseSelector(written) is not null;

    /// <summary>The first match below an element, or the element itself: an item may be its own link.</summary>
    public static IElement? First(this IElement element, string selector) => element.QuerySelector(selector) ?? (element.Matches(selector) ? element : null);
}
