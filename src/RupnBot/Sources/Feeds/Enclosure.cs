namespace RupnBot.Sources.Feeds;

/// <summary>A file that goes with an entry.</summary>
/// <param name="Address">Absolute, http or https.</param>
/// <param name="MediaType">As declared, unchecked.</param>
/// <param name="Length">Bytes as declared, unchecked; null when absent or no number.</param>
public sealed record Enclosure(Uri Address, string? MediaType, long? Length);
