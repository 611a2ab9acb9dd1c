using System.Security.Cryptography;
using RupnBot.Storage;

namespace RupnBot.Polls.Privacy;

/// <summary>
/// The key of the pseudonyms: 32 random bytes in a file beside the database, readable by its owner alone. Whoever has only one of the
/// two files learns no voter; whoever loses the key can no longer tell a second vote from a first one in polls that still run.
/// </summary>
public static class VoterKeyFile
{
    internal const int KeyLength = 32;

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Reads the key, or makes one where there is none yet.</summary>
    /// <exception cref="VoterKeyException">The file cannot serve; its reason says why. It is never replaced: it may still be mended.</exception>
    public static VoterPseudonym LoadOrCreate(string path)
    {
        try
        {
            if (!Path.Exists(path)) Create(path);
            return new VoterPseudonym(Read(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new VoterKeyException(VoterKeyFault.Inaccessible, path, fault);
        }
    }

    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        // Asked of the open file, so that what was checked is what is read.
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file.SafeFileHandle) & Others) != 0)
            throw new VoterKeyException(VoterKeyFault.ReadableByOthers, path);
        if (file.Length != KeyLength) throw new VoterKeyException(VoterKeyFault.WrongLength, path);
        var key = new byte[KeyLength];
        file.ReadExactly(key);
        return key;
    }

    private static void Create(string path)
    {
        var key = RandomNumberGenerator.GetBytes(KeyLength);
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
