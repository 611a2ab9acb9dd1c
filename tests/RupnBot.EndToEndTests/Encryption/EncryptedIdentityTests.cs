using System.Runtime.Versioning;
using Microsoft.Data.Sqlite;
using RupnBot.Demo;
using RupnBot.Demo.Colleagues.Encryption;
using RupnBot.EndToEndTests.Bench.Encryption;

namespace RupnBot.EndToEndTests.Encryption;

/// <summary>The bot's identity as other clients and its operator meet it.</summary>
public sealed class EncryptedIdentityTests(EncryptedStage stage) : IClassFixture<EncryptedStage>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [SupportedOSPlatform("linux")]
    public async Task The_recovery_key_lies_in_its_file_for_the_operator_alone_and_opens_the_identity_to_another_client()
    {
        // The bot is ready before its identity is made; only those who share a salon with it are told of changes.
        await stage.OpenSalonAsync(Token);
        await Eventually.GetAsync(
            async token => (await stage.Anne.DevicesOfAsync(stage.Bot.UserId, token)).Any(device => device.Value) ? "signed" : null,
            () => "a signed device of the bot",
            null,
            Token);
        var key = (await File.ReadAllTextAsync(stage.Bot.RecoveryKeyFile, Token)).Trim();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(stage.Bot.RecoveryKeyFile));
        var log = stage.Bot.Proxied.Process.Output.ToString();
        Assert.DoesNotContain(key, log, StringComparison.Ordinal);
        Assert.DoesNotContain(key.Replace(" ", "", StringComparison.Ordinal), log, StringComparison.Ordinal);
        await using var client = await EncryptedColleague.LogInAsync(stage.Bot.Proxied.Account, Token, CrossSigning.Recover, key);
        await Eventually.GetAsync(
            async token => (await stage.Anne.DevicesOfAsync(stage.Bot.UserId, token)).GetValueOrDefault(client.DeviceId) ? "signed" : null,
            () => "a device signed with what secret storage holds",
            null,
            Token);
    }

    [Fact]
    public async Task Crypto_status_tells_how_it_stands_while_the_bot_runs_and_no_secret()
    {
        await stage.OpenSalonAsync(Token);
        var status = await Eventually.GetAsync(
            async token => await stage.Bot.Proxied.Process.RunAsync(["crypto", "status"], token) is { ExitCode: 0 } well ? well : null,
            () => "a bot that is signed and backs its keys up",
            null,
            Token);

        Assert.Contains("publié", status.Output, StringComparison.Ordinal);
        Assert.Contains("signé par l'identité du robot", status.Output, StringComparison.Ordinal);
        Assert.Contains("Sauvegarde des clés\u00a0: en place", status.Output, StringComparison.Ordinal);
        Assert.DoesNotContain((await File.ReadAllTextAsync(stage.Bot.RecoveryKeyFile, Token)).Trim(), status.Output + status.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bot_that_lost_its_database_comes_back_on_a_new_signed_device_and_reads_on()
    {
        var salon = await stage.OpenSalonAsync(Token);
        await stage.Bot.AskAsync(stage.Anne, salon, "!aide statut", Token);
        var before = await stage.Anne.DevicesOfAsync(stage.Bot.UserId, Token);
        await stage.Bot.Proxied.Process.KillAsync(Token);
        var database = Path.GetFileName(stage.Bot.Proxied.DatabaseFile);
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(stage.Bot.Proxied.DatabaseFile)!, database + "*")) File.Delete(file);

        stage.Bot.Proxied.Process.Launch();
        await stage.Bot.Proxied.Process.WaitUntilReadyAsync(null, Token);
        await Eventually.GetAsync(
            async token => (await stage.Anne.DevicesOfAsync(stage.Bot.UserId, token)).Any(device => device.Value && !before.ContainsKey(device.Key)) ? "signed" : null,
            () => "a new signed device of the bot",
            null,
            Token);

        Assert.Equal("m.notice", (await stage.Bot.AskAsync(stage.Anne, salon, "!aide statut", Token)).MessageType);
    }

    [Fact]
    public async Task A_bot_that_lost_its_database_reads_what_was_said_before_with_the_keys_of_its_backup()
    {
        var salon = await stage.OpenSalonAsync(Token);
        var poll = await stage.Anne.StartPollAsync(salon, "Quel jour ?", ["lundi", "jeudi"], Token);
        await stage.Karim.VoteForAsync(salon, await stage.Karim.WaitForPollAsync(salon, "Quel jour", Token), "jeudi", Token);
        await stage.Bot.AskAsync(stage.Karim, salon, "!aide statut", Token);
        await Eventually.TrueAsync(
            () =>
            {
                using var database = Open(stage.Bot.Proxied.DatabaseFile);
                using var command = database.CreateCommand();
                command.CommandText = "SELECT count(*) FROM crypto_inbound_sessions WHERE IsBackedUp = 0";
                return (long)command.ExecuteScalar()! == 0;
            },
            "all keys are in the backup",
            null,
            Token);
        await stage.Bot.Proxied.Process.KillAsync(Token);
        foreach (var file in DatabaseFiles(DatabaseFolder)) file.Delete();

        await LaunchAsync();
        await stage.Bot.AskAsync(stage.Anne, salon, "!aide statut", Token);
        await stage.Anne.ReplyAsync(salon, poll, "!suivre", Token);

        // The poll and the vote were written with keys that only the backup has.
        await stage.Anne.WaitForTextAsync(salon, "1 votant jusqu'ici", Token);
    }

    [Fact]
    public async Task A_bot_put_back_to_an_old_copy_of_its_database_uses_no_key_twice_and_is_read_on()
    {
        var salon = await stage.OpenSalonAsync(Token);
        await stage.Bot.AskAsync(stage.Anne, salon, "!aide statut", Token);
        var copy = Directory.CreateTempSubdirectory("rupnbot-copy-");
        try
        {
            await stage.Bot.Proxied.Process.KillAsync(Token);
            Copy(DatabaseFolder, copy);
            await LaunchAsync();
            // Said with the keys that the copy holds as well.
            await stage.Bot.AskAsync(stage.Anne, salon, "!aide sondage", Token);
            await stage.Bot.AskAsync(stage.Anne, salon, "!aide vote", Token);

            await stage.Bot.Proxied.Process.KillAsync(Token);
            foreach (var file in DatabaseFiles(DatabaseFolder)) file.Delete();
            Copy(copy, DatabaseFolder);
            await LaunchAsync();
            Assert.Equal("m.notice", (await stage.Bot.AskAsync(stage.Anne, salon, "!aide statut", Token)).MessageType);
        }
        finally
        {
            copy.Delete(recursive: true);
        }

        Wire.AssertNoIndexTwice(stage.Bot.Proxied.Proxy.Requests, stage.Bot.UserId);
    }

    [Fact]
    public async Task A_copy_made_within_one_life_of_the_bot_says_nothing_before_it_has_seen_what_it_said_since()
    {
        var salon = await stage.OpenSalonAsync(Token);
        await stage.Bot.AskAsync(stage.Anne, salon, "!aide statut", Token);
        var copy = Path.Combine(Directory.CreateTempSubdirectory("rupnbot-copy-").FullName, "copy.db");
        try
        {
            // A copy of the file system's, while the bot runs: the homeserver knows of no later start than the copy does.
            using (var from = Open(stage.Bot.Proxied.DatabaseFile))
            using (var to = Open(copy)) from.BackupDatabase(to);
            await stage.Bot.AskAsync(stage.Anne, salon, "!aide sondage", Token);
            await stage.Bot.AskAsync(stage.Anne, salon, "!aide vote", Token);
            await stage.Bot.Proxied.Process.KillAsync(Token);

            // Something waits in it that was not said with the key that comes next in it.
            using (var waiting = Open(copy)) Execute(waiting, "PRAGMA journal_mode=WAL", Unsent("copied"));
            foreach (var file in DatabaseFiles(DatabaseFolder)) file.Delete();
            File.Move(copy, stage.Bot.Proxied.DatabaseFile);
            await LaunchAsync();
            await stage.Anne.WaitForTextAsync(salon, Marked, Token);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(copy)!, recursive: true);
        }

        Wire.AssertNoIndexTwice(stage.Bot.Proxied.Proxy.Requests, stage.Bot.UserId);
    }

    [Fact]
    public async Task A_homeserver_that_knows_another_key_for_the_device_is_asked_and_told_nothing_and_the_log_says_what_to_do()
    {
        var salon = await stage.OpenSalonAsync(Token);
        await stage.Bot.AskAsync(stage.Anne, salon, "!aide statut", Token);
        await stage.Bot.Proxied.Process.KillAsync(Token);
        var copy = Directory.CreateTempSubdirectory("rupnbot-copy-");
        try
        {
            Copy(DatabaseFolder, copy);
            using (var database = Open(stage.Bot.Proxied.DatabaseFile)) Execute(database, "DELETE FROM crypto_account", Unsent("unsent"));
            var before = stage.Bot.Proxied.Proxy.Requests.All.Count;
            stage.Bot.Proxied.Process.Launch();
            await stage.Bot.Proxied.Process.Output.WaitForAsync(
                line => line.Contains("Restore the database they belong to, or log this device out and start again", StringComparison.Ordinal), null, Token);

            Assert.DoesNotContain(
                stage.Bot.Proxied.Proxy.Requests.All.Skip(before),
                request => request.IsSync || request.IsShare || request.TransactionId is not null || request.Path.EndsWith("/keys/upload", StringComparison.Ordinal));
            Assert.Contains("par d'autres clés que celles de cette base", (await stage.Bot.Proxied.Process.RunAsync(["doctor"], Token)).Output, StringComparison.Ordinal);
            await stage.Bot.Proxied.Process.KillAsync(Token);
            foreach (var file in DatabaseFiles(DatabaseFolder)) file.Delete();
            Copy(copy, DatabaseFolder);
            await LaunchAsync();
            Assert.Contains("par les clés de cette base", (await stage.Bot.Proxied.Process.RunAsync(["doctor"], Token)).Output, StringComparison.Ordinal);
        }
        finally
        {
            copy.Delete(recursive: true);
        }

        // The database it belongs to is back: all is as before.
        Assert.Equal("m.notice", (await stage.Bot.AskAsync(stage.Anne, salon, "!aide statut", Token)).MessageType);
    }

    private const string Marked = "attendait dans la copie";

    // The latest answer waits to be sent again, under another transaction (the caller's own: tests of this class share a database) and in other words.
    private static string Unsent(string transaction) =>
        $"""
        UPDATE outbox SET State = 0, TransactionId = '{transaction}', Ciphertext = NULL, EventId = NULL, FirstAttemptAt = NULL, AttemptedBy = NULL, NextAttemptAt = 0, NotAfter = NULL,
            Content = json_object('msgtype', 'm.notice', 'body', '{Marked}', 'fr.rupnbot.id', '{transaction}')
        WHERE Id = (SELECT max(Id) FROM outbox WHERE State = 2 AND EventType = 'm.room.message')
        """;

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, params ReadOnlySpan<string> statements)
    {
        foreach (var sql in statements)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }

    private DirectoryInfo DatabaseFolder => new(Path.GetDirectoryName(stage.Bot.Proxied.DatabaseFile)!);

    private async Task LaunchAsync()
    {
        stage.Bot.Proxied.Process.Launch();
        await stage.Bot.Proxied.Process.WaitUntilReadyAsync(null, Token);
    }

    // With what is written ahead: a killed process leaves it there.
    private FileInfo[] DatabaseFiles(DirectoryInfo folder) => folder.GetFiles(Path.GetFileName(stage.Bot.Proxied.DatabaseFile) + "*");

    private void Copy(DirectoryInfo from, DirectoryInfo to)
    {
        foreach (var file in DatabaseFiles(from)) file.CopyTo(Path.Combine(to.FullName, file.Name));
    }
}
