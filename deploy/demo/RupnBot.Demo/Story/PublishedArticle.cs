namespace RupnBot.Demo.Story;

/// <summary>An article the digest must show.</summary>
/// <param name="Title">As published.</param>
/// <param name="Address">Where it leads.</param>
/// <param name="Source">The source's name as the salon reads it.</param>
internal sealed record PublishedArticle(string Title, Uri Address, string Source);
