using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Rooms;
using RupnBot.Bot.Sync;
using RupnBot.Matrix;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Bot.Sync;

public sealed class SyncProcessorTests
{
    private const string Anne = "@anne:rupn.test";
    private static readonly RoomId Salon = new("!salon:rupn.test");
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_command_is_answered_once_even_when_a_gap_shows_it_again()
    {
        await using var bench = await BotBench.StartAsync();
        await bench.SyncAsync(RoomBuilder.Joined(Salon.Value, "Profs", Anne));
        await bench.SyncAsync(new RoomBuilder(Salon).Says(Anne, "!statut", bench.Time.GetUtcNow(), "$once"));
        await bench.SyncAsync(new RoomBuilder(Salon).Says(Anne, "!statut", bench.Time.GetUtcNow(), "$once"));
        Assert.Single(await bench.BodiesAsync(Salon));
    }

    [Fact]
    public async Task Events_of_the_very_first_sync_are_history_and_no_commands()
    {
        await using var bench = await BotBench.StartAsync();
        var room = RoomBuilder.Joined(Salon.Value, "Profs", Anne).Says(Anne, "!statut", bench.Time.GetUtcNow());
        await bench.SyncAsync(new SyncResponse("s1") { Rooms = SyncRooms.None with { Join = new Dictionary<RoomId, JoinedRoom> { [Salon] = room.Build() } } }, since: null);
        Assert.Empty(await bench.BodiesAsync(Salon));
    }

