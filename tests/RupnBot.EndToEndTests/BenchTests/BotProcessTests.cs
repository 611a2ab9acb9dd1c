using RupnBot.Demo;
using RupnBot.Demo.Colleagues;
using RupnBot.Demo.Processes;
using RupnBot.EndToEndTests.Bench;

namespace RupnBot.EndToEndTests.BenchTests;

public sealed class BotProcessTests(Homeservers homeservers) : IDisposable
{
    private const int BadConfiguration = 78;

    private readonly DirectoryInfo _storage = Directory.CreateTempSubdirectory("rupnbot-storage-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _storage.Delete(recursive: true);

    [Fact]
    public async Task A_bot_that_cannot_start_ends_and_its_reason_is_in_the_output()
    {
        await using var bot = new BotProcess(new BotSettings(new Uri("http://127.0.0.1:1"), "robot", "secret", _storage.FullName)
        {
            More = new Dictionary<string, string> { ["Bot:SchoolZone"] = "Z" },
        });

        bot.Launch();
        await Eventually.TrueAsync(() => bot.HasExited, "the bot ends", null, Token);

        await bot.Output.WaitForAsync(line => line.Contains("Bot:SchoolZone", StringComparison.Ordinal), null, Token);
        Assert.Equal(BadConfiguration, await bot.StopAsync(Token));
    }

    [Fact]
    public async Task A_bot_survives_a_kill_and_ends_well_when_it_is_told_to()
    {
        var homeserver = await homeservers.LiftedAsync(Token);
        using var anne = await homeserver.CreateUserAsync("Anne Roy", Token);
        using var robot = await homeserver.CreateUserAsync("Robot", Token);
        await using var bot = new BotProcess(new BotSettings(homeserver.Address, robot.LocalPart, robot.Password, _storage.FullName));
        bot.Launch();
        var chat = await anne.OpenDirectChatAsync(robot.UserId, Token);
        await anne.WaitForMemberAsync(chat, robot.UserId, Token);

        await bot.KillAsync(Token);
        Assert.True(bot.HasExited);
        bot.Launch();
        var salon = await anne.CreateSalonAsync("Salle des professeurs", SalonKind.Private, [robot.UserId], Token);
        await anne.WaitForMemberAsync(salon, robot.UserId, Token);

        Assert.Equal(0, await bot.StopAsync(Token));
    }
}
