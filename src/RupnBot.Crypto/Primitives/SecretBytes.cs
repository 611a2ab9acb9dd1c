using System.Security.Cryptography;

namespace RupnBot.Crypto;

/// <summary>
/// Secret bytes that the garbage collector does not move, hence never copies, and that are overwritten when they are disposed of. Not locked in
/// memory: that takes whole pages a key, and a bot has tens of thousands. No finalizer overwrites what nobody disposed of: it could run while
/// native code still reads the bytes of an owner that is not used afterwards.
/// </summary>
internal sealed class SecretBytes(int length) : IDisposable
{
    private readonly byte[] _bytes = GC.AllocateArray<byte>(length, pinned: true);
    private bool _disposed;

    public Span<byte> Span
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _bytes;
        }
    }

    public void Dispose()
    {
        _disposed = true;
        CryptographicOperations.ZeroMemory(_bytes);
    }
}
