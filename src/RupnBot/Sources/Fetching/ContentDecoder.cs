using System.IO.Compression;

namespace RupnBot.Sources.Fetching;

/// <summary>
/// Undoes the content codings of a body (RFC 9110, section 8.4). Done here, not by the HTTP handler: that one counts neither the bytes on the
/// wire nor those it produces, and passes an unknown coding on as if it were text.
/// </summary>
internal static class ContentDecoder
{
    /// <summary>What is offered in <c>Accept-Encoding</c>.</summary>
    public const string Accepted = "gzip, br, deflate";

    // The list is in the order of application; one stacked higher than this serves only to multiply a bomb.
    private const int MaximumCodings = 2;

    public static async Task<(byte[]? Body, FetchFailed? Failure)> DecodeAsync(
        byte[] body, IEnumerable<string> headerValues, int maximum, CancellationToken ct)
    {
        string[] codings = [.. headerValues.SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries)).Where(IsCoding).Take(MaximumCodings + 1)];
        if (codings.Length > MaximumCodings) return (null, Failed("too many content codings"));
        foreach (var coding in codings.Reverse())
        {
            if (body.Length == 0) break;
            var (decoded, failure) = await DecodeAsync(body, coding, maximum, ct);
            if (decoded is null) return (null, failure);
            body = decoded;
        }

        return (body, null);
    }

    private static async Task<(byte[]? Body, FetchFailed? Failure)> DecodeAsync(byte[] body, string coding, int maximum, CancellationToken ct)
    {
        await using var decoder = Open(coding, new MemoryStream(body, writable: false));
        if (decoder is null) return (null, Failed("unknown content coding"));
        try
        {
            var decoded = await BodyReader.ReadAsync(decoder, maximum, ct);
            return decoded is null ? (null, new FetchFailed(FetchFailure.TooLarge, Detail: "decompressed body")) : (decoded, null);
        }
        // The Brotli decoder reports corrupt data as an invalid operation.
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException or IOException)
        {
            return (null, Failed("the body does not decode"));
        }
    }

    private static Stream? Open(string coding, MemoryStream body) => coding.ToLowerInvariant() switch
    {
        "gzip" or "x-gzip" => new GZipStream(body, CompressionMode.Decompress),
        "br" => new BrotliStream(body, CompressionMode.Decompress),
        "deflate" when HasZlibHeader(body) => new ZLibStream(body, CompressionMode.Decompress),
        // RFC 9110, section 8.4.1.2: "Some non-conformant implementations send the deflate compressed data without the zlib wrapper."
        "deflate" => new DeflateStream(body, CompressionMode.Decompress),
        _ => null,
    };

    // RFC 1950, section 2.2: method 8, and the first two bytes are a multiple of 31.
    private static bool HasZlibHeader(MemoryStream body)
    {
        var (first, second) = (body.ReadByte(), body.ReadByte());
        body.Position = 0;
        return second >= 0 && (first & 0x0f) == 8 && ((first << 8) | second) % 31 == 0;
    }

    private static bool IsCoding(string text) => text.Length > 0 && !text.Equals("identity", StringComparison.OrdinalIgnoreCase);

    private static FetchFailed Failed(string detail) => new(FetchFailure.BadContentEncoding, Detail: detail);
}
