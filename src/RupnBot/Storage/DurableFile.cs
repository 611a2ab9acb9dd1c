using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace RupnBot.Storage;

/// <summary>
/// Files that a power cut must not take: their bytes are on the disk before they get their name, and so is the name before anything relies on
/// them. A name belongs to its folder, which is flushed for itself.
/// </summary>
internal static class DurableFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int ReadOnlyFlag = 0;
    private const int CloseOnExecuteFlag = 0x80000;

    /// <summary>Writes a file for its owner's eyes, whole or not at all: in full under another name, then linked, so that of two processes one wins.</summary>
    /// <returns>False when there is one already, which stays.</returns>
    public static bool TryWriteNew(string path, ReadOnlySpan<byte> content)
    {
        var draft = $"{path}.{Guid.NewGuid():N}";
        try
        {
            using (var file = new FileStream(draft, DraftOptions()))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            var isNew = TryName(draft, path);
            // Theirs may be so new that its name is not on the disk yet.
            FlushFolderOf(path);
            return isNew;
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <summary>Gives a file that is on the disk its name there.</summary>
    /// <exception cref="IOException">There is one of this name, or its folder cannot be flushed.</exception>
    public static void Place(string draft, string path)
    {
        File.Move(draft, path, overwrite: false);
        FlushFolderOf(path);
    }

    /// <summary>Puts the names in the folder of this file on the disk.</summary>
    public static void FlushFolderOf(string path) => FlushFolder(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/");

    /// <summary>Puts the names in this folder on the disk.</summary>
    /// <exception cref="IOException">The folder cannot be opened.</exception>
    public static void FlushFolder(string folder)
    {
        // Windows keeps its names in a journal and has no such call.
        if (OperatingSystem.IsWindows()) return;
        // .NET opens no folders, but flushes whatever is open.
        var descriptor = Open(Native(folder), OperatingSystem.IsLinux() ? ReadOnlyFlag | CloseOnExecuteFlag : ReadOnlyFlag);
        if (descriptor < 0) throw new IOException($"The folder '{folder}' cannot be flushed to the disk: {Marshal.GetLastPInvokeErrorMessage()}.");
        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        RandomAccess.FlushToDisk(handle);
    }

    // A link is refused where there is a file already. To move, .NET looks and then renames, over what another process has made in between.
    private static bool TryName(string draft, string path)
    {
        if (!OperatingSystem.IsWindows() && Link(Native(draft), Native(path)) == 0)
        {
            File.Delete(draft);
            return true;
        }

        if (File.Exists(path)) return false;
        // There are file systems without links.
        File.Move(draft, path, overwrite: false);
        return true;
    }

    private static byte[] Native(string path) => Encoding.UTF8.GetBytes(path + '\0');

    private static FileStreamOptions DraftOptions()
    {
        // No lock (Unix: flock) that would last as long as any copy of the handle: one inherited by a child just started would refuse the first reader.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.ReadWrite, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        return options;
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "link")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link(byte[] existing, byte[] name);
}
