using RupnBot.Bot.Outbox;
using RupnBot.Digests.Slots;
using RupnBot.Matrix;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Digests;

public sealed class DigestTickTests
{
    [Fact]
    public async Task A_digest_comes_at_its_hour_once_whatever_ticks_and_restarts()
    {
        await using var bench = await DigestBench.StartAsync();
        await bench.AskAsync("abonner SRANE mardi 8h");
        await bench.PublishAsync(2);
        await bench.TickAtAsync(DigestBench.At(24, 7, 59));
        Assert.Empty(await bench.DigestsAsync());
        await bench.TickAtAsync(DigestBench.At(24, 8));
        await bench.TickAsync();
        await bench.RestartAsync();
        await bench.TickAsync();
        await bench.TickAtAsync(DigestBench.At(24, 8, 1));
        var digest = Assert.Single(await bench.DigestsAsync());
        Assert.Equal(RequestPriority.Bulk, digest.Priority);
        Assert.Equal(DigestBench.At(24, 18, 30), digest.NotAfter);
        Assert.Equal(DigestBench.Chat, digest.TellRoomId);
        Assert.Contains("\"msgtype\":\"m.text\"", digest.Content, StringComparison.Ordinal);
        Assert.Equal("SRANE : 2 nouvelles", Assert.Single(await bench.DigestBodiesAsync()).Split('\n')[0]);
    }

    [Fact]
    public async Task A_clock_put_back_does_not_repeat_a_digest()
    {
        await using var bench = await DigestBench.StartAsync();
        await bench.AskAsync("abonner SRANE quotidien 8h");
        await bench.PublishAsync(1);
        await bench.TickAtAsync(DigestBench.At(24, 8));
        await bench.PublishAsync(1);
        bench.Bot.Time.AdjustTime(DigestBench.At(24, 7, 30));
        await bench.TickAsync();
        bench.Bot.Time.AdjustTime(DigestBench.At(24, 8));
        await bench.TickAsync();
        Assert.Single(await bench.DigestsAsync());
    }

