using RupnBot.Storage;

namespace RupnBot.Operations.Backup;

/// <summary>A folder of its owner's alone, beside a file to be made; gone with all it holds when the work is over, however it ends.</summary>
internal sealed class WorkFolder : IDisposable
{
    private WorkFolder(string path)
    {
        Path = path;
        DatabaseFile.PrepareFolder(path);
    }

    public string Path { get; }

    public static WorkFolder Beside(string file)
    {
        var parent = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(file)) ?? "/";
        if (!Directory.Exists(parent)) throw new BackupException($"There is no folder {parent}.");
        return new WorkFolder(System.IO.Path.Combine(parent, $".rupnbot-{Guid.NewGuid():N}"));
    }

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }
}
