using System.Formats.Tar;
using System.IO.Compression;
using System.Text.RegularExpressions;

namespace RupnBot.Operations.Backup;

/// <summary>The file of a backup: a gzipped tar of the database and the key files, readable by its owner alone.</summary>
internal static partial class BackupArchive
{
    public const string DatabaseName = "rupnbot.db";

    private const int MaximumEntries = 16;
    private const long MaximumDatabaseBytes = 32L << 30;
    private const long MaximumKeyBytes = 64 << 10;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static bool IsKey(string name) => KeyName().IsMatch(name);

    public static async Task PackAsync(string archive, IEnumerable<string> files, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(archive, NewPrivateFile());
        await using (var gzip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true))
        await using (var tar = new TarWriter(gzip, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var file in files)
            {
                await using var content = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, Path.GetFileName(file)) { DataStream = content, Mode = OwnerOnly }, cancellationToken);
            }
        }

        stream.Flush(flushToDisk: true);
    }

    /// <summary>Unpacks into an empty folder. Only the names a backup holds are taken: no path, no link, nothing twice, nothing beyond its size.</summary>
    /// <exception cref="BackupException">It is not a backup, or not a whole one.</exception>
    public static async Task UnpackAsync(string archive, string folder, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = new FileStream(archive, FileMode.Open, FileAccess.Read, FileShare.Read);
            await using var gzip = new GZipStream(stream, CompressionMode.Decompress);
            await using var tar = new TarReader(gzip);
            var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            while (await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
            {
                if (names.Count >= MaximumEntries) throw new BackupException("The archive holds more files than a backup does.");
                if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile)) throw new BackupException("The archive holds something else than plain files.");
                if (entry.Name != DatabaseName && !IsKey(entry.Name)) throw new BackupException("The archive holds a file that does not belong in a backup.");
                if (!names.Add(entry.Name)) throw new BackupException("The archive holds a file twice.");
                await ExtractAsync(entry, Path.Combine(folder, entry.Name), cancellationToken);
            }

            if (!names.Contains(DatabaseName)) throw new BackupException("The archive holds no database.");
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new BackupException("The file is not a whole backup archive.", e);
        }
    }

    private static async Task ExtractAsync(TarEntry entry, string path, CancellationToken cancellationToken)
    {
        var limit = entry.Name == DatabaseName ? MaximumDatabaseBytes : MaximumKeyBytes;
        if (entry.Length > limit) throw new BackupException("The archive holds a file that is too large.");
        await using var target = new FileStream(path, NewPrivateFile());
        if (entry.DataStream is { } data) await data.CopyToAsync(target, cancellationToken);
        if (target.Length != entry.Length) throw new BackupException("The archive is cut short.");
        target.Flush(flushToDisk: true);
    }

    private static FileStreamOptions NewPrivateFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        return options;
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,40}\.key\z", RegexOptions.CultureInvariant)]
    private static partial Regex KeyName();
}
