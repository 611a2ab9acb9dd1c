using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Rooms;
using RupnBot.Bot.Sync;
using RupnBot.Matrix;
using RupnBot.Storage;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Bot.Sync;

public sealed class RoomChangeTests
{
    private const string Anne = "@anne:rupn.test";
    private static readonly RoomId Salon = new("!salon:rupn.test");
    private static readonly RoomId Next = new("!next:rupn.test");
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_slice_that_cannot_follow_a_departure_does_not_stop_the_sync()
    {
        await using var bench = await BotBench.StartAsync(configure: services => services.AddSingleton<IRoomLeftHandler, FaultyDeparture>());
        await bench.SyncAsync(RoomBuilder.Joined(Salon.Value, "Profs", Anne));
        await bench.SyncAsync(new SyncResponse("s9") { Rooms = SyncRooms.None with { Leave = new Dictionary<RoomId, LeftRoom> { [Salon] = new() } } });
        Assert.Equal(RoomMembership.Left, (await RoomAsync(bench, Salon)).Membership);
        Assert.Equal("s9", await bench.Database.ReadAsync(db => db.Set<SyncPosition>().Select(position => position.NextBatch).SingleAsync(Cancel), Cancel));
    }

    [Fact]
    public async Task A_handler_that_fails_even_to_tell_of_its_failure_does_not_stop_the_sync()
    {
        await using var bench = await BotBench.StartAsync(configure: services => services.AddSingleton<ITimelineHandler, TwiceFaulty>());
        await bench.SyncAsync(RoomBuilder.Joined(Salon.Value, "Profs", Anne));
        await bench.SyncAsync(new RoomBuilder(Salon).Sends(Anne, TwiceFaulty.Type, new { }, bench.Time.GetUtcNow(), "$bad").Says(Anne, "!statut", bench.Time.GetUtcNow()));
        Assert.Equal("$bad", (await bench.Database.ReadAsync(db => db.Set<FailedEvent>().SingleAsync(Cancel), Cancel)).Id.Value);
        Assert.Single(await bench.BodiesAsync(Salon));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_belongs_to_a_salon_moves_when_its_end_and_its_successor_come_in_one_answer(bool oldFirst)
    {
        await using var bench = await BotBench.StartAsync();
        await bench.SyncAsync(RoomBuilder.Joined(Salon.Value, "Profs", Anne));
        var named = new Referent { RoomId = Salon, UserId = new UserId("@lea:rupn.test"), NamedBy = new UserId(Anne), NamedAt = bench.Time.GetUtcNow() };
        await bench.Database.WriteAsync(async db => await db.AddAsync(named, Cancel), Cancel);
        var old = new RoomBuilder(Salon).State(EventTypes.Tombstone, "", Anne, new { body = "", replacement_room = Next.Value });
        var next = RoomBuilder.Joined(Next.Value, "Profs", Anne).State(EventTypes.Create, "", Anne, new { room_version = "11", predecessor = new { room_id = Salon.Value, event_id = "$end" } });
        await bench.SyncAsync(oldFirst ? [old, next] : [next, old]);
        Assert.Equal(Next, (await bench.Database.ReadAsync(db => db.Set<Referent>().SingleAsync(Cancel), Cancel)).RoomId);
    }

    [Fact]
    public async Task A_salon_that_calls_itself_its_successor_keeps_what_it_has()
    {
        await using var bench = await BotBench.StartAsync();
        await bench.SyncAsync(RoomBuilder.Joined(Salon.Value, "Profs", Anne)
            .State(EventTypes.Create, "", Anne, new { room_version = "11", predecessor = new { room_id = Salon.Value, event_id = "$end" } })
            .State(EventTypes.Tombstone, "", Anne, new { body = "", replacement_room = Salon.Value }));
        Assert.Null((await RoomAsync(bench, Salon)).Successor);
    }

    [Fact]
    public async Task In_a_room_left_and_joined_again_between_two_answers_what_was_said_meanwhile_is_no_command()
    {
        await using var bench = await BotBench.StartAsync();
        await bench.SyncAsync(RoomBuilder.Joined(Salon.Value, "Profs", Anne));
        var now = bench.Time.GetUtcNow();
        var back = RoomBuilder.Event(EventTypes.Member, BotBench.Robot.Value, new { membership = "join" }, BotBench.Robot.Value, now, "$back") with
        {
            PreviousContentJson = Encoding.UTF8.GetBytes("""{"membership":"leave"}"""),
        };
        await bench.SyncAsync(new RoomBuilder(Salon).Says(Anne, "!statut", now).Event(back).Says(Anne, "!referent", now));
        Assert.StartsWith("Référents", Assert.Single(await bench.BodiesAsync(Salon)), StringComparison.Ordinal);
        Assert.Equal("$back", (await RoomAsync(bench, Salon)).JoinEvent?.Value);
    }

    [Fact]
    public async Task A_new_display_name_of_the_bot_is_not_a_new_join()
    {
        await using var bench = await BotBench.StartAsync();
        await bench.SyncAsync(RoomBuilder.Joined(Salon.Value, "Profs", Anne));
        var now = bench.Time.GetUtcNow();
        var renamed = RoomBuilder.Event(EventTypes.Member, BotBench.Robot.Value, new { membership = "join", displayname = "Robot" }, BotBench.Robot.Value, now) with
        {
            PreviousContentJson = Encoding.UTF8.GetBytes("""{"membership":"join"}"""),
        };
        await bench.SyncAsync(new RoomBuilder(Salon).Says(Anne, "!statut", now).Event(renamed));
        Assert.Single(await bench.BodiesAsync(Salon));
    }

    [Fact]
    public async Task A_room_whose_own_join_is_not_shown_has_no_history_taken_for_commands()
    {
        await using var bench = await BotBench.StartAsync();
        await bench.SyncAsync(RoomBuilder.Existing(Salon.Value, "Profs", Anne).Says(Anne, "!statut", bench.Time.GetUtcNow()).Limited("p1"));
        Assert.DoesNotContain(await bench.BodiesAsync(Salon), body => body.Contains("État", StringComparison.Ordinal));
        Assert.Empty(await bench.Database.ReadAsync(db => db.Set<TimelineGap>().ToListAsync(Cancel), Cancel));
    }

    [Fact]
    public async Task An_answer_read_again_through_a_gap_does_not_take_a_later_question_away()
    {
        await using var bench = await BotBench.StartAsync();
        await bench.SyncAsync(RoomBuilder.Joined(Salon.Value, "Profs", Anne));
        await AskAsync(bench);
        var answer = new RoomBuilder(Salon).Says(Anne, "1", bench.Time.GetUtcNow(), "$answer");
        await bench.SyncAsync(answer);
        await AskAsync(bench);
        await bench.SyncAsync(answer);
        Assert.Single(await bench.Database.ReadAsync(db => db.Set<PendingQuestion>().ToListAsync(Cancel), Cancel));
    }

    private static Task AskAsync(BotBench bench) => bench.Database.WriteAsync(
        async db => await db.AddAsync(
            new PendingQuestion
            {
                RoomId = Salon,
                UserId = new UserId(Anne),
                Word = "statut",
                Rest = "",
                Slot = "salon",
                Choices = "{}",
                Options = """[{"Value":"a","Label":"A"}]""",
                ExpiresAt = bench.Time.GetUtcNow() + PendingQuestion.Patience,
            },
            Cancel),
        Cancel);

    private static Task<Room> RoomAsync(BotBench bench, RoomId id) => bench.Database.ReadAsync(db => db.Set<Room>().SingleAsync(room => room.Id == id, Cancel), Cancel);

    private sealed class FaultyDeparture : IRoomLeftHandler
    {
        public Task LeftAsync(BotDbContext db, RoomId room, DateTimeOffset now, CancellationToken cancellationToken) => throw new InvalidOperationException();
    }

    private sealed class TwiceFaulty : ITimelineHandler
    {
        public const string Type = "fr.rupnbot.test";

        public IReadOnlyCollection<string> EventTypes { get; } = [Type];

        public Task HandleAsync(TimelineEvent timelineEvent, CancellationToken cancellationToken) => throw new InvalidOperationException();

        public Task FailedAsync(TimelineEvent timelineEvent, CancellationToken cancellationToken) => throw new InvalidOperationException();
    }
}
