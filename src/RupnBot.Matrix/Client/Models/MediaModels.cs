using System.Text.Json.Serialization;

namespace RupnBot.Matrix;

/// <summary>A file fetched from the server. The media type and name are what its uploader said.</summary>
public sealed record MatrixMedia(byte[] Content, string? ContentType, string? FileName);

/// <summary>An address reserved for an upload; unused after <paramref name="ExpiresAt"/>.</summary>
public sealed record ReservedMedia(MxcUri Uri, DateTimeOffset? ExpiresAt);

internal sealed record MediaConfigAnswer([property: JsonPropertyName("m.upload.size")] long? UploadSize = null);

internal sealed record UploadAnswer(string ContentUri, long? UnusedExpiresAt = null);
