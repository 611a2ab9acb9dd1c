using Microsoft.Data.Sqlite;
using RupnBot.Matrix;
using RupnBot.Reach;
using RupnBot.Reach.Records;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Reach;

public sealed class ReachPrivacyTests
{
    private const string Nb = "\u00a0";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_salon_is_told_by_whoever_turns_it_on_what_is_measured_and_how_to_refuse()
    {
        await using var bench = await ReachBench.StartAsync(isOn: false);
        await bench.SayAsync("suivi oui");

        var told = (await bench.Bot.BodiesAsync(ReachBench.Salon))[^1];
        Assert.Contains("Je compte les accusés de lecture et les réactions, jamais qui", told, StringComparison.Ordinal);
        Assert.Contains("!suivi sans moi", told, StringComparison.Ordinal);
        Assert.Contains("ceux qui les masquent ne sont pas comptés", told, StringComparison.Ordinal);
        Assert.Contains("14 jours", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_colleague_turns_nothing_on_or_off()
    {
        await using var bench = await ReachBench.StartAsync();
        await bench.SayAsync("!suivi non", bench.Members[3], ReachBench.Salon);
        Assert.StartsWith("Je n'ai rien changé", (await bench.Bot.BodiesAsync(ReachBench.Salon))[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Below_ten_members_nothing_is_shown_anywhere()
    {
        await using var bench = await ReachBench.StartAsync(members: 9);
        var digest = await bench.DigestAsync("IA");
        await bench.ReadAsync(digest, bench.Members[2]);

        Assert.EndsWith("pas de chiffre, le salon avait moins de 10 membres", await bench.FigureAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("%", await bench.AskAsync("suivi themes"), StringComparison.Ordinal);
        Assert.Contains("Rien n'a encore été mesuré", await bench.AskAsync("suivi image"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_members_are_enough()
    {
        await using var bench = await ReachBench.StartAsync(members: 10);
        await bench.ReadAsync(await bench.DigestAsync(), bench.Members[2]);
        Assert.EndsWith($"lu par 1 membre sur 10 au moins, 10{Nb}%", await bench.FigureAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_readers_identifier_stands_in_the_database()
    {
        await using var bench = await ReachBench.StartAsync();
        var digest = await bench.DigestAsync();
        await bench.ReadAsync(digest, bench.Members[4]);

        await using var connection = new SqliteConnection($"Data Source={Path.Combine(bench.Bot.Folder, "rupnbot.db")};Pooling=False");
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT (SELECT count(*) FROM reach_readers), (SELECT count(*) FROM reach_readers WHERE Reader LIKE '%m5%' OR Reader LIKE '%@%')";
        await using var row = await command.ExecuteReaderAsync(Token);
        Assert.True(await row.ReadAsync(Token));
        Assert.Equal((1L, 0L), (row.GetInt64(0), row.GetInt64(1)));
    }

    [Fact]
    public async Task After_fourteen_days_the_total_is_left_and_no_pseudonym()
    {
        await using var bench = await ReachBench.StartAsync();
        var digest = await bench.DigestAsync();
        await bench.ReadAsync(digest, bench.Members[2], bench.Members[3], bench.Members[4]);
        await ReactAsync(bench, digest);
        bench.Bot.Time.Advance(ReachItem.Open - TimeSpan.FromHours(1));
        await bench.PurgeAsync();
        Assert.Equal((3, 1), (await bench.CountAsync<ReachReader>(), await bench.CountAsync<ReachReaction>()));

        bench.Bot.Time.Advance(TimeSpan.FromHours(1));
        await bench.PurgeAsync();

        Assert.Equal((0, 0, 0), (await bench.CountAsync<ReachReader>(), await bench.CountAsync<ReachReaction>(), await bench.CountAsync<ReachEvent>()));
        var item = Assert.Single(await bench.ItemsAsync());
        Assert.Equal((true, 3, 1), (item.IsClosed, item.Readers, item.Reactions));
        Assert.Contains("lu par 3 membres sur 12", await bench.FigureAsync(), StringComparison.Ordinal);
        bench.Bot.Time.Advance(ReachItem.Kept);
        await bench.PurgeAsync();
        Assert.Equal(0, await bench.CountAsync<ReachItem>());
    }

    [Fact]
    public async Task A_reader_of_something_older_is_no_longer_known_while_something_newer_is_open()
    {
        await using var bench = await ReachBench.StartAsync();
        await bench.ReadAsync(await bench.DigestAsync(), bench.Members[2]);
        bench.Bot.Time.Advance(TimeSpan.FromDays(10));
        await bench.ReadAsync(await bench.DigestAsync(), bench.Members[3]);
        bench.Bot.Time.Advance(TimeSpan.FromDays(5));
        await bench.PurgeAsync();

        Assert.Equal(1, await bench.CountAsync<ReachReader>());
        Assert.Equal([true, false], (await bench.ItemsAsync()).Select(item => item.IsClosed));
    }

    [Fact]
    public async Task Whoever_refuses_is_not_counted_neither_before_nor_after()
    {
        await using var bench = await ReachBench.StartAsync();
        var digest = await bench.DigestAsync();
        await bench.ReadAsync(digest, bench.Members[2], bench.Members[3]);
        await ReactAsync(bench, digest);
        await bench.SayAsync("!suivi sans moi", bench.Members[2], ReachBench.Salon);
        await bench.ReadAsync(await bench.TalkAsync(), bench.Members[2]);

        Assert.EndsWith($"lu par 1 membre sur 12 au moins, 8{Nb}%", await bench.FigureAsync(), StringComparison.Ordinal);
        await bench.SayAsync("!suivi avec moi", bench.Members[2], ReachBench.Salon);
        await bench.ReadAsync(await bench.TalkAsync(), bench.Members[2]);
        Assert.Contains("lu par 2 membres", await bench.FigureAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everyone_is_shown_what_is_kept_of_them_and_rid_of_it()
    {
        await using var bench = await ReachBench.StartAsync();
        await bench.ReadAsync(await bench.DigestAsync(), bench.Anne, bench.Members[3]);
        Assert.Contains("jusqu'où vous avez lu", await bench.AskAsync("mes-donnees"), StringComparison.Ordinal);
        await bench.SayAsync("oublie-moi");
        await bench.SayAsync("1");

        Assert.Contains("lu par 1 membre sur 12", await bench.FigureAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("jusqu'où vous avez lu", await bench.AskAsync("mes-donnees"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Turned_off_the_totals_stay_and_who_read_is_erased_at_once()
    {
        await using var bench = await ReachBench.StartAsync();
        await bench.ReadAsync(await bench.DigestAsync(), bench.Members[2]);
        await bench.SayAsync("suivi non");

        Assert.Contains("Ce salon ne mesure plus", (await bench.Bot.BodiesAsync(ReachBench.Salon))[^1], StringComparison.Ordinal);
        Assert.Equal((0, 0), (await bench.CountAsync<ReachReader>(), await bench.CountAsync<ReachEvent>()));
        Assert.Contains("lu par 1 membre sur 12", await bench.FigureAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Totals_and_refusals_follow_the_salon_and_all_ends_when_the_bot_leaves()
    {
        await using var bench = await ReachBench.StartAsync();
        await bench.ReadAsync(await bench.DigestAsync(), bench.Members[3]);
        await bench.SayAsync("!suivi sans moi", bench.Members[2], ReachBench.Salon);
        var next = new RoomId("!next:rupn.test");
        await bench.Bot.Database.WriteAsync(async db => await new ReachMoves().MoveAsync(db, ReachBench.Salon, next, bench.Now, Token), Token);

        Assert.Equal((next, 1, true), (await bench.ItemsAsync()) is [var item] ? (item.RoomId, item.Readers, item.IsClosed) : default);
        Assert.Equal((1, 0), (await bench.CountAsync<ReachRefusal>(), await bench.CountAsync<ReachReader>()));
        await bench.Bot.Database.WriteAsync(async db => await new ReachMoves().LeftAsync(db, next, bench.Now, Token), Token);
        Assert.Equal((0, 0, 0), (await bench.CountAsync<ReachSalon>(), await bench.CountAsync<ReachItem>(), await bench.CountAsync<ReachRefusal>()));
    }

    private static Task ReactAsync(ReachBench bench, string target) => bench.Bot.SyncAsync(new RoomBuilder(ReachBench.Salon).Sends(
        bench.Members[2], EventTypes.Reaction, new Dictionary<string, object> { ["m.relates_to"] = new { rel_type = "m.annotation", event_id = target, key = "👍" } }, bench.Now));
}
