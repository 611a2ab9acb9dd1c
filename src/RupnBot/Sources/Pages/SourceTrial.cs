using System.Text;
using RupnBot.Configuration;
using RupnBot.Localization;
using RupnBot.Sources.Catalog;
using RupnBot.Sources.Feeds.Cli;
using RupnBot.Sources.Fetching;
using RupnBot.Sources.Polling;

namespace RupnBot.Sources.Pages;

/// <summary>One look at a source of the catalogue, told to the operator who wrote its selectors; stores nothing.</summary>
internal sealed class SourceTrial(SourcesOptions options, FeedFetcher fetcher, PageLooks pages, Texts texts, TimeProvider time)
{
    /// <returns>What to print, and whether articles were found.</returns>
    public async Task<(string Report, bool IsWell)> RunAsync(string name, bool asJson, CancellationToken cancellationToken)
    {
        if (options.Catalog.FirstOrDefault(source => Topic.Fold(source.Name ?? "") == Topic.Fold(name)) is not { } source)
            return (texts.Format("Sources.Try.Unknown", ("name", name), ("names", string.Join(", ", options.Catalog.Select(known => known.Name)))), false);
        var request = new FetchRequest(new Uri(source.Address!.Trim()));
        var (look, count) = source.Page is { } selectors
            ? await pages.LookAsync(request with { Purpose = FetchPurpose.Page }, selectors, cancellationToken)
            : (SourceLook.At(await fetcher.FetchAsync(request, cancellationToken), time.GetUtcNow()), 1);
        var reason = Reason(look);
        var entries = look.Feed?.Entries ?? [];
        var isWell = reason is null && entries.Count > 0;
        if (asJson) return (new FeedReport(source.Address, reason, [.. entries.Select(ReportedEntry.From)]).ToJson(), isWell);
        if (reason is not null) return (texts.Format("Sources.Try.Failed", ("source", source.Name), ("address", source.Address), ("reason", reason)), false);
        return (Write(source, look, count), isWell);
    }

    private string? Reason(SourceLook look) => look switch
    {
        { Result: FetchFailed failed } => FailureText.Of(failed, texts),
        { Feed.Error: { } error } when PageErrors.All.Contains(error) => texts.Get($"Sources.{error}"),
        { Result: Fetched, Feed.Error: null } => null,
        _ => texts.Get("Sources.NotAFeed"),
    };

    private string Write(CatalogSource source, SourceLook look, int count)
    {
        var entries = look.Feed!.Entries;
        var heading = texts.Plural("Sources.Try.Found", entries.Count, ("source", source.Name), ("address", source.Address));
        if (source.Page is not null) heading += $", {texts.Plural("Sources.Try.Pages", count)}";
        var text = new StringBuilder(new FeedReport(heading, null, [.. entries.Select(ReportedEntry.From)]).ToText());
        foreach (var name in look.Finds?.Missing ?? []) text.Append('\n').Append(texts.Format("Sources.Try.NoMatch", ("selector", texts.Get($"Sources.Selector.{name}"))));
        if (source.Page is null && entries.Count > 0 && entries.All(entry => entry.Published is null)) text.Append('\n').Append(texts.Get("Sources.Try.NoDates"));
        return text.ToString();
    }
}
