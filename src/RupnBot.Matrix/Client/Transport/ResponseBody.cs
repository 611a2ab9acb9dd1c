using System.Buffers;

namespace RupnBot.Matrix;

/// <summary>An answer's body in a rented buffer, never larger than allowed: what the server says of its length is not believed.</summary>
internal sealed class ResponseBody : IDisposable
{
    /// <summary>The pool would keep larger ones for good: after a first sync that is as much as all else the process holds.</summary>
    private const int LargestPooled = 1024 * 1024;

    private byte[] _buffer = Rent(16 * 1024);
    private int _length;

    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <summary>Reads the body; null when it has more than <paramref name="maximumBytes"/>.</summary>
    public static async Task<ResponseBody?> ReadAsync(HttpContent content, int maximumBytes, CancellationToken ct)
    {
        if (content.Headers.ContentLength > maximumBytes) return null;
        var body = new ResponseBody();
        try
        {
            var stream = await content.ReadAsStreamAsync(ct).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                if (await body.FillAsync(stream, maximumBytes, ct).ConfigureAwait(false)) return body;
            }
        }
        catch
        {
            body.Dispose();
            throw;
        }
        body.Dispose();
        return null;
    }

    public void Dispose()
    {
        Return(_buffer);
        _buffer = [];
        _length = 0;
    }

    private async Task<bool> FillAsync(Stream stream, int maximumBytes, CancellationToken ct)
    {
        while (true)
        {
            var read = await stream.ReadAsync(_buffer.AsMemory(_length), ct).ConfigureAwait(false);
            if (read == 0) return true;
            _length += read;
            if (_length > maximumBytes) return false;
            if (_length == _buffer.Length) Grow();
        }
    }

    private void Grow()
    {
        var larger = Rent((int)Math.Min(Array.MaxLength, _buffer.Length * 2L));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        Return(_buffer);
        _buffer = larger;
    }

    private static byte[] Rent(int size) => size <= LargestPooled ? ArrayPool<byte>.Shared.Rent(size) : GC.AllocateUninitializedArray<byte>(size);

    private static void Return(byte[] buffer)
    {
        if (buffer.Length <= LargestPooled) ArrayPool<byte>.Shared.Return(buffer);
    }
}
