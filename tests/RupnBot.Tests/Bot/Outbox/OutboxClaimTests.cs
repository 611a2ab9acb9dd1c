using RupnBot.Bot.Outbox;
using RupnBot.Matrix;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Bot.Outbox;

public sealed class OutboxClaimTests
{
    private static readonly RoomId Salon = new("!salon:rupn.test");
    private static readonly RoomId Other = new("!other:rupn.test");
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_of_a_busy_room_do_not_hide_those_of_a_free_one()
    {
        await using var bench = await BotBench.StartAsync();
        foreach (var urgency in new[] { RequestPriority.Interactive, RequestPriority.Poll, RequestPriority.Bulk }) await QueueAsync(bench, Salon, urgency);
        await QueueAsync(bench, Other, RequestPriority.Background);
        Assert.Equal(Other, Assert.Single(await ClaimAsync(bench, Salon)).Row.RoomId);
    }

    [Fact]
    public async Task Rows_past_their_time_use_no_turn()
    {
        await using var bench = await BotBench.StartAsync();
        for (var i = 0; i < 5; i++) await QueueAsync(bench, Salon, RequestPriority.Interactive, bench.Time.GetUtcNow().AddMinutes(1));
        var wanted = await QueueAsync(bench, Other, RequestPriority.Bulk);
        bench.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(wanted.Id, Assert.Single(await ClaimAsync(bench)).Row.Id);
        Assert.Equal(5, (await bench.OutboxAsync()).Count(row => row.State == OutboxState.Expired));
    }

    [Fact]
    public async Task A_row_that_may_have_left_is_looked_for_before_it_expires()
    {
        await using var bench = await BotBench.StartAsync();
        await QueueAsync(bench, Salon, RequestPriority.Bulk, bench.Time.GetUtcNow().AddMinutes(1));
        var row = Assert.Single(await ClaimAsync(bench)).Row;
        bench.Time.Advance(TimeSpan.FromMinutes(2));
        var doubtful = Assert.Single(await ClaimAsync(bench));
        Assert.True(doubtful.IsDoubtful);
        // It is not in the room: now its time is over.
        await bench.Get<OutboxStore>().StepAsync([new Absent(row.Id)], 1, [], "BENCH", Cancel);
        Assert.Equal(OutboxState.Expired, Assert.Single(await bench.OutboxAsync()).State);
    }

    [Fact]
    public async Task A_clock_set_back_holds_no_row_longer_than_the_longest_backoff()
    {
        await using var bench = await BotBench.StartAsync();
        await QueueAsync(bench, Salon, RequestPriority.Bulk, writtenAt: bench.Time.GetUtcNow().AddDays(1));
        Assert.Equal(RequestPriority.Bulk, (await bench.Get<OutboxStore>().NextAsync([], TimeSpan.FromSeconds(30), Cancel)).Priority);
        Assert.Single(await ClaimAsync(bench));
    }

    [Fact]
    public async Task A_correction_too_large_for_an_event_is_refused_like_a_message()
    {
        await using var bench = await BotBench.StartAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => bench.Database.WriteAsync(
            async db =>
            {
                var row = await db.QueueAsync(new OutgoingMessage(Salon, MessageContent.Notice("court")), bench.Time.GetUtcNow(), Cancel);
                await db.CorrectAsync(row, MessageContent.Notice(new string('x', OutboxWriter.MaximumContentBytes)), bench.Time.GetUtcNow(), Cancel);
            },
            Cancel));
    }

    [Fact]
    public void A_server_that_asks_for_no_wait_at_all_is_given_one() => Assert.True(OutboxRules.Backoff(1, TimeSpan.Zero) > TimeSpan.Zero);

    private static Task<IReadOnlyList<ClaimedMessage>> ClaimAsync(BotBench bench, params RoomId[] busy) => bench.Get<OutboxStore>().StepAsync([], 1, busy, "BENCH", Cancel);

    private static Task<OutboxMessage> QueueAsync(BotBench bench, RoomId room, RequestPriority urgency, DateTimeOffset? notAfter = null, DateTimeOffset? writtenAt = null) =>
        bench.Database.WriteAsync(
            db => db.QueueAsync(new OutgoingMessage(room, MessageContent.Notice("Bonjour")) { Priority = urgency, NotAfter = notAfter }, writtenAt ?? bench.Time.GetUtcNow(), Cancel),
            Cancel);
}
