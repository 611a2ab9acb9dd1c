namespace RupnBot.Sources.Feeds.Cli;

/// <summary>Reads an address; what went wrong is the message of an <see cref="IOException"/>.</summary>
public delegate Task<(byte[] Bytes, string? ContentType, Uri FinalAddress)> FetchAddress(Uri address, CancellationToken ct);
