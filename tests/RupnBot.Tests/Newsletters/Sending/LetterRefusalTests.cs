using RupnBot.Bot.Outbox;
using RupnBot.Matrix;
using RupnBot.Newsletters.Records;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Newsletters.Sending;

/// <summary>Salons that do not take a letter, and those that move.</summary>
public sealed class LetterRefusalTests
{
    private static readonly string[] Sent = ["Bonjour"];

    [Fact]
    public async Task A_salon_the_bot_left_is_named_and_costs_no_request()
    {
        await using var bench = await LetterBench.StartAsync(salons: 3);
        await bench.ValidatedAsync("Bonjour", "demain 8h");
        await bench.TickAsync();
        await LeaveAsync(bench, bench.Salons[1]);
        await AtEightAsync(bench);
        Assert.Equal(2, (await bench.ShownEverywhereAsync()).Count(shown => shown.SequenceEqual(Sent)));
        Assert.Contains("Salon 2 : je n'y suis plus.", await bench.LastAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_bot_may_not_write_it_goes_as_soon_as_it_may()
    {
        await using var bench = await LetterBench.StartAsync(salons: 3);
        await LevelsAsync(bench, bench.Salons[1], 50);
        await bench.ValidatedAsync("Bonjour");
        await bench.FinishAsync();
        Assert.Empty(await bench.ShownAsync(bench.Salons[1]));
        Assert.Contains("Salon 2 : je n'ai pas le droit d'y écrire.", await bench.LastAsync(), StringComparison.Ordinal);
        await LevelsAsync(bench, bench.Salons[1], 0);
        bench.Bot.Time.Advance(TimeSpan.FromMinutes(11));
        await bench.FinishAsync();
        Assert.Equal(Sent, await bench.ShownAsync(bench.Salons[1]));
    }

    [Fact]
    public async Task A_server_that_refuses_is_asked_a_few_times_more_an_hour_apart()
    {
        await using var bench = await LetterBench.StartAsync(salons: 2);
        await bench.ValidatedAsync("Bonjour");
        for (var hour = 0; hour < 6; hour++)
        {
            await bench.TickAsync();
            await bench.DispatchAsync(answer: row => row.RoomId == bench.Salons[1] ? new Refused(row.Id, "M_UNKNOWN", MessageContent.Notice) : new Sent(row.Id, new EventId($"$sent{row.Id}")));
            bench.Bot.Time.Advance(TimeSpan.FromSeconds(2));
            await bench.TickAsync();
            bench.Bot.Time.Advance(TimeSpan.FromHours(1));
        }

        var delivery = (await bench.DeliveriesAsync()).Single(row => row.RoomId == bench.Salons[1]);
        Assert.Equal((DeliveryState.Refused, RefusalReason.Server, NewsletterDelivery.MostAttempts), (delivery.State, delivery.Refusal, delivery.Attempts));
        Assert.Equal(NewsletterDelivery.MostAttempts, (await bench.Bot.OutboxAsync()).Count(row => row.RoomId == bench.Salons[1] && row.Content.Contains("Bonjour\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_salon_that_was_upgraded_gets_it_in_its_successor()
    {
        await using var bench = await LetterBench.StartAsync(salons: 1);
        await bench.ValidatedAsync("Bonjour", "demain 8h");
        await bench.TickAsync();
        var old = bench.Salons[0];
        var next = RoomBuilder.Existing("!next:rupn.test", "Salon 1", LetterBench.Karim)
            .State(EventTypes.Create, "", LetterBench.Karim, new { room_version = "11", predecessor = new { room_id = old.Value } })
            .State(EventTypes.Member, BotBench.Robot.Value, BotBench.Robot.Value, new { membership = "join" });
        await bench.Bot.SyncAsync(new RoomBuilder(old).Sends(LetterBench.Karim, "m.room.tombstone", new { body = "", replacement_room = "!next:rupn.test" }, bench.Bot.Time.GetUtcNow(), stateKey: ""), next);
        await AtEightAsync(bench);
        Assert.Equal(Sent, await bench.ShownAsync(new RoomId("!next:rupn.test")));
        Assert.Empty(await bench.ShownAsync(old));
    }

    [Fact]
    public async Task Suivi_says_who_has_it_and_who_has_not()
    {
        await using var bench = await LetterBench.StartAsync(salons: 3);
        await LevelsAsync(bench, bench.Salons[1], 50);
        await bench.ValidatedAsync("Bonjour");
        await bench.FinishAsync();
        await bench.SayAsync("suivi", await bench.EventOfAsync("C'est validé"));
        var answer = await bench.LastAsync();
        Assert.StartsWith("« Bonjour » : partie.", answer, StringComparison.Ordinal);
        Assert.Contains("2 salons l'ont", answer, StringComparison.Ordinal);
        Assert.Contains("Salon 2 : je n'ai pas le droit d'y écrire.", answer, StringComparison.Ordinal);
    }

    private static async Task AtEightAsync(LetterBench bench)
    {
        bench.Bot.Time.Advance(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.FromHours(1)) - bench.Bot.Time.GetUtcNow());
        await bench.FinishAsync();
    }

    private static Task LeaveAsync(LetterBench bench, RoomId room) => bench.Bot.SyncAsync(
        new SyncResponse("left") { Rooms = SyncRooms.None with { Leave = new Dictionary<RoomId, LeftRoom> { [room] = new() } } });

    private static Task LevelsAsync(LetterBench bench, RoomId room, int needed) => bench.Bot.SyncAsync(new RoomBuilder(room).Sends(
        LetterBench.Karim, EventTypes.PowerLevels, new { users = new Dictionary<string, int> { [LetterBench.Karim] = 100 }, events_default = needed }, bench.Bot.Time.GetUtcNow(), stateKey: ""));
}
