using RupnBot.Bot.Sync;
using RupnBot.Matrix;
using RupnBot.Reach.Receiving;
using RupnBot.Reach.Records;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Reach;

public sealed class ReachReceiptsTests
{
    private const string Nb = "\u00a0";

    [Fact]
    public async Task Receipts_of_the_digest_and_of_what_came_after_it_count_once_a_member_and_earlier_ones_do_not()
    {
        await using var bench = await ReachBench.StartAsync();
        var before = await bench.TalkAsync();
        var digest = await bench.DigestAsync();
        var after = await bench.TalkAsync();

        await bench.ReadAsync(digest, bench.Members[2], bench.Members[3]);
        await bench.ReadAsync(after, bench.Members[3], bench.Members[4]);
        await bench.ReadAsync(before, bench.Members[5]);

        Assert.Equal($"- mardi 24 novembre, nouvelles SRANE{Nb}: lu par 3 membres sur 12 au moins, 25{Nb}%", await bench.FigureAsync());
    }

    [Fact]
    public async Task A_later_receipt_reads_all_before_it_and_the_bots_own_reads_nothing()
    {
        await using var bench = await ReachBench.StartAsync();
        await bench.DigestAsync();
        var second = await bench.DigestAsync();
        await bench.ReadAsync(second, bench.Members[2], BotBench.Robot.Value);

        var lines = (await bench.AskAsync("suivi")).Split('\n').Where(line => line.StartsWith("- ", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, lines.Count);
        Assert.All(lines, line => Assert.Contains("lu par 1 membre sur 12", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_receipt_that_goes_back_takes_nothing_away()
    {
        await using var bench = await ReachBench.StartAsync();
        var digest = await bench.DigestAsync();
        var after = await bench.TalkAsync();
        await bench.ReadAsync(after, bench.Members[2]);
        await bench.ReadAsync(digest, bench.Members[2]);
        await bench.RestartAsync();

        Assert.Contains("lu par 1 membre sur 12", await bench.FigureAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("main", 1)]
    [InlineData("$digest2", 1)]
    [InlineData("$elsewhere", 0)]
    public async Task In_threads_only_the_salons_own_timeline_and_the_one_beneath_it_tell(string thread, int readers)
    {
        await using var bench = await ReachBench.StartAsync();
        await bench.TalkAsync();
        await bench.DigestAsync();
        var after = await bench.TalkAsync();
        await bench.ReceiptAsync(after, thread, bench.Members[2]);

        Assert.Contains($"lu par {readers} membre sur 12", await bench.FigureAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Order_is_as_told_whatever_the_clocks_of_their_servers_say()
    {
        await using var bench = await ReachBench.StartAsync();
        await bench.DigestAsync();
        await bench.Bot.SyncAsync(new RoomBuilder(ReachBench.Salon).Says(bench.Members[1], "Bonjour", bench.Now.AddHours(-3), "$slow"));
        await bench.ReadAsync("$slow", bench.Members[2]);

        Assert.Contains("lu par 1 membre sur 12", await bench.FigureAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_an_event_that_was_never_told_the_place_is_asked_for_once()
    {
        await using var bench = await ReachBench.StartAsync();
        await bench.DigestAsync();
        await bench.ReadAsync("$sticker", bench.Members[2], bench.Members[3]);
        await bench.ReadAsync("$sticker", bench.Members[4]);
        Assert.Single(await bench.JobsAsync());
        Assert.Contains("lu par 0 membre", await bench.FigureAsync(), StringComparison.Ordinal);

        await bench.PlacedAsync("$sticker", bench.Now);
        await bench.ReadAsync("$sticker", bench.Members[5]);

        Assert.Contains("lu par 4 membres sur 12", await bench.FigureAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_makes_up_events_one_after_another_does_not_put_off_the_look_at_those_of_others()
    {
        await using var bench = await ReachBench.StartAsync();
        await bench.DigestAsync();
        await bench.ReadAsync("$sticker", bench.Members[2]);
        var due = Assert.Single(await bench.JobsAsync()).RunAt;
        for (var i = 0; i < 9; i++) await bench.ReadAsync($"$made-up{i}", bench.Members[3]);

        Assert.Equal(due, Assert.Single(await bench.JobsAsync()).RunAt);
    }

    [Fact]
    public async Task What_is_named_while_the_server_is_asked_is_asked_for_a_minute_later()
    {
        await using var bench = await ReachBench.StartAsync();
        await bench.DigestAsync();
        await bench.ReadAsync("$sticker", bench.Members[2]);
        // Its client names another one before the answer is stored.
        await bench.AskPlacesAsync(_ => bench.Now, () => bench.ReadAsync("$widget", bench.Members[3]));
        Assert.Equal(1, await bench.WaitedForAsync());
        Assert.Single(await bench.JobsAsync());

        await bench.AskPlacesAsync(_ => bench.Now);
        Assert.Contains("lu par 2 membres sur 12", await bench.FigureAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_stands_before_it_or_that_the_server_does_not_know_counts_for_nothing()
    {
        await using var bench = await ReachBench.StartAsync();
        await bench.DigestAsync();
        await bench.ReadAsync("$old", bench.Members[2]);
        await bench.ReadAsync("$unknown", bench.Members[3]);
        await bench.PlacedAsync("$old", bench.Now.AddDays(-3));
        await bench.PlacedAsync("$unknown", null);

        Assert.Contains("lu par 0 membre", await bench.FigureAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Made_up_events_are_not_stored_and_queue_one_job_that_asks_for_a_few()
    {
        await using var bench = await ReachBench.StartAsync(members: 40);
        await bench.DigestAsync();
        for (var i = 0; i < 120; i++) await bench.ReadAsync($"$made-up{i}", bench.Members[2 + (i % 36)]);

        // The digest's own.
        Assert.Equal(1, await bench.CountAsync<ReachEvent>());
        Assert.Single(await bench.JobsAsync());
        Assert.Equal(ReachTable.MostWaitedFor, await bench.WaitedForAsync());
    }

    [Fact]
    public async Task The_one_job_of_a_salon_asks_for_all_that_is_waited_for_and_what_the_server_does_not_know_reads_nothing()
    {
        await using var bench = await ReachBench.StartAsync();
        await bench.DigestAsync();
        await bench.ReadAsync("$sticker", bench.Members[2]);
        await bench.ReadAsync("$made-up", bench.Members[3]);

        await bench.AskPlacesAsync(id => id == "$sticker" ? bench.Now : null);

        Assert.Empty(await bench.JobsAsync());
        Assert.Equal(0, await bench.WaitedForAsync());
        Assert.Contains("lu par 1 membre sur 12", await bench.FigureAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_came_in_afterwards_is_not_counted_and_a_change_of_name_is_no_arrival()
    {
        await using var bench = await ReachBench.StartAsync();
        await bench.DigestAsync();
        await bench.Bot.SyncAsync(new RoomBuilder(ReachBench.Salon)
            .Sends("@new:rupn.test", EventTypes.Member, new { membership = "join" }, bench.Now, stateKey: "@new:rupn.test")
            .Event(RoomBuilder.Event(EventTypes.Member, bench.Members[2], new { membership = "join", displayname = "Autre" }, bench.Members[2], bench.Now) with { PreviousContentJson = "{\"membership\":\"join\"}"u8.ToArray() }));
        var after = await bench.TalkAsync();
        await bench.ReadAsync(after, "@new:rupn.test", bench.Members[2]);

        Assert.Contains("lu par 1 membre sur 12", await bench.FigureAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reactions_count_until_they_are_taken_back()
    {
        await using var bench = await ReachBench.StartAsync();
        var digest = await bench.DigestAsync();
        await ReactAsync(bench, digest, bench.Members[2], "$r1");
        await ReactAsync(bench, digest, bench.Members[3], "$r2");
        await ReactAsync(bench, digest, bench.Members[3], "$r2");
        await ReactAsync(bench, "$other", bench.Members[3], "$r3");
        Assert.EndsWith($"{Nb}; 2 réactions", await bench.FigureAsync(), StringComparison.Ordinal);
        await bench.Bot.SyncAsync(new RoomBuilder(ReachBench.Salon).Sends(bench.Members[2], EventTypes.Redaction, new { redacts = "$r1" }, bench.Now));

        Assert.EndsWith($"{Nb}; 1 réaction", await bench.FigureAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removal_in_another_room_takes_no_reaction_away()
    {
        await using var bench = await ReachBench.StartAsync();
        var digest = await bench.DigestAsync();
        await ReactAsync(bench, digest, bench.Members[2], "$r1");

        await bench.Bot.SyncAsync(new RoomBuilder(ReachBench.Chat).Sends(bench.Anne, EventTypes.Redaction, new { redacts = "$r1" }, bench.Now));

        Assert.EndsWith($"{Nb}; 1 réaction", await bench.FigureAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_it_is_off_nothing_is_wanted_and_nothing_is_kept()
    {
        await using var bench = await ReachBench.StartAsync(isOn: false);
        Assert.False(await WantsAsync(bench));
        var digest = await bench.DigestAsync();
        await bench.ReadAsync(digest, bench.Members[2]);
        await ReactAsync(bench, digest, bench.Members[2], "$r1");

        Assert.Equal((0, 0, 0, 0), (await bench.CountAsync<ReachItem>(), await bench.CountAsync<ReachReader>(), await bench.CountAsync<ReachEvent>(), await bench.CountAsync<ReachReaction>()));
        Assert.Contains("Rien n'est mesuré", await bench.AskAsync("suivi"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Between_two_measured_things_nothing_is_kept_and_only_what_was_sent_while_it_is_on_is_measured()
    {
        await using var bench = await ReachBench.StartAsync(isOn: false);
        await bench.DigestAsync();
        await bench.SayAsync("suivi oui");
        Assert.True(await WantsAsync(bench));
        var talk = await bench.TalkAsync();
        await bench.ReadAsync(talk, bench.Members[2]);

        Assert.Equal((0, 0, 0), (await bench.CountAsync<ReachItem>(), await bench.CountAsync<ReachReader>(), await bench.CountAsync<ReachEvent>()));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"$digest1":5}""")]
    [InlineData("""{"$digest1":{"m.read":[]}}""")]
    [InlineData("""{"$digest1":{"m.read":{"nobody":{"ts":1},"@m2:rupn.test":7}}}""")]
    [InlineData("""{"nothing":{"m.read":{"@m2:rupn.test":{"ts":1}}}}""")]
    [InlineData("""{"$digest1":{"m.read.private":{"@m2:rupn.test":{"ts":1}}}}""")]
    [InlineData("""{"$digest1":{"m.read":{"@m2:rupn.test":{"ts":"x","thread_id":5}}},"$digest1":{}}""", 1)]
    public async Task Malformed_receipts_are_left_out(string receipts, int readers = 0)
    {
        await using var bench = await ReachBench.StartAsync();
        await bench.DigestAsync();
        await bench.BringAsync(System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(receipts));

        Assert.Contains($"lu par {readers} membre", await bench.FigureAsync(), StringComparison.Ordinal);
    }

    private static Task ReactAsync(ReachBench bench, string target, string user, string id) => bench.Bot.SyncAsync(new RoomBuilder(ReachBench.Salon).Sends(
        user, EventTypes.Reaction, new Dictionary<string, object> { ["m.relates_to"] = new { rel_type = "m.annotation", event_id = target, key = "👍" } }, bench.Now, id));

    private static Task<bool> WantsAsync(ReachBench bench) =>
        bench.Bot.Database.ReadAsync(db => bench.Bot.Get<IReceiptHandler>().WantsReceiptsAsync(db, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
}
