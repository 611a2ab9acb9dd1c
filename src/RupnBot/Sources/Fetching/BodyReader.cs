using System.Buffers;

namespace RupnBot.Sources.Fetching;

/// <summary>Reads a stream to its end, or gives up as soon as it proves too long; a declared length is not trusted.</summary>
internal static class BodyReader
{
    private const int ChunkBytes = 16 * 1024;

    /// <returns>The bytes; null when there are more than <paramref name="maximum"/>.</returns>
    public static async Task<byte[]?> ReadAsync(Stream stream, int maximum, CancellationToken ct)
    {
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            using var body = new MemoryStream();
            while (true)
            {
                var read = await stream.ReadAsync(chunk, ct);
                if (read == 0) return body.ToArray();
                if (body.Length + read > maximum) return null;
                body.Write(chunk, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }
}
