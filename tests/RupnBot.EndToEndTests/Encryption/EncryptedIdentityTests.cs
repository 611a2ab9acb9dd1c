using System.Runtime.Versioning;
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
