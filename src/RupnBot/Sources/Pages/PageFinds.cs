using RupnBot.Configuration;
using RupnBot.Sources.Feeds;

namespace RupnBot.Sources.Pages;

/// <summary>
/// Which of a page's selectors found something, of those without which its articles are still read: with no item, title or link there are none, and
/// that is an error of its own. By their names in the settings.
/// </summary>
/// <param name="LookedFor">Those that were tried.</param>
/// <param name="Found">Those of them that gave something somewhere: a date that could be read, a summary with words, a page that follows.</param>
internal sealed record PageFinds(IReadOnlyList<string> LookedFor, IReadOnlyList<string> Found)
{
    public const string Date = nameof(PageOptions.Date);
    public const string Summary = nameof(PageOptions.Summary);
    public const string Next = nameof(PageOptions.Next);

    public IReadOnlyList<string> Missing => [.. LookedFor.Except(Found)];

    /// <param name="selectors">The settings; the date is looked for with or without one.</param>
    /// <param name="entries">Of all pages that were read.</param>
    /// <param name="next">The first page names one that follows.</param>
    public static PageFinds Of(PageOptions selectors, IReadOnlyList<FeedEntry> entries, Uri? next)
    {
        var lookedFor = new List<string> { Date };
        if (selectors.Summary is not null) lookedFor.Add(Summary);
        if (selectors.Next is not null) lookedFor.Add(Next);
        return new PageFinds(lookedFor, lookedFor.FindAll(name => name switch
        {
            Date => entries.Any(entry => entry.Published is not null),
            Summary => entries.Any(entry => entry.SummaryText is not null),
            _ => next is not null,
        }));
    }
}
