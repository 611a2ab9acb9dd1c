using RupnBot.Demo.Processes;
using RupnBot.Demo.Colleagues;
using RupnBot.EndToEndTests.Bench;

namespace RupnBot.EndToEndTests.Faults;

/// <summary>A bot that was given a token and its device, and no password.</summary>
public sealed class GivenTokenTests(Homeservers homeservers) : IDisposable
{
    private readonly DirectoryInfo _storage = Directory.CreateTempSubdirectory("rupnbot-storage-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _storage.Delete(recursive: true);

    [Fact]
    public async Task It_answers_as_that_device_and_stays_up_when_the_token_is_taken_away()
    {
        var homeserver = await homeservers.LiftedAsync(Token);
        using var robot = await homeserver.CreateUserAsync("Robot", Token);
        using var anne = await homeserver.CreateUserAsync("Anne Roy", Token);
        await using var bot = await BotProcess.StartAsync(
            new BotSettings(homeserver.Address, robot.LocalPart, "", _storage.FullName)
            {
                More = new Dictionary<string, string> { ["Matrix:AccessToken"] = robot.AccessToken, ["Matrix:DeviceId"] = robot.DeviceId },
            },
            Token);
        var salon = await anne.CreateSalonAsync("Salle des professeurs", SalonKind.Forum, [robot.UserId], Token);
        await anne.WaitForTextAsync(salon, "Je ne conserve pas vos conversations", Token);
        await anne.SayAsync(salon, "!aide statut", Token);
        await anne.WaitForAsync(salon, item => item.Sender == robot.UserId && item.MessageType == "m.notice", Token);

        await robot.LogOutAsync(Token);

        using var http = new HttpClient();
        await RupnBot.Demo.Eventually.GetAsync(
            async token => (await http.GetAsync(bot.ReadyAddress, token)).IsSuccessStatusCode ? null : "unhealthy", () => "the bot says that it is not ready", null, Token);
        Assert.False(bot.HasExited);
        Assert.DoesNotContain(robot.AccessToken, bot.Output.ToString(), StringComparison.Ordinal);
    }
}
