using System.Diagnostics;
using RupnBot.EndToEndTests.Bench;

namespace RupnBot.EndToEndTests.Kills;

/// <summary>
/// The bot is killed (SIGKILL) and started again and again, while twenty salons get digests, votes arrive, and answers of the homeserver are lost after
/// it had processed the requests. <c>RUPNBOT_KILLS</c> says how often; see <see cref="KillSettings"/>.
/// </summary>
public sealed class KillTests(Homeservers homeservers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_digest_poll_vote_and_answer_counts_once_however_often_the_bot_is_killed()
    {
        try
        {
            await KillAsync();
        }
        catch (Exception exception) when (!Token.IsCancellationRequested)
        {
            throw new InvalidOperationException($"{KillSettings.Kills} kills, RUPNBOT_KILL_SEED={KillSettings.Seed}: {exception.Message}", exception);
        }
    }

    private async Task KillAsync()
    {
        var start = Stopwatch.GetTimestamp();
        await using var stage = await KillStage.SetAsync(homeservers, Token);
        var hours = new KillHours(TimeProvider.System.GetUtcNow(), stage.Offset);
        await Task.WhenAll(stage.Salons.Select(salon => salon.SubscribeAsync(hours.DueOf(salon.Number), Token)));
        var lost = stage.LoseAnswers();
        var killer = new Killer(stage.Bot, lost, hours.Interval);

        using var killed = new CancellationTokenSource();
        var lives = Task.WhenAll(stage.Salons.Select(salon => LiveAsync(salon, killed.Token)));
        // A life that fails ends the test at once.
        var killing = killer.KillAsync(KillSettings.Kills, Token);
        await await Task.WhenAny(killing, lives);
        await killed.CancelAsync();
        await lives;

        foreach (var salon in stage.Salons) await SalonVerdict.AssertAsync(salon, stage.Bot.Account.UserId, Token);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"Seed {KillSettings.Seed}, {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s: {KillSettings.Kills} kills, {killer.AfterLoss} of them just after an answer was lost "
            + $"and {killer.OnTheWay} while one was on its way; {lost.Fired} answers lost. {stage.Account()}");
    }

    private static async Task LiveAsync(SalonLife salon, CancellationToken killed)
    {
        await salon.GatherAsync(Token);
        do await salon.PollAsync(Token);
        while (!killed.IsCancellationRequested);
        await salon.WaitForDigestAsync(Token);
    }
}
