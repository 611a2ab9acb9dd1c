namespace RupnBot.Sources.Feeds.Reading;

/// <param name="Root">The first element; null when there is none.</param>
/// <param name="Entries">Every <c>item</c> and <c>entry</c>, wherever it stands.</param>
/// <param name="Recovered">The markup was broken somewhere.</param>
internal sealed record MarkupDocument(MarkupElement? Root, IReadOnlyList<MarkupElement> Entries, bool Recovered);
