using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Sync;
using RupnBot.Matrix;
using RupnBot.Polls.Records;
using RupnBot.Tests.Bench;
using RupnBot.Tests.Polls.Life;

namespace RupnBot.Tests.Bot.Sync;

/// <summary>Votes in a row share a savepoint; that must show in nothing but the time it takes.</summary>
public sealed class SharedSavepointTests
{
    private const string Bad = "$bad";
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_votes_in_a_row_the_one_whose_handler_throws_is_undone_alone()
    {
        var faulty = new Faulty();
        await using var bench = await StartAsync(faulty, PollBench.Start);

        await bench.SyncAsync(Votes(bench, "$v1", Bad, "$v3", "$v4"));

        Assert.Equal(["$v1", "$v3", "$v4"], await BallotsAsync(bench));
        var failed = await bench.Database.ReadAsync(db => db.Set<FailedEvent>().SingleAsync(Cancel), Cancel);
        Assert.Equal((Bad, nameof(InvalidOperationException)), (failed.Id.Value, failed.Reason));
        Assert.Equal(["$v1", Bad, "$v1", Bad, "$v3", "$v4"], faulty.Shown);
    }

    [Fact]
    public async Task Votes_in_a_row_are_shown_once_while_nothing_throws()
    {
        var faulty = new Faulty();
        await using var bench = await StartAsync(faulty, PollBench.Start);

        await bench.SyncAsync(Votes(bench, "$v1", "$v2", "$v3"));

        Assert.Equal(["$v1", "$v2", "$v3"], await BallotsAsync(bench));
        Assert.Equal(["$v1", "$v2", "$v3"], faulty.Shown);
    }

    [Fact]
    public async Task What_stands_between_votes_keeps_its_place()
    {
        await using var bench = await StartAsync(new Faulty(), PollBench.Start);
        var room = Votes(bench, "$v1", "$v2").Sends(PollBench.Anne, EventTypes.Redaction, new { redacts = "$v2" }, bench.Time.GetUtcNow());

        await bench.SyncAsync(room.Event(Vote(bench, "$v2")).Event(Vote(bench, "$v3")));

        // The removal is remembered: the same vote shown again afterwards is not taken.
        Assert.Equal(["$v1", "$v3"], await BallotsAsync(bench));
    }

    [Fact]
    public async Task A_poll_learnt_from_the_outbox_stays_learnt_when_the_votes_beside_it_are_undone()
    {
        await using var bench = await StartAsync(new Faulty(), start: null);

        await bench.SyncAsync(Votes(bench, "$v1", Bad, "$v3"));

        Assert.Equal(["$v1", "$v3"], await BallotsAsync(bench));
        var poll = await bench.Database.ReadAsync(db => db.Set<Poll>().SingleAsync(Cancel), Cancel);
        Assert.Equal(new EventId(PollBench.Start), poll.StartEvent);
    }

    /// <param name="faulty">Wants votes too.</param>
    /// <param name="start">The poll's event; null when only the outbox knows it yet.</param>
    private static async Task<BotBench> StartAsync(Faulty faulty, string? start)
    {
        var bench = await BotBench.StartAsync(configure: services => services.AddSingleton<ITimelineHandler>(faulty));
        await bench.SyncAsync(RoomBuilder.Joined(PollBench.Salon.Value, "Salle des profs", PollBench.Anne, PollBench.Karim));
        await bench.Database.WriteAsync(
            async db =>
            {
                var row = await db.QueueAsync(new OutgoingMessage(PollBench.Salon, MessageContent.Notice("?")), bench.Time.GetUtcNow(), Cancel);
                (row.State, row.EventId) = (OutboxState.Sent, new EventId(PollBench.Start));
                await db.SaveChangesAsync(Cancel);
                db.Add(new Poll
                {
                    Key = "k",
                    RoomId = PollBench.Salon,
                    SalonId = PollBench.Salon,
                    StartRowId = row.Id,
                    StartEvent = start is null ? null : new EventId(start),
                    IsOwn = true,
                    Answers = PollDefinitions.Write([new PollAnswer("a1", "Tablettes"), new PollAnswer("a2", "Pix")]),
                    OpenedAt = bench.Time.GetUtcNow(),
                    EndsAt = bench.Time.GetUtcNow().AddDays(7),
                    State = PollState.Open,
                });
            },
            Cancel);
        return bench;
    }

    private static RoomBuilder Votes(BotBench bench, params string[] ids) =>
        ids.Aggregate(new RoomBuilder(PollBench.Salon), (room, id) => room.Event(Vote(bench, id)));

    private static MatrixEvent Vote(BotBench bench, string id) =>
        RoomBuilder.Event(EventTypes.PollResponse, PollBench.Karim, PollBench.Vote("a1"), null, bench.Time.GetUtcNow(), id);

    private static Task<List<string>> BallotsAsync(BotBench bench) =>
        bench.Database.ReadAsync(async db => (await db.Set<PollBallot>().ToListAsync(Cancel)).ConvertAll(ballot => ballot.EventId.Value).Order(StringComparer.Ordinal).ToList(), Cancel);

    private sealed class Faulty : ITimelineHandler
    {
        public List<string> Shown { get; } = [];

        public IReadOnlyCollection<string> EventTypes { get; } = [Matrix.EventTypes.PollResponse];

        public bool IsRepeatable => true;

        public Task HandleAsync(TimelineEvent timelineEvent, CancellationToken cancellationToken)
        {
            Shown.Add(timelineEvent.Event.EventId.Value);
            return timelineEvent.Event.EventId.Value == Bad ? throw new InvalidOperationException("boum") : Task.CompletedTask;
        }
    }
}
