using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Outbox;
using RupnBot.Matrix;
using RupnBot.Polls.Records;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Polls.Life;

public sealed class CorrectionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_poll_without_votes_is_withdrawn_and_asked_again_with_the_same_end()
    {
        await using var bench = await PollBench.WithPollAsync();
        await SentAsync(bench);

        await bench.SayAsync(PollBench.Anne, "!corriger Quel atelier voulez-vous ? | Tablettes | Moodle", replyTo: PollBench.Start);

        var polls = await PollsAsync(bench);
        Assert.Equal([PollState.Withdrawn, PollState.Open], polls.Select(poll => poll.State));
        Assert.Equal("Quel atelier voulez-vous ?", polls[1].Question);
        Assert.Equal(polls[0].EndsAt, polls[1].EndsAt);
        var redactions = (await bench.RowsAsync(EventTypes.Redaction)).Select(row => row.DependsOnId);
        Assert.Equal(new[] { polls[0].TextRowId, polls[0].StartRowId }.Order(), redactions.Order());
    }

    [Fact]
    public async Task What_was_not_sent_yet_never_is()
    {
        await using var bench = await PollBench.StartAsync();
        await bench.SayAsync(PollBench.Anne, "!sondage Quels ateliers ? | Tablettes | Pix | choix: plusieurs");

        await bench.SayAsync(PollBench.Anne, "!corriger Quels ateliers ? | Tablettes | Moodle | choix: plusieurs");

        var rows = await bench.Bot.OutboxAsync();
        Assert.Equal(3, rows.Count(row => row.State == OutboxState.Expired));
        Assert.Equal(2, rows.Count(row => row is { State: OutboxState.Queued, EventType: EventTypes.Reaction }));
    }

    [Fact]
    public async Task With_votes_it_stays_and_the_bot_says_why()
    {
        await using var bench = await PollBench.WithPollAsync();
        await bench.VoteAsync(PollBench.Karim, "a1");

        await bench.SayAsync(PollBench.Anne, "!corriger Quel atelier voulez-vous ? | Tablettes | Moodle");

        Assert.Contains("1 personne a déjà voté", (await bench.Bot.BodiesAsync(PollBench.Salon))[^1], StringComparison.Ordinal);
        Assert.Equal(PollState.Open, (await bench.PollAsync()).State);
    }

    [Fact]
    public async Task While_votes_may_stand_in_a_gap_it_waits()
    {
        await using var bench = await PollBench.WithPollAsync();
        await bench.Bot.SyncAsync(new RoomBuilder(PollBench.Salon).Limited("p1"));

        await bench.SayAsync(PollBench.Anne, "!corriger Quel atelier voulez-vous ? | Tablettes | Moodle");

        Assert.Contains("Réessayez dans une minute", (await bench.Bot.BodiesAsync(PollBench.Salon))[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_new_version_the_old_one_is_shown_to_be_copied()
    {
        await using var bench = await PollBench.WithPollAsync();

        await bench.SayAsync(PollBench.Anne, "!corriger");

        Assert.Contains("corriger Quel atelier ? | Tablettes | Pix", (await bench.Bot.BodiesAsync(PollBench.Salon))[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_colleague_corrects_nothing()
    {
        await using var bench = await PollBench.WithPollAsync();

        await bench.SayAsync(PollBench.Karim, "!corriger Autre ? | A | B", replyTo: PollBench.Start);

        Assert.Contains("Je n'ai rien changé", (await bench.Bot.BodiesAsync(PollBench.Salon))[^1], StringComparison.Ordinal);
        Assert.Equal("Quel atelier ?", (await bench.PollAsync()).Question);
    }

    private static Task SentAsync(PollBench bench) => bench.Bot.Database.WriteAsync(
        db => db.Set<OutboxMessage>().ExecuteUpdateAsync(set => set.SetProperty(row => row.State, OutboxState.Sent), Token), Token);

    private static Task<List<Poll>> PollsAsync(PollBench bench) => bench.Bot.Database.ReadAsync(db => db.Set<Poll>().OrderBy(poll => poll.Id).ToListAsync(Token), Token);
}
