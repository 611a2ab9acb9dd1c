using System.IO.Compression;

namespace RupnBot.Tests.Sources.Fetching;

internal static class Compression
{
    public static byte[] Encode(byte[] plain, string coding)
    {
        using var encoded = new MemoryStream();
        using (Stream encoder = coding switch
        {
            "gzip" or "x-gzip" => new GZipStream(encoded, CompressionLevel.Fastest),
            "br" => new BrotliStream(encoded, CompressionLevel.Fastest),
            "deflate" => new ZLibStream(encoded, CompressionLevel.Fastest),
            "raw deflate" => new DeflateStream(encoded, CompressionLevel.Fastest),
            _ => throw new ArgumentException("unknown coding", nameof(coding)),
        })
        {
            encoder.Write(plain);
        }

        return encoded.ToArray();
    }
}
