namespace RupnBot.Demo.Feeds;

/// <summary>An article of a sample site.</summary>
/// <param name="Number">SPIP's number of the article; stays when it is revised or the site moves.</param>
/// <param name="Title">Plain text.</param>
/// <param name="Paragraphs">The introduction, a paragraph each, plain text.</param>
/// <param name="Keywords">SPIP's <c>mots-clés</c>: they become <c>dc:subject</c> and links at the end of the description.</param>
/// <param name="Authors">Merged into one <c>dc:creator</c>.</param>
/// <param name="Date">What <c>dc:date</c> says; SPIP bumps it on each revision.</param>
public sealed record SampleArticle(
    int Number,
    string Title,
    IReadOnlyList<string> Paragraphs,
    IReadOnlyList<string> Keywords,
    IReadOnlyList<string> Authors,
    DateTimeOffset Date);
