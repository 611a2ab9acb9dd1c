using System.Globalization;

namespace RupnBot.Sources.Feeds.Cli;

/// <summary>An entry as printed; instants are ISO 8601 in UTC.</summary>
internal sealed record ReportedEntry(
    string? Title, string? Link, string? Id, string? Published, string? Updated, string? Summary, string? Author, IReadOnlyList<string> Categories)
{
    public static ReportedEntry From(FeedEntry entry) => new(
        entry.Title, entry.Link?.OriginalString, entry.Id, Instant(entry.Published), Instant(entry.Updated), entry.SummaryText, entry.Author,
        entry.Categories);

    private static string? Instant(DateTimeOffset? instant) =>
        instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
