using System.Net;
using RupnBot.Bot.Outbox;
using RupnBot.Matrix;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Bot.Outbox;

public sealed class OutboxEndTests
{
    private const string Anne = "@anne:rupn.test";
    private static readonly RoomId Salon = new("!salon:rupn.test");
    private static readonly RoomId Chat = new("!chat:rupn.test");
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_asked_is_told_of_what_was_too_late_to_send()
    {
        await using var bench = await StartAsync();
        await bench.Database.WriteAsync(
            db => db.QueueAsync(new OutgoingMessage(Salon, MessageContent.Text("x")) { TellRoomId = Chat, NotAfter = bench.Time.GetUtcNow().AddMinutes(5) }, bench.Time.GetUtcNow(), Cancel), Cancel);
        bench.Time.Advance(TimeSpan.FromHours(1));
        Assert.Contains("«\u00a0Profs\u00a0»\u00a0: son heure était passée", await ToldAsync(bench), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, 60, 25, 10, true)]
    [InlineData(500, 60, 25, 3600, false)] // the server answers nothing else either: it will be back
    [InlineData(500, 20, 25, 10, false)] // hardly tried
    [InlineData(500, 60, 20, 10, false)]
    [InlineData(429, 60, 25, 10, false)]
    public void A_request_that_fails_for_a_day_while_others_succeed_is_hopeless(int status, int attempts, int hours, int secondsSinceSync, bool expected)
    {
        var failure = new MatrixException(MatrixFailure.Server, "x") { Status = (HttpStatusCode)status };
        Assert.Equal(expected, OutboxRules.IsHopeless(failure, attempts, TimeSpan.FromHours(hours), TimeSpan.FromSeconds(secondsSinceSync)));
    }

    [Fact]
    public void Before_the_first_sync_nothing_is_hopeless()
    {
        var failure = new MatrixException(MatrixFailure.Server, "x") { Status = HttpStatusCode.BadGateway };
        Assert.False(OutboxRules.IsHopeless(failure, 1000, TimeSpan.FromDays(9), null));
    }

    private static async Task<BotBench> StartAsync()
    {
        var bench = await BotBench.StartAsync();
        await bench.SyncAsync(RoomBuilder.Joined(Salon.Value, "Profs", Anne), RoomBuilder.Direct(Chat.Value, Anne));
        return bench;
    }

    private static async Task<string> ToldAsync(BotBench bench)
    {
        await bench.Get<OutboxStore>().StepAsync([], 1, [], "BENCH", Cancel);
        return (await bench.BodiesAsync(Chat))[^1];
    }
}