    [Fact]
    public async Task What_was_said_before_the_bots_own_join_is_no_command_and_what_follows_is()
    {
        await using var bench = await BotBench.StartAsync();
        var now = bench.Time.GetUtcNow();
        await bench.SyncAsync(RoomBuilder.Existing(Salon.Value, "Profs", Anne)
            .Says(Anne, "!statut", now)
            .Event(RoomBuilder.Event(EventTypes.Member, BotBench.Robot.Value, new { membership = "join" }, BotBench.Robot.Value, now, "$join"))
            .Says(Anne, "!referent", now));
        var body = Assert.Single(await bench.BodiesAsync(Salon));
        Assert.StartsWith("Référents de «\u00a0Profs\u00a0»", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_older_than_an_hour_is_asked_for_again()
    {
        await using var bench = await BotBench.StartAsync();
        await bench.SyncAsync(RoomBuilder.Joined(Salon.Value, "Profs", Anne));
        await bench.SyncAsync(new RoomBuilder(Salon).Says(Anne, "!statut", bench.Time.GetUtcNow().AddMinutes(-61)));
        Assert.Contains("renvoyez-la", Assert.Single(await bench.BodiesAsync(Salon)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limited_timeline_leaves_a_gap_row_committed_with_the_position()
    {
        await using var bench = await BotBench.StartAsync();
        await bench.SyncAsync(RoomBuilder.Joined(Salon.Value, "Profs", Anne));
        await bench.SyncAsync(new SyncResponse("s9") { Rooms = SyncRooms.None with { Join = new Dictionary<RoomId, JoinedRoom> { [Salon] = new RoomBuilder(Salon).Limited("p7").Build() } } }, since: "s8");
        var gap = await bench.Database.ReadAsync(db => db.Set<TimelineGap>().SingleAsync(Cancel), Cancel);
        Assert.Equal(("p7", "s8"), (gap.From, gap.To));
        Assert.Equal("s9", await bench.Database.ReadAsync(db => db.Set<SyncPosition>().Select(position => position.NextBatch).SingleAsync(Cancel), Cancel));
    }

    [Fact]
    public async Task A_handler_that_throws_is_undone_recorded_and_stops_nothing_else()
    {
        await using var bench = await BotBench.StartAsync(configure: services => services.AddSingleton<ITimelineHandler, Faulty>());
        await bench.SyncAsync(RoomBuilder.Joined(Salon.Value, "Profs", Anne));
        var now = bench.Time.GetUtcNow();
        await bench.SyncAsync(new RoomBuilder(Salon).Says(Anne, "boum", now, "$bad").Says(Anne, "!statut", now));
        var failed = await bench.Database.ReadAsync(db => db.Set<FailedEvent>().SingleAsync(Cancel), Cancel);
        Assert.Equal(("$bad", nameof(InvalidOperationException)), (failed.Id.Value, failed.Reason));
        Assert.Contains("État", Assert.Single(await bench.BodiesAsync(Salon)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_answer_is_made_good_by_our_own_echo()
    {
        await using var bench = await BotBench.StartAsync();
        await bench.SyncAsync(RoomBuilder.Joined(Salon.Value, "Profs", Anne));
        await bench.SyncAsync(new RoomBuilder(Salon).Says(Anne, "!statut", bench.Time.GetUtcNow()));
        var row = Assert.Single(await bench.Get<OutboxStore>().StepAsync([], 5, [], "BENCH", Cancel)).Row;
        var echo = RoomBuilder.Event(EventTypes.Message, BotBench.Robot.Value, new Dictionary<string, object> { ["msgtype"] = "m.notice", ["body"] = "x", [OutboxMessage.MarkerKey] = row.TransactionId }, null, bench.Time.GetUtcNow(), "$echo");
        await bench.SyncAsync(new RoomBuilder(Salon).Event(echo));
        var sent = Assert.Single(await bench.OutboxAsync());
        Assert.Equal((OutboxState.Sent, new EventId("$echo")), (sent.State, sent.EventId));
    }

    [Fact]
    public async Task A_marker_repeated_by_somebody_else_sends_nothing()
    {
        await using var bench = await BotBench.StartAsync();
        await bench.SyncAsync(RoomBuilder.Joined(Salon.Value, "Profs", Anne));
        await bench.SyncAsync(new RoomBuilder(Salon).Says(Anne, "!statut", bench.Time.GetUtcNow()));
        var row = Assert.Single(await bench.OutboxAsync());
        await bench.SyncAsync(new RoomBuilder(Salon).Sends(Anne, EventTypes.Message, new Dictionary<string, object> { ["msgtype"] = "m.text", ["body"] = "x", [OutboxMessage.MarkerKey] = row.TransactionId }, bench.Time.GetUtcNow()));
        Assert.Equal(OutboxState.Queued, Assert.Single(await bench.OutboxAsync()).State);
    }

    [Fact]
    public async Task Encryption_is_a_latch_even_when_its_event_is_malformed()
    {
        await using var bench = await BotBench.StartAsync();
        await bench.SyncAsync(RoomBuilder.Joined(Salon.Value, "Profs", Anne).State(EventTypes.Encryption, "", Anne, new { }));
        var room = await bench.Database.ReadAsync(db => db.Set<Room>().SingleAsync(Cancel), Cancel);
        Assert.True(room.IsEncrypted);
        await bench.Database.WriteAsync(async db => await db.QueueAsync(new OutgoingMessage(Salon, MessageContent.Notice("secret")), bench.Time.GetUtcNow(), Cancel), Cancel);
        Assert.Empty(await bench.Get<OutboxStore>().StepAsync([], 5, [], "BENCH", Cancel));
        var row = Assert.Single(await bench.OutboxAsync());
        Assert.Equal((OutboxState.Queued, null), (row.State, row.Ciphertext));
        Assert.True((await bench.Database.ReadAsync(db => db.Set<Room>().SingleAsync(Cancel), Cancel)).KeysWanted);
    }

    [Fact]
    public async Task What_is_said_in_clear_in_an_encrypted_salon_is_not_believed()
    {
        await using var bench = await BotBench.StartAsync();
        await bench.SyncAsync(RoomBuilder.Joined(Salon.Value, "Profs", Anne).State(EventTypes.Encryption, "", Anne, new { algorithm = "m.megolm.v1.aes-sha2" }));
        await bench.SyncAsync(new RoomBuilder(Salon).Says(Anne, "!statut", bench.Time.GetUtcNow().AddMinutes(1)));
        Assert.Empty(await bench.OutboxAsync());
    }

    [Fact]
    public async Task A_room_of_two_without_a_name_is_a_direct_chat_even_after_a_lost_database()
    {
        await using var bench = await BotBench.StartAsync();
        var room = RoomBuilder.Joined(Salon.Value, "", Anne);
        await bench.SyncAsync(new SyncResponse("s1") { Rooms = SyncRooms.None with { Join = new Dictionary<RoomId, JoinedRoom> { [Salon] = room.Build() } } }, since: null);
        await bench.SyncAsync(new RoomBuilder(Salon).Says(Anne, "statut", bench.Time.GetUtcNow()));
        Assert.Single(await bench.BodiesAsync(Salon));
    }

    private sealed class Faulty : ITimelineHandler
    {
        public IReadOnlyCollection<string> EventTypes { get; } = [Matrix.EventTypes.Message];

        public async Task HandleAsync(TimelineEvent timelineEvent, CancellationToken cancellationToken)
        {
            if (timelineEvent.Event.Content is not MessageContent { Body: "boum" }) return;
            timelineEvent.Db.Add(new HandledCommand { Id = timelineEvent.Event.EventId, At = timelineEvent.Now });
            await timelineEvent.Db.SaveChangesAsync(cancellationToken);
            throw new InvalidOperationException("boum");
        }
    }
}
