using System.Runtime.Versioning;
using RupnBot.Storage;

namespace RupnBot.Tests.Storage;

[UnsupportedOSPlatform("windows")]
public sealed class DurableFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rupnbot-clés-").FullName;

    private string File1 => Path.Combine(_folder, "recovery.key");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_new_file_is_whole_is_its_owners_alone_and_leaves_no_draft()
    {
        Assert.True(DurableFile.TryWriteNew(File1, "abc"u8));

        Assert.Equal("abc", File.ReadAllText(File1));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(File1));
        Assert.Equal([File1], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_file_that_is_there_stays()
    {
        DurableFile.TryWriteNew(File1, "abc"u8);

        Assert.False(DurableFile.TryWriteNew(File1, "def"u8));

        Assert.Equal("abc", File.ReadAllText(File1));
        Assert.Equal([File1], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_folder_that_cannot_be_flushed_is_named_and_is_an_error()
    {
        DurableFile.FlushFolder(_folder);

        var missing = Path.Combine(_folder, "absent");
        Assert.Contains(missing, Assert.Throws<IOException>(() => DurableFile.FlushFolder(missing)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_given_its_name_replaces_nothing()
    {
        var draft = Path.Combine(_folder, "draft");
        File.WriteAllText(draft, "new");
        File.WriteAllText(File1, "old");

        Assert.Throws<IOException>(() => DurableFile.Place(draft, File1));
        Assert.Equal("old", File.ReadAllText(File1));

        File.Delete(File1);
        DurableFile.Place(draft, File1);
        Assert.Equal("new", File.ReadAllText(File1));
    }
}
