using RupnBot.EndToEndTests.Bench;
using RupnBot.EndToEndTests.Bench.Encryption;
using RupnBot.EndToEndTests.Bench.Faults;

namespace RupnBot.EndToEndTests.Encryption.Kills;

/// <summary>
/// The bot is killed (SIGKILL) at random instants of sync, of sharing keys and of sending, and started again, while encrypted salons ask and vote, keys
/// change every second message, and answers of the homeserver are lost after it had processed the requests.
/// </summary>
public sealed class EncryptedKillTests(EncryptedStage stage) : IClassFixture<EncryptedStage>
{
    private static readonly (string Name, Func<ProxiedRequest, bool> Matches)[] Instants =
    [
        ("sync", request => request.IsSync),
        ("share", request => request.IsShare),
        ("send", request => request.IsEncryptedSend),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ProxiedBot Bot => stage.Bot.Proxied;

    [Fact]
    public async Task Nothing_is_lost_nothing_repeated_and_no_key_used_twice_however_often_the_bot_is_killed()
    {
        var lives = new List<EncryptedLife>();
        for (var number = 0; number < EncryptedKillSettings.Salons; number++) lives.Add(await OpenAsync(number));
        Bot.Proxy.Add(new FaultRule(null, "/send/|/sendToDevice/|/keys/|/sync", new Fault.LostAnswer()) { Probability = EncryptedKillSettings.LostAnswers });

        using var killed = new CancellationTokenSource();
        var living = lives.Select(life => LiveAsync(life, killed.Token)).ToList();
        var hits = await KillAsync();
        await killed.CancelAsync();
        await Task.WhenAll(living);

        foreach (var life in lives)
        {
            await EncryptedVerdict.AssertAsync(life, stage.Bot.UserId, stage.Anne, Token);
            await EncryptedVerdict.AssertAsync(life, stage.Bot.UserId, stage.Karim, Token);
            Wire.AssertNoIndexTwice(await Wire.ReadAsync(stage.Anne.Account, life.RoomId, Token));
        }

        Wire.AssertNoIndexTwice(Bot.Proxy.Requests, stage.Bot.UserId);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"Seed {EncryptedKillSettings.Seed}: killed at {string.Join(", ", hits.CountBy(hit => hit).Select(hit => $"{hit.Key} {hit.Value} times"))}; "
            + $"{lives.Sum(life => life.Polls.Count)} polls and {lives.Sum(life => life.AnsweredOnce.Count)} answers, each once and readable.");
    }

    private async Task<EncryptedLife> OpenAsync(int number)
    {
        var salon = await stage.Anne.CreateSalonAsync($"Salon {number + 1}", [stage.Karim.UserId], Token, EncryptedKillSettings.MessagesPerKey);
        await stage.Karim.JoinAsync(salon, Token);
        await stage.Anne.InviteAsync(salon, stage.Bot.UserId, Token);
        await stage.WaitForBotAsync(salon, Token);
        await stage.Karim.WaitForMemberAsync(salon, stage.Bot.UserId, Token);
        return new EncryptedLife(number, salon, stage.Bot, stage.Anne, stage.Karim);
    }

    private static async Task LiveAsync(EncryptedLife life, CancellationToken killed)
    {
        do await life.TurnAsync(Token);
        while (!killed.IsCancellationRequested);
    }

    /// <returns>Of each kill the instant that was met.</returns>
    private async Task<IReadOnlyList<string>> KillAsync()
    {
        var random = new Random(EncryptedKillSettings.Seed);
        var hits = new List<string>();
        for (var kill = 0; kill < EncryptedKillSettings.Kills; kill++)
        {
            hits.Add(await MeetAsync(Instants[random.Next(Instants.Length)]));
            // Not a wait for anything: the instant of the kill is what is drawn.
            await Task.Delay(random.NextDouble() * EncryptedKillSettings.LongestDelay, Token);
            await Bot.Process.KillAsync(Token);
            Bot.Process.Launch();
        }

        return hits;
    }

    private async Task<string> MeetAsync((string Name, Func<ProxiedRequest, bool> Matches) instant)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(EncryptedKillSettings.LongestLife);
        try
        {
            await Bot.Proxy.Requests.NextAsync(instant.Matches, patience.Token);
            return instant.Name;
        }
        catch (OperationCanceledException) when (!Token.IsCancellationRequested)
        {
            return "any time";
        }
    }
}
