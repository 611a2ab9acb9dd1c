using Microsoft.EntityFrameworkCore;
using RupnBot.Matrix;
using RupnBot.Polls.Records;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Polls.Life;

public sealed class PollVotesTests
{
    private static readonly RoomId Other = new("!other:rupn.test");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_vote_shown_twice_is_one_ballot()
    {
        await using var bench = await PollBench.WithPollAsync();

        await bench.VoteAsync(PollBench.Karim, "a1", eventId: "$vote");
        await bench.VoteAsync(PollBench.Karim, "a1", eventId: "$vote");

        Assert.Equal(1, await bench.BallotsAsync());
    }

    [Fact]
    public async Task A_removed_vote_brings_the_one_before_back()
    {
        await using var bench = await PollBench.WithPollAsync();
        await bench.VoteAsync(PollBench.Karim, "a1", bench.Now, "$first");
        await bench.VoteAsync(PollBench.Karim, "a2", bench.Now.AddSeconds(1), "$second");

        await bench.RedactAsync(PollBench.Karim, "$second");
        await bench.CloseInTimeAsync();
        await bench.ReadAsync();

        Assert.Contains("Tablettes\u00a0: 1 voix", await bench.ResultAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vote_whose_removal_was_seen_first_does_not_count()
    {
        await using var bench = await PollBench.WithPollAsync();
        await bench.RedactAsync(PollBench.Karim, "$vote");

        // The page of a gap, fetched before the removal.
        await bench.VoteAsync(PollBench.Karim, "a1", eventId: "$vote");

        Assert.Equal(0, await bench.BallotsAsync());
    }

    [Fact]
    public async Task A_removal_in_another_salon_does_not_hide_the_true_one_that_follows()
    {
        await using var bench = await PollBench.WithPollAsync();
        await OtherSalonAsync(bench);
        await bench.RedactAsync(PollBench.Anne, "$vote", Other);
        await bench.RedactAsync(PollBench.Karim, "$vote");

        await bench.VoteAsync(PollBench.Karim, "a1", eventId: "$vote");

        Assert.Equal(0, await bench.BallotsAsync());
    }

    [Fact]
    public async Task A_removal_in_another_salon_takes_no_vote_and_no_end_of_this_one_away_and_holds_none_off()
    {
        await using var bench = await PollBench.WithPollAsync();
        await OtherSalonAsync(bench);
        await bench.VoteAsync(PollBench.Karim, "a1", eventId: "$vote");
        await bench.RedactAsync(PollBench.Anne, "$vote", Other);
        await bench.RedactAsync(PollBench.Anne, "$later", Other);
        await bench.RedactAsync(PollBench.Anne, PollBench.End, Other);

        await bench.VoteAsync(PollBench.Lise, "a1", eventId: "$later");
        await bench.CloseInTimeAsync();
        await bench.RedactAsync(PollBench.Anne, PollBench.End, Other);
        await bench.ReadAsync();

        Assert.Contains("Tablettes\u00a0: 2 voix", await bench.ResultAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vote_in_words_is_taken_back_in_the_direct_chat_where_it_was_cast_by_its_author_alone()
    {
        await using var bench = await PollBench.WithPollAsync(withChat: true);
        var lises = new RoomId("!lise:rupn.test");
        await bench.Bot.SyncAsync(RoomBuilder.Direct(lises.Value, PollBench.Lise));
        await bench.SayAsync(PollBench.Karim, "vote tablettes", "$words", room: PollBench.Chat);

        await bench.RedactAsync(PollBench.Lise, "$words", lises);
        Assert.Equal(1, await bench.BallotsAsync());

        await bench.RedactAsync(PollBench.Karim, "$words", PollBench.Chat);
        Assert.Equal(0, await bench.BallotsAsync());
    }

    [Fact]
    public async Task A_poll_whose_start_is_removed_is_withdrawn_and_says_so()
    {
        await using var bench = await PollBench.WithPollAsync();
        await bench.VoteAsync(PollBench.Karim, "a1");

        await bench.RedactAsync(PollBench.Anne, PollBench.Start);
        await bench.SayAsync(PollBench.Karim, "!resultats");

        Assert.Equal(0, await bench.BallotsAsync());
        Assert.Contains("Le sondage «\u00a0Quel atelier ?\u00a0» a été retiré\u00a0: il n'a pas de résultat.", await BodiesAsync(bench));
    }

    [Fact]
    public async Task A_vote_in_words_and_a_tap_are_one_persons_one_ballot_and_the_latest_counts()
    {
        await using var bench = await PollBench.WithPollAsync();
        await bench.VoteAsync(PollBench.Karim, "a1");
        bench.Bot.Time.Advance(TimeSpan.FromMinutes(1));

        await bench.SayAsync(PollBench.Karim, "!vote pix");
        await bench.CloseInTimeAsync();
        await bench.ReadAsync();

        var result = await bench.ResultAsync();
        Assert.Contains("1 votant sur 3.", result, StringComparison.Ordinal);
        Assert.Contains("Pix\u00a0: 1 voix, 100\u00a0%", result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vote_in_words_is_acknowledged_without_showing_the_choice_to_others()
    {
        await using var bench = await PollBench.WithPollAsync();

        await bench.SayAsync(PollBench.Karim, "!vote 2");

        Assert.Equal("C'est noté. Vous pouvez changer d'avis\u00a0: seul votre dernier vote compte.", (await bench.Bot.BodiesAsync(PollBench.Salon))[^1]);
    }

    [Fact]
    public async Task A_vote_in_direct_chat_needs_no_salon_and_repeats_the_choice()
    {
        await using var bench = await PollBench.WithPollAsync(withChat: true);

        await bench.SayAsync(PollBench.Karim, "vote tablettes", room: PollBench.Chat);

        Assert.Contains("C'est noté\u00a0: Tablettes", (await bench.Bot.BodiesAsync(PollBench.Chat))[^1], StringComparison.Ordinal);
        Assert.Equal(1, await bench.BallotsAsync());
    }

    [Fact]
    public async Task A_vote_in_words_read_hours_later_counts_all_the_same()
    {
        await using var bench = await PollBench.WithPollAsync();
        var sent = bench.Now;
        bench.Bot.Time.Advance(TimeSpan.FromHours(5));

        await bench.Bot.SyncAsync(new RoomBuilder(PollBench.Salon).Says(PollBench.Karim, "!vote 1", sent));

        Assert.Equal(1, await bench.BallotsAsync());
    }

    [Fact]
    public async Task Of_several_polls_one_is_chosen_by_number()
    {
        await using var bench = await PollBench.WithPollAsync();
        bench.Bot.Time.Advance(TimeSpan.FromMinutes(1));
        await bench.SayAsync(PollBench.Anne, "!sondage Quel jour ? | lundi | jeudi");
        await bench.EchoAsync(EventTypes.PollStart, "$other");

        await bench.SayAsync(PollBench.Karim, "!vote 2");
        await bench.SayAsync(PollBench.Karim, "2");

        var voted = await bench.Bot.Database.ReadAsync(
            db => db.Set<PollBallot>().Join(db.Set<Poll>(), ballot => ballot.PollId, poll => poll.Id, (ballot, poll) => poll.Question).SingleAsync(Token), Token);
        Assert.Equal("Quel atelier ?", voted);
    }

    [Fact]
    public async Task A_poll_is_not_ended_by_a_colleague_but_by_a_moderator_and_by_the_first_of_two_ends()
    {
        await using var bench = await PollBench.WithPollAsync();
        await bench.VoteAsync(PollBench.Karim, "a1", bench.Now);
        await bench.EndAsync(PollBench.Karim, bench.Now.AddSeconds(1));
        Assert.Equal(PollState.Open, (await bench.PollAsync()).State);
        await bench.VoteAsync(PollBench.Lise, "a1", bench.Now.AddSeconds(2));
        await bench.EndAsync(PollBench.Anne, bench.Now.AddSeconds(4), "$later");
        await bench.EndAsync(PollBench.Anne, bench.Now.AddSeconds(3), "$earlier");
        await bench.VoteAsync(PollBench.Anne, "a1", bench.Now.AddSeconds(4));

        bench.Bot.Time.Advance(TimeSpan.FromSeconds(10));
        await bench.ReadAsync();

        Assert.Contains("2 votants sur 3.", await bench.ResultAsync(), StringComparison.Ordinal);
        Assert.Equal(new EventId("$earlier"), (await bench.PollAsync()).EndEvent);
    }

    [Fact]
    public async Task Votes_that_came_before_our_poll_was_known_are_fetched()
    {
        await using var bench = await PollBench.StartAsync();
        await bench.SayAsync(PollBench.Anne, "!sondage Quel atelier ? | Tablettes | Pix | fin: vendredi 18h");
        await bench.VoteAsync(PollBench.Karim, "a1", eventId: "$early");
        Assert.Equal(0, await bench.BallotsAsync());
        await bench.EchoAsync(EventTypes.PollStart, PollBench.Start);

        await bench.RoundAsync();
        await bench.ReadAsync(RoomBuilder.Event(EventTypes.PollResponse, PollBench.Karim, PollBench.Vote("a1"), null, bench.Now, "$early"));

        Assert.Equal(1, await bench.BallotsAsync());
    }

    [Fact]
    public async Task Votes_that_come_between_the_servers_answer_and_the_echo_are_stored()
    {
        await using var bench = await PollBench.StartAsync();
        await bench.SayAsync(PollBench.Anne, "!sondage Quel atelier ? | Tablettes | Pix");
        var row = Assert.Single(await bench.RowsAsync(EventTypes.PollStart));
        await bench.Bot.Database.WriteAsync(
            async db =>
            {
                var sent = (await db.FindAsync<RupnBot.Bot.Outbox.OutboxMessage>([row.Id], Token))!;
                (sent.State, sent.EventId) = (RupnBot.Bot.Outbox.OutboxState.Sent, new EventId(PollBench.Start));
            },
            Token);

        await bench.VoteAsync(PollBench.Karim, "a1");

        Assert.Equal(1, await bench.BallotsAsync());
    }

    [Fact]
    public async Task The_result_waits_until_the_gaps_of_the_room_are_filled()
    {
        await using var bench = await PollBench.WithPollAsync();
        await bench.VoteAsync(PollBench.Karim, "a1");
        await bench.Bot.SyncAsync(new RoomBuilder(PollBench.Salon).Limited("p1"));
        await bench.CloseInTimeAsync();
        await bench.ReadAsync();
        Assert.Null(await bench.ResultAsync());

        await bench.Bot.Database.WriteAsync(db => db.Set<RupnBot.Bot.Sync.TimelineGap>().ExecuteDeleteAsync(Token), Token);
        await bench.ReadAsync();

        Assert.NotNull(await bench.ResultAsync());
    }

    [Fact]
    public async Task The_export_goes_to_the_askers_direct_chat_alone()
    {
        await using var bench = await PollBench.WithPollAsync(withChat: true);
        await bench.SayAsync(PollBench.Lise, "!export");
        Assert.Contains("J'envoie ce fichier à vous seul\u00a0: ouvrez une conversation avec moi et écrivez «\u00a0export\u00a0».", await BodiesAsync(bench));

        await bench.SayAsync(PollBench.Karim, "!export");

        var file = (await bench.Bot.OutboxAsync())[^1];
        Assert.Equal(PollBench.Chat, file.RoomId);
        Assert.NotNull(file.AttachmentId);
    }

    [Fact]
    public async Task A_poll_follows_its_salon_into_the_successor()
    {
        await using var bench = await PollBench.WithPollAsync();
        await bench.VoteAsync(PollBench.Karim, "a1");
        var successor = new RoomId("!new:rupn.test");
        await bench.Bot.SyncAsync(RoomBuilder.Joined(successor.Value, "Salle des profs", PollBench.Anne, PollBench.Karim));
        foreach (var handler in bench.Bot.Get<IEnumerable<RupnBot.Bot.Sync.IRoomMoveHandler>>())
            await bench.Bot.Database.WriteAsync(db => handler.MoveAsync(db, PollBench.Salon, successor, bench.Now, Token), Token);

        await bench.CloseInTimeAsync();
        await bench.ReadAsync();

        Assert.Contains((await bench.Bot.OutboxAsync()), row => row.RoomId == successor && row.Key?.StartsWith("poll-result:", StringComparison.Ordinal) == true);
    }

    // With a poll of its own, so that removals there are remembered.
    private static async Task OtherSalonAsync(PollBench bench)
    {
        await bench.Bot.SyncAsync(RoomBuilder.Joined(Other.Value, "Labo", PollBench.Anne));
        await bench.SayAsync(PollBench.Anne, "!sondage Quel jour ? | lundi | jeudi", room: Other);
        await bench.EchoAsync(EventTypes.PollStart, "$other");
    }

    private static Task<List<string>> BodiesAsync(PollBench bench) => bench.Bot.BodiesAsync(PollBench.Salon);
}
