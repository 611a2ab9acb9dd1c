using RupnBot.Demo;
using RupnBot.Demo.Processes;

namespace RupnBot.EndToEndTests.Polls;

public sealed class VoterKeyTests : IDisposable
{
    private readonly DirectoryInfo _storage = Directory.CreateTempSubdirectory("rupnbot-storage-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _storage.Delete(recursive: true);

    [Fact]
    public async Task A_damaged_voter_key_stops_the_start_with_what_to_do()
    {
        var key = Path.Combine(_storage.FullName, "pseudonym.key");
        await File.WriteAllTextAsync(key, "short", Token);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await using var bot = new BotProcess(new BotSettings(new Uri("http://127.0.0.1:1"), "robot", "secret", _storage.FullName));

        bot.Launch();
        await Eventually.TrueAsync(() => bot.HasExited, "the bot ends", null, Token);

        await bot.Output.WaitForAsync(line => line.Contains("Restore it from a backup", StringComparison.Ordinal), null, Token);
        Assert.Equal("short", await File.ReadAllTextAsync(key, Token));
    }
}
