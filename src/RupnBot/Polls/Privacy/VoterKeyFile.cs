using System.Security.Cryptography;

namespace RupnBot.Polls.Privacy;

/// <summary>
/// The key of the pseudonyms: 32 random bytes in a file beside the database, readable by its owner alone. Whoever has only one of the
/// two files learns no voter; whoever loses the key can no longer tell a second vote from a first one in polls that still run.
/// </summary>
public static class VoterKeyFile
{
    internal const int KeyLength = 32;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
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

    // Written in full under another name, then linked: a crash leaves no half key, and of two processes one wins.
    private static void Create(string path)
    {
        var draft = $"{path}.{Guid.NewGuid():N}";
        var key = RandomNumberGenerator.GetBytes(KeyLength);
        try
        {
            using (var file = new FileStream(draft, DraftOptions()))
            {
                file.Write(key);
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Someone else made it meanwhile: theirs is the key.
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            File.Delete(draft);
        }
    }

    private static FileStreamOptions DraftOptions()
    {
        // No lock (Unix: flock) that would last as long as any copy of the handle: one inherited by a child just started would refuse the first reader.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.ReadWrite, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        return options;
    }
}
