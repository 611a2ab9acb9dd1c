using RupnBot.Bot.Outbox;
using RupnBot.Matrix;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Bot.Outbox;

public sealed class OutboxStoreTests
{
    private static readonly RoomId Salon = new("!salon:rupn.test");
    private static readonly RoomId Other = new("!other:rupn.test");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_most_urgent_leave_first_and_one_of_a_room()
    {
        await using var bench = await BotBench.StartAsync();
        await QueueAsync(bench, Salon, "digest", RequestPriority.Bulk);
        await QueueAsync(bench, Other, "poll", RequestPriority.Poll);
        await QueueAsync(bench, Salon, "answer", RequestPriority.Interactive);
        await QueueAsync(bench, Salon, "second answer", RequestPriority.Interactive);
        Assert.Equal(["answer", "poll"], (await ClaimAsync(bench, 10)).Select(BodyOf));
    }

    [Fact]
    public async Task A_row_waits_for_the_event_it_refers_to_and_then_names_it()
    {
        await using var bench = await BotBench.StartAsync();
        var first = await QueueAsync(bench, Salon, "poll", RequestPriority.Bulk);
        await QueueAsync(bench, Other, OutboxMessage.TargetPlaceholder, RequestPriority.Interactive, after: first);
        Assert.Equal(first.Id, Assert.Single(await ClaimAsync(bench, 10)).Row.Id);
        Assert.Empty(await ClaimAsync(bench, 10, Salon));
        await bench.SentAsync(first, "$first");
        Assert.Equal("$first", BodyOf(Assert.Single(await ClaimAsync(bench, 10))));
    }

    [Fact]
    public async Task Within_twelve_hours_the_same_device_just_repeats_the_same_bytes()
    {
        await using var bench = await BotBench.StartAsync();
        await QueueAsync(bench, Salon, "x", RequestPriority.Bulk);
        var first = Assert.Single(await ClaimAsync(bench, 1));
        bench.Time.Advance(TimeSpan.FromHours(11.9));
        var again = Assert.Single(await ClaimAsync(bench, 1));
        Assert.False(again.IsDoubtful);
        Assert.Equal((first.Row.TransactionId, first.Row.Content), (again.Row.TransactionId, again.Row.Content));
    }

    [Theory]
    [InlineData(12.1, "BENCH")]
    [InlineData(0.1, "OTHERDEVICE")]
    public async Task Later_or_from_another_device_it_is_looked_for_first_and_sent_anew_when_absent(double hours, string device)
    {
        await using var bench = await BotBench.StartAsync();
        await QueueAsync(bench, Salon, "x", RequestPriority.Bulk);
        var first = Assert.Single(await ClaimAsync(bench, 1));
        bench.Time.Advance(TimeSpan.FromHours(hours));
        var doubtful = Assert.Single(await ClaimAsync(bench, 1, device: device));
        Assert.True(doubtful.IsDoubtful);
        await StepAsync(bench, new Absent(doubtful.Row.Id));
        var anew = Assert.Single(await ClaimAsync(bench, 1, device: device));
        Assert.False(anew.IsDoubtful);
        Assert.NotEqual(first.Row.TransactionId, anew.Row.TransactionId);
        Assert.Contains(anew.Row.TransactionId, anew.Row.Content);
        Assert.DoesNotContain(first.Row.TransactionId, anew.Row.Content);
    }

    [Fact]
    public async Task A_key_is_said_once()
    {
        await using var bench = await BotBench.StartAsync();
        await QueueAsync(bench, Salon, "first", RequestPriority.Bulk, key: "slot:1");
        await QueueAsync(bench, Salon, "second", RequestPriority.Bulk, key: "slot:1");
        Assert.Equal(["first"], await bench.BodiesAsync(Salon));
    }

    [Fact]
    public async Task A_correction_rewrites_what_waits_and_edits_what_may_have_left()
    {
        await using var bench = await BotBench.StartAsync();
        var row = await QueueAsync(bench, Salon, "wrong", RequestPriority.Bulk);
        await CorrectAsync(bench, row.Id, "right");
        Assert.Equal(["right"], await bench.BodiesAsync(Salon));
        await ClaimAsync(bench, 1);
        await CorrectAsync(bench, row.Id, "better");
        var edit = (await bench.OutboxAsync())[^1];
        Assert.Equal(row.Id, edit.DependsOnId);
        Assert.Contains("m.replace", edit.Content);
    }

    [Fact]
    public async Task What_is_taken_back_is_dropped_or_redacted()
    {
        await using var bench = await BotBench.StartAsync();
        var waiting = await QueueAsync(bench, Salon, "a", RequestPriority.Bulk);
        await WithdrawAsync(bench, waiting.Id);
        Assert.Equal(OutboxState.Expired, Assert.Single(await bench.OutboxAsync()).State);
        var left = await QueueAsync(bench, Other, "b", RequestPriority.Bulk);
        await ClaimAsync(bench, 1);
        await WithdrawAsync(bench, left.Id);
        var redaction = (await bench.OutboxAsync())[^1];
        Assert.Equal((OutboxKind.Redaction, left.Id), (redaction.Kind, redaction.DependsOnId));
    }

    private static async Task<OutboxMessage> QueueAsync(BotBench bench, RoomId room, string text, RequestPriority priority, OutboxMessage? after = null, string? key = null) =>
        await bench.Database.WriteAsync(
            db => db.QueueAsync(new OutgoingMessage(room, MessageContent.Notice(text)) { Priority = priority, After = after, Key = key }, bench.Time.GetUtcNow(), Cancel), Cancel);

    private static Task<IReadOnlyList<ClaimedMessage>> ClaimAsync(BotBench bench, int limit, RoomId? busy = null, string device = "BENCH") =>
        bench.Get<OutboxStore>().StepAsync([], limit, busy is { } room ? [room] : [], device, Cancel);

    private static Task StepAsync(BotBench bench, SendOutcome outcome) => bench.Get<OutboxStore>().StepAsync([outcome], 0, [], "BENCH", Cancel);

    private static Task CorrectAsync(BotBench bench, long id, string text) => bench.Database.WriteAsync(
        async db => await db.CorrectAsync((await db.FindAsync<OutboxMessage>([id], Cancel))!, MessageContent.Notice(text), bench.Time.GetUtcNow(), Cancel), Cancel);

    private static Task WithdrawAsync(BotBench bench, long id) => bench.Database.WriteAsync(
        async db => await db.WithdrawAsync((await db.FindAsync<OutboxMessage>([id], Cancel))!, bench.Time.GetUtcNow(), Cancel), Cancel);

    private static string BodyOf(ClaimedMessage message) => System.Text.Json.JsonDocument.Parse(message.Row.Content).RootElement.GetProperty("body").GetString()!;
}
