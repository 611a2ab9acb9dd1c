namespace RupnBot.Sources.Html;

/// <summary>A feed that a page points to.</summary>
/// <param name="Address">Absolute, http or https.</param>
/// <param name="Title">What the page calls it; null when it says nothing.</param>
public sealed record DiscoveredFeed(Uri Address, string? Title);
