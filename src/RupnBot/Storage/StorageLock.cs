namespace RupnBot.Storage;

/// <summary>One process at a time in a data folder. The operating system drops the lock when the process dies, however it dies.</summary>
internal static class StorageLock
{
    public const string FileName = "rupnbot.lock";

    /// <exception cref="IOException">Another process holds it.</exception>
    public static FileStream Take(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new IOException($"Another RupnBot already uses {Path.GetFullPath(folder)}: stop it first, or set Storage:Path elsewhere.", e);
        }
    }

    public static bool IsHeld(string folder)
    {
        try
        {
            Take(folder).Dispose();
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
