using RupnBot.Sources.Html;

namespace RupnBot.Sources.Feeds;

/// <summary>One article of a feed. Absent is null, never an empty string.</summary>
public sealed record FeedEntry
{
    private string? summaryText;
    private string? summaryHtml;

    /// <summary>Plain text on one line.</summary>
    public string? Title { get; init; }

    /// <summary>Absolute, http or https.</summary>
    public Uri? Link { get; init; }

    /// <summary>As the feed gives it (guid, Atom id, rdf:about), not normalised.</summary>
    public string? Id { get; init; }

    public DateTimeOffset? Published { get; init; }
    public DateTimeOffset? Updated { get; init; }
    public string? Author { get; init; }
    public IReadOnlyList<string> Categories { get; init; } = [];
    public IReadOnlyList<Enclosure> Enclosures { get; init; } = [];

    /// <summary>
    /// The summary as plain text. Made when first asked for: at each fetch nearly every entry is already known,
    /// and cleaning costs more than reading.
    /// </summary>
    public string? SummaryText => summaryText ??= Summary?.ToPlainText();

    /// <summary>The summary in the subset of HTML that chat clients show, safe to send. Made when first asked for.</summary>
    public string? SummaryHtml => summaryHtml ??= Summary?.ToSafeHtml();

    internal RichText? Summary { get; init; }
}
