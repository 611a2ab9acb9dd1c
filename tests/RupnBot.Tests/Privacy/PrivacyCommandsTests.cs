using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Rooms;
using RupnBot.Matrix;
using RupnBot.Privacy;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Privacy;

public sealed class PrivacyCommandsTests
{
    private const string Anne = "@anne:rupn.test";
    private const string Paul = "@paul:rupn.test";
    private static readonly RoomId Salon = new("!salon:rupn.test");
    private static readonly RoomId Chat = new("!chat:rupn.test");

    [Fact]
    public async Task Confidentialite_names_the_controller_and_the_contact()
    {
        await using var bench = await StartAsync();
        await SayAsync(bench, "confidentialite");
        var answer = (await bench.BodiesAsync(Chat))[^1];
        Assert.Contains("Rectorat de l'académie de Poitiers", answer);
        Assert.Contains("dpd@ac-poitiers.fr", answer);
    }

    [Fact]
    public async Task My_data_are_not_shown_in_front_of_a_salon()
    {
        await using var bench = await StartAsync(direct: false);
        await bench.SyncAsync(new RoomBuilder(Salon).Says(Anne, "!mes-donnees", bench.Time.GetUtcNow()));
        Assert.StartsWith("Je ne l'écris pas devant tout le monde.", (await bench.BodiesAsync(Salon))[^1]);
    }

    [Fact]
    public async Task Forgetting_is_confirmed_first()
    {
        await using var bench = await StartAsync();
        await NameAsync(bench, Anne, Paul);
        await SayAsync(bench, "oublie-moi");
        await SayAsync(bench, "2");
        Assert.Equal("Je n'ai rien effacé.", (await bench.BodiesAsync(Chat))[^1]);
        Assert.Equal(1, await CountAsync(bench));
    }

    [Fact]
    public async Task Forgetting_takes_the_named_role_and_who_named_whom()
    {
        await using var bench = await StartAsync();
        await NameAsync(bench, Anne, Paul);
        await NameAsync(bench, Paul, Anne);
        await SayAsync(bench, "oublie-moi");
        await SayAsync(bench, "1");
        var left = await bench.Database.ReadAsync(db => db.Set<Referent>().SingleAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        Assert.Equal((new UserId(Paul), new UserId(Paul)), (left.UserId, left.NamedBy));
        Assert.StartsWith("C'est fait\u00a0: j'ai effacé ce qui pouvait l'être.", (await bench.BodiesAsync(Chat))[^1]);
    }

    [Fact]
    public async Task The_words_of_sent_messages_are_erased_after_thirty_days_and_waiting_ones_stay()
    {
        await using var bench = await StartAsync();
        await SayAsync(bench, "confidentialite");
        await SayAsync(bench, "statut");
        var rows = await bench.OutboxAsync();
        await bench.SentAsync(rows[0], "$sent");
        bench.Time.Advance(TimeSpan.FromDays(31));
        var ct = TestContext.Current.CancellationToken;
        foreach (var data in bench.Services.GetServices<IPersonalData>())
            await bench.Database.WriteAsync(db => data.PurgeAsync(db, bench.Time.GetUtcNow(), ct), ct);
        var after = await bench.OutboxAsync();
        Assert.Equal(OutboxMessage.ErasedContent, after.Single(row => row.Id == rows[0].Id).Content);
        Assert.Equal(rows[^1].Content, after.Single(row => row.Id == rows[^1].Id).Content);
    }

    private static async Task<BotBench> StartAsync(bool direct = true)
    {
        var bench = await BotBench.StartAsync();
        await bench.SyncAsync(RoomBuilder.Joined(Salon.Value, "Salle des profs", Paul, Anne));
        if (direct) await bench.SyncAsync(RoomBuilder.Direct(Chat.Value, Anne));
        return bench;
    }

    private static Task SayAsync(BotBench bench, string text) => bench.SyncAsync(new RoomBuilder(Chat).Says(Anne, text, bench.Time.GetUtcNow()));

    private static Task NameAsync(BotBench bench, string user, string by) => bench.Database.WriteAsync(
        db => Task.FromResult(db.Add(new Referent { RoomId = Salon, UserId = new UserId(user), NamedBy = new UserId(by), NamedAt = bench.Time.GetUtcNow() })), TestContext.Current.CancellationToken);

    private static Task<int> CountAsync(BotBench bench) => bench.Database.ReadAsync(db => db.Set<Referent>().CountAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
}