    [Fact]
    public async Task What_comes_round_the_same_day_is_one_digest_at_the_earliest_hour()
    {
        await using var bench = await DigestBench.StartAsync();
        await bench.AskAsync("abonner SRANE mardi 12h");
        Assert.Contains("mardi 24 novembre, tout part ensemble à 9 h", await bench.AskAsync("abonner la source Pix quotidien 9h"), StringComparison.Ordinal);
        await bench.PublishAsync(1);
        await bench.PublishAsync(1, source: 2);
        await bench.TickAtAsync(DigestBench.At(24, 9));
        await bench.TickAtAsync(DigestBench.At(24, 12));
        var body = Assert.Single(await bench.DigestBodiesAsync());
        Assert.StartsWith("SRANE et Pix : 2 nouvelles", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_theme_brings_articles_of_any_source_once()
    {
        await using var bench = await DigestBench.StartAsync();
        await bench.AskAsync("abonner le thème évaluation mardi");
        await bench.AskAsync("abonner la source Pix mardi");
        await bench.PublishAsync(1, source: 1, topics: "Evaluation");
        await bench.PublishAsync(1, source: 2, topics: "Évaluation");
        await bench.PublishAsync(1, source: 1);
        await bench.TickAtAsync(DigestBench.At(24, 8));
        Assert.Contains(": 2 nouvelles", Assert.Single(await bench.DigestBodiesAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_nothing_new_nothing_is_said_and_the_status_tells()
    {
        await using var bench = await DigestBench.StartAsync();
        await bench.AskAsync("abonner SRANE mardi 8h");
        await bench.PublishAsync(3, isBacklog: true);
        await bench.PublishAsync(1, seen: DigestBench.At(20, 8, month: 10));
        await bench.TickAtAsync(DigestBench.At(24, 8));
        Assert.Empty(await bench.DigestsAsync());
        Assert.Equal(DigestState.Empty, Assert.Single(await bench.SlotsAsync()).State);
        Assert.Contains("Rien de nouveau mardi 24 novembre", await bench.AskAsync("statut"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_seven_are_read_with_suite_and_none_comes_again()
    {
        await using var bench = await DigestBench.StartAsync();
        await bench.AskAsync("abonner SRANE quotidien 8h");
        await bench.PublishAsync(17);
        await bench.TickAtAsync(DigestBench.At(24, 8));
        var body = Assert.Single(await bench.DigestBodiesAsync());
        Assert.Contains("Article 17 ", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Article 10 ", body, StringComparison.Ordinal);
        Assert.EndsWith("Et 10 autres : !suite", body, StringComparison.Ordinal);
        var more = await bench.AskAsync("!suite", DigestBench.Salon, DigestBench.Paul);
        Assert.Contains("Article 10 ", more, StringComparison.Ordinal);
        Assert.EndsWith("Et 3 autres : !suite", more, StringComparison.Ordinal);
        Assert.Contains("Article 1 ", await bench.AskAsync("!suite", DigestBench.Salon, DigestBench.Paul), StringComparison.Ordinal);
        Assert.Contains("C'est tout", await bench.AskAsync("!suite", DigestBench.Salon, DigestBench.Paul), StringComparison.Ordinal);
        Assert.Contains("Article 10 ", await bench.AskAsync("suite"), StringComparison.Ordinal);
        await bench.TickAtAsync(DigestBench.At(25, 8));
        Assert.Single(await bench.DigestsAsync());
    }

    [Fact]
    public async Task A_refused_or_belated_digest_gives_its_articles_to_the_next()
    {
        await using var bench = await DigestBench.StartAsync();
        await bench.AskAsync("abonner SRANE quotidien 8h");
        await bench.PublishAsync(2);
        await bench.TickAtAsync(DigestBench.At(24, 8));
        await bench.EndAsync((await bench.DigestsAsync())[0], OutboxState.Expired);
        await bench.PublishAsync(1);
        await bench.TickAtAsync(DigestBench.At(25, 8));
        Assert.StartsWith("SRANE : 3 nouvelles", (await bench.DigestBodiesAsync())[1], StringComparison.Ordinal);
        await bench.EndAsync((await bench.DigestsAsync())[1], OutboxState.Failed);
        await bench.TickAtAsync(DigestBench.At(26, 8));
        Assert.StartsWith("SRANE : 3 nouvelles", (await bench.DigestBodiesAsync())[2], StringComparison.Ordinal);
        await bench.EndAsync((await bench.DigestsAsync())[2], OutboxState.Sent);
        await bench.TickAtAsync(DigestBench.At(27, 8));
        Assert.Equal([DigestState.Expired, DigestState.Failed, DigestState.Sent, DigestState.Empty], (await bench.SlotsAsync()).Select(slot => slot.State));
    }

    [Fact]
    public async Task A_salon_that_keeps_refusing_is_left_in_peace_until_it_is_resumed()
    {
        await using var bench = await DigestBench.StartAsync();
        await bench.AskAsync("abonner SRANE quotidien 8h");
        await bench.PublishAsync(1);
        foreach (var day in new[] { 24, 25, 26, 27 })
        {
            await bench.TickAtAsync(DigestBench.At(day, 8));
            if ((await bench.DigestsAsync()) is { Count: > 0 } digests && digests[^1].State == OutboxState.Queued) await bench.EndAsync(digests[^1], OutboxState.Failed);
        }

        Assert.Equal(3, (await bench.DigestsAsync()).Count);
        Assert.Contains("le serveur a refusé plusieurs envois", await bench.AskAsync("statut"), StringComparison.Ordinal);
        await bench.AskAsync("reprendre");
        await bench.TickAtAsync(DigestBench.At(30, 8));
        Assert.Equal(4, (await bench.DigestsAsync()).Count);
    }

    [Fact]
    public async Task Nothing_comes_in_school_holidays_and_a_public_holiday_moves_a_weekly_digest()
    {
        // Easter Monday of 2027, 29 March, is in the term of zone A.
        await using var bench = await DigestBench.StartAsync(DigestBench.At(18, 9, month: 12));
        await bench.AskAsync("abonner SRANE lundi 8h");
        Assert.Equal(DigestBench.At(4, 8, month: 1, year: 2027), Assert.Single(await bench.SubscriptionsAsync()).NextAt);
        await bench.PublishAsync(1);
        await bench.TickAtAsync(DigestBench.At(21, 8, month: 12));
        await bench.TickAtAsync(DigestBench.At(28, 8, month: 12));
        Assert.Empty(await bench.DigestsAsync());
        await bench.TickAtAsync(DigestBench.At(4, 8, month: 1, year: 2027));
        Assert.Single(await bench.DigestsAsync());
        await bench.PublishAsync(1, seen: DigestBench.At(26, 8, month: 3, year: 2027));
        await bench.TickAtAsync(DigestBench.At(29, 8, month: 3, year: 2027));
        Assert.Single(await bench.DigestsAsync());
        await bench.TickAtAsync(DigestBench.At(30, 8, month: 3, year: 2027));
        Assert.Equal(2, (await bench.DigestsAsync()).Count);
    }

    [Fact]
    public async Task More_than_three_hours_late_waits_for_the_next_working_morning()
    {
        await using var bench = await DigestBench.StartAsync();
        await bench.AskAsync("abonner SRANE vendredi 9h");
        await bench.PublishAsync(1);
        await bench.TickAtAsync(DigestBench.At(27, 12, 30));
        Assert.Empty(await bench.DigestsAsync());
        await bench.TickAtAsync(DigestBench.At(30, 7, 29));
        Assert.Empty(await bench.DigestsAsync());
        await bench.TickAtAsync(DigestBench.At(30, 7, 30));
        Assert.Single(await bench.DigestsAsync());
        await bench.TickAtAsync(DigestBench.At(4, 9, month: 12));
        Assert.Single(await bench.DigestsAsync());
    }

    [Fact]
    public async Task The_hour_on_the_wall_stays_across_daylight_saving()
    {
        await using var bench = await DigestBench.StartAsync(DigestBench.At(26, 12, month: 3, year: 2027));
        await bench.AskAsync("abonner SRANE quotidien 8h");
        var before = (await bench.SubscriptionsAsync())[0].NextAt;
        await bench.PublishAsync(1);
        await bench.TickAtAsync(DigestBench.At(30, 7, 59, month: 3, year: 2027));
        Assert.Empty(await bench.DigestsAsync());
        await bench.TickAtAsync(DigestBench.At(30, 8, month: 3, year: 2027));
        Assert.Single(await bench.DigestsAsync());
        Assert.Equal(TimeSpan.FromHours(6), before.UtcDateTime.TimeOfDay);
    }

    [Fact]
    public async Task An_upgraded_salon_keeps_its_subscriptions_and_what_it_has_had()
    {
        await using var bench = await DigestBench.StartAsync();
        var next = new RoomId("!next:rupn.test");
        await bench.AskAsync("abonner SRANE quotidien 8h");
        await bench.PublishAsync(2);
        await bench.TickAtAsync(DigestBench.At(24, 8));
        await bench.Bot.SyncAsync(new RoomBuilder(DigestBench.Salon).Sends(DigestBench.Anne, "m.room.tombstone", new { body = "", replacement_room = next.Value }, bench.Bot.Time.GetUtcNow(), stateKey: ""));
        await bench.Bot.SyncAsync(RoomBuilder.Joined(next.Value, "Salle des profs", DigestBench.Anne)
            .State("m.room.create", "", DigestBench.Anne, new { room_version = "12", predecessor = new { room_id = DigestBench.Salon.Value } }));
        await bench.PublishAsync(1);
        await bench.TickAtAsync(DigestBench.At(25, 8));
        Assert.Equal(next, Assert.Single(await bench.SubscriptionsAsync()).RoomId);
        Assert.Contains("SRANE: 1 nouvelle", Assert.Single(await bench.DigestsAsync(next)).Content.Replace("\\u00A0", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_salons_at_the_same_hour_get_one_each()
    {
        const int many = 60;
        await using var bench = await DigestBench.StartAsync();
        await bench.Bot.SyncAsync([.. Enumerable.Range(0, many).Select(number => RoomBuilder.Joined($"!many{number}:rupn.test", $"Salon {number}", DigestBench.Anne))]);
        foreach (var number in Enumerable.Range(0, many))
        {
            if (number % 25 == 0) bench.Bot.Time.Advance(TimeSpan.FromMinutes(6));
            await bench.AskAsync("!abonner SRANE mardi 8h", new RoomId($"!many{number}:rupn.test"));
        }

        await bench.PublishAsync(9);
        await bench.TickAtAsync(DigestBench.At(24, 8));
        var digests = (await bench.Bot.OutboxAsync()).Where(row => row.Key?.StartsWith("digest:", StringComparison.Ordinal) == true).ToList();
        Assert.Equal(many, digests.Select(row => row.RoomId).Distinct().Count());
        Assert.Equal(many, digests.Count);
    }
}
