using System.Formats.Tar;
using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Rooms;
using RupnBot.Configuration;
using RupnBot.Matrix;
using RupnBot.Operations.Backup;
using RupnBot.Polls.Privacy;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Operations.Backup;

public sealed class BackupsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rupnbot-backup-").FullName;

    [Fact]
    public async Task A_backup_of_a_running_bot_brings_rooms_and_keys_back()
    {
        await using var bench = await BotBench.StartAsync();
        await bench.SyncAsync(RoomBuilder.Joined("!salon:rupn.test", "Salle des profs", "@anne:rupn.test"));
        await File.WriteAllTextAsync(Path.Combine(bench.Folder, "pseudonym.key"), "key", Ct);
        await BackUpAsync(bench);
        var restored = Path.Combine(_folder, "restored");
        Assert.Null(await (await BackupsAsync(bench, restored)).RestoreAsync(Archive, force: false, Ct));
        Assert.Equal("key", await File.ReadAllTextAsync(Path.Combine(restored, "pseudonym.key"), Ct));
        await using var again = await BotBench.StartAsync(folder: restored);
        Assert.Equal("Salle des profs", await again.Database.ReadAsync(db => db.Set<Room>().Where(room => room.Id == new RoomId("!salon:rupn.test")).Select(room => room.Name).SingleAsync(Ct), Ct));
    }

    [Fact]
    public async Task After_a_restore_a_voter_has_the_same_pseudonym()
    {
        await using var bench = await BotBench.StartAsync();
        var before = bench.Get<VoterPseudonym>().Of("poll", BotBench.Robot);
        await BackUpAsync(bench);
        var restored = Path.Combine(_folder, "restored");
        await (await BackupsAsync(bench, restored)).RestoreAsync(Archive, force: false, Ct);
        await using var again = await BotBench.StartAsync(folder: restored);
        Assert.Equal(before, again.Get<VoterPseudonym>().Of("poll", BotBench.Robot));
    }

    [Fact]
    public async Task A_backup_is_readable_by_its_owner_alone_and_leaves_nothing_beside_it()
    {
        await using var bench = await BotBench.StartAsync();
        await BackUpAsync(bench);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Archive));
        Assert.Equal([Archive], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task A_backup_never_overwrites_a_file()
    {
        await using var bench = await BotBench.StartAsync();
        await File.WriteAllTextAsync(Archive, "precious", Ct);
        await Assert.ThrowsAsync<BackupException>(() => BackUpAsync(bench));
        Assert.Equal("precious", await File.ReadAllTextAsync(Archive, Ct));
    }

    [Fact]
    public async Task Restoring_under_a_running_bot_is_refused()
    {
        await using var bench = await BotBench.StartAsync();
        await BackUpAsync(bench);
        await Assert.ThrowsAsync<IOException>(async () => await (await BackupsAsync(bench, bench.Folder)).RestoreAsync(Archive, force: true, Ct));
    }

    [Fact]
    public async Task Restoring_over_data_wants_force_and_keeps_them_aside()
    {
        await using var bench = await BotBench.StartAsync();
        await BackUpAsync(bench);
        var target = Directory.CreateDirectory(Path.Combine(_folder, "other")).FullName;
        await File.WriteAllTextAsync(Path.Combine(target, "rupnbot.db"), "old", Ct);
        var backups = await BackupsAsync(bench, target);
        await Assert.ThrowsAsync<BackupException>(() => backups.RestoreAsync(Archive, force: false, Ct));
        var aside = await backups.RestoreAsync(Archive, force: true, Ct);
        Assert.Equal("old", await File.ReadAllTextAsync(Path.Combine(aside!, "rupnbot.db"), Ct));
    }

    [Theory]
    [InlineData("../pseudonym.key")]
    [InlineData("/tmp/rupnbot.db")]
    [InlineData("sub/rupnbot.db")]
    [InlineData("rupnbot.db-wal")]
    public async Task An_archive_with_a_strange_name_changes_nothing(string name)
    {
        await WriteTarAsync(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream([1]) });
        await AssertRefusedAsync();
    }

    [Fact]
    public async Task An_archive_with_a_link_changes_nothing()
    {
        await WriteTarAsync(new PaxTarEntry(TarEntryType.SymbolicLink, "pseudonym.key") { LinkName = "/etc/passwd" });
        await AssertRefusedAsync();
    }

    [Fact]
    public async Task An_archive_whose_database_is_none_changes_nothing()
    {
        await WriteTarAsync(new PaxTarEntry(TarEntryType.RegularFile, "rupnbot.db") { DataStream = new MemoryStream(new byte[8192]) });
        await AssertRefusedAsync();
    }

    [Fact]
    public async Task A_file_that_is_no_archive_changes_nothing()
    {
        await File.WriteAllTextAsync(Archive, "hello", Ct);
        await AssertRefusedAsync();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Archive => Path.Combine(_folder, "backup.tar.gz");

    private async Task AssertRefusedAsync()
    {
        var target = Path.Combine(_folder, "target");
        await Assert.ThrowsAsync<BackupException>(() => new Backups(new StorageOptions { Path = target }, [], TimeProvider.System).RestoreAsync(Archive, force: false, Ct));
        Assert.Equal(["rupnbot.lock"], Directory.GetFileSystemEntries(target).Select(Path.GetFileName));
    }

    private async Task WriteTarAsync(TarEntry entry)
    {
        await using var stream = File.Create(Archive);
        await using var gzip = new GZipStream(stream, CompressionLevel.Fastest);
        await using var tar = new TarWriter(gzip);
        await tar.WriteEntryAsync(entry, Ct);
    }

    private async Task BackUpAsync(BotBench bench) => await (await BackupsAsync(bench, bench.Folder)).BackUpAsync(Archive, Ct);

    private static async Task<Backups> BackupsAsync(BotBench bench, string folder) => new(
        new StorageOptions { Path = folder }, await bench.Database.ReadAsync(db => Task.FromResult(db.Database.GetMigrations().ToList()), Ct), TimeProvider.System);
}
