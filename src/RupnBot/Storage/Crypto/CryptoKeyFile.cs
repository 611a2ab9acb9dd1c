using System.Security.Cryptography;

namespace RupnBot.Storage.Crypto;

/// <summary>The key that seals the encryption machine's secrets cannot serve, or opens nothing. Says what to do, never the key.</summary>
public sealed class CryptoStoreException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// The key of the sealed columns: 32 random bytes in a file beside the database, readable by its owner alone. A copy of the database
/// alone gives nobody a device key or a room key.
/// </summary>
internal static class CryptoKeyFile
{
    private const int Length = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Reads the key, or makes one where there is none; <paramref name="isNeeded"/> says that the database holds secrets of a former one.</summary>
    /// <exception cref="CryptoStoreException">The file cannot serve. It is never replaced: it may still be mended.</exception>
    public static byte[] LoadOrCreate(string path, bool isNeeded)
    {
        try
        {
            if (!Path.Exists(path))
            {
                if (isNeeded) throw new CryptoStoreException($"The key '{path}' is missing, and the database holds secrets sealed with it. Restore it from a backup.");
                Create(path);
            }

            var key = File.ReadAllBytes(path);
            if (key.Length != Length) throw new CryptoStoreException($"The key '{path}' is not {Length} bytes long. Restore it from a backup.");
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~(OwnerOnly | UnixFileMode.UserExecute)) != 0)
                throw new CryptoStoreException($"The key '{path}' is open to other accounts. Run: chmod 600 '{path}'");
            return key;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CryptoStoreException($"The key '{path}' cannot be read or created. Check that the directory exists and belongs to the service's account.", fault);
        }
    }

    private static void Create(string path)
    {
        var key = RandomNumberGenerator.GetBytes(Length);
        try
        {
            // Where someone else made one meanwhile, theirs is the key.
            DurableFile.TryWriteNew(path, key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
