using RupnBot.Bot.Commands;
using RupnBot.Matrix;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Bot.Commands;

public sealed class CommandRouterTests
{
    private const string Anne = "@anne:rupn.test";
    private static readonly RoomId Salon = new("!salon:rupn.test");
    private static readonly RoomId Chat = new("!chat:rupn.test");

    [Theory]
    [InlineData("!!! Réunion à 10 h")]
    [InlineData("! ")]
    [InlineData("!meteo Poitiers")]
    [InlineData("bonjour à tous")]
    [InlineData("statut ?")]
    public async Task Talk_in_a_salon_gets_silence(string body)
    {
        await using var bench = await BotBench.StartAsync();
        await bench.SyncAsync(RoomBuilder.Joined(Salon.Value, "Profs", Anne));
        await bench.SyncAsync(new RoomBuilder(Salon).Says(Anne, body, bench.Time.GetUtcNow()));
        Assert.Empty(await bench.BodiesAsync(Salon));
    }

    [Theory]
    [InlineData("!statut")]
    [InlineData("! Statut")]
    [InlineData("!STATUT !")]
    [InlineData("!\u00A0Státut")]
    [InlineData("！status")]
    public async Task A_command_is_forgiven_its_accents_case_and_spaces(string body)
    {
        await using var bench = await BotBench.StartAsync();
        await bench.SyncAsync(RoomBuilder.Joined(Salon.Value, "Profs", Anne));
        await bench.SyncAsync(new RoomBuilder(Salon).Says(Anne, body, bench.Time.GetUtcNow()));
        Assert.StartsWith("État pour « Profs »", Assert.Single(await bench.BodiesAsync(Salon)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_near_miss_is_asked_about()
    {
        await using var bench = await BotBench.StartAsync();
        await bench.SyncAsync(RoomBuilder.Joined(Salon.Value, "Profs", Anne));
        await bench.SyncAsync(new RoomBuilder(Salon).Says(Anne, "!statu", bench.Time.GetUtcNow()));
        Assert.Equal("Vouliez-vous dire « !statut » ?", Assert.Single(await bench.BodiesAsync(Salon)));
    }

    [Fact]
    public async Task Notices_edits_and_our_own_words_are_never_commands()
    {
        await using var bench = await BotBench.StartAsync();
        await bench.SyncAsync(RoomBuilder.Joined(Salon.Value, "Profs", Anne));
        var now = bench.Time.GetUtcNow();
        await bench.SyncAsync(new RoomBuilder(Salon)
            .Sends(Anne, EventTypes.Message, new { msgtype = "m.notice", body = "!statut" }, now)
            .Sends(Anne, EventTypes.Message, new Dictionary<string, object> { ["msgtype"] = "m.text", ["body"] = "!statut", ["m.relates_to"] = new { rel_type = "m.replace", event_id = "$x" } }, now)
            .Says(BotBench.Robot.Value, "!statut", now));
        Assert.Empty(await bench.BodiesAsync(Salon));
    }

    [Fact]
    public async Task In_direct_chat_several_salons_are_asked_about_and_the_answer_goes_on()
    {
        await using var bench = await BotBench.StartAsync();
        await bench.SyncAsync(RoomBuilder.Joined("!a:rupn.test", "Arts", Anne), RoomBuilder.Joined("!b:rupn.test", "Biologie", Anne), RoomBuilder.Direct(Chat.Value, Anne));
        await bench.SyncAsync(new RoomBuilder(Chat).Says(Anne, "référents", bench.Time.GetUtcNow()));
        await bench.SyncAsync(new RoomBuilder(Chat).Says(Anne, "2", bench.Time.GetUtcNow()));
        var bodies = await bench.BodiesAsync(Chat);
        Assert.Contains("2. Biologie", bodies[0], StringComparison.Ordinal);
        Assert.StartsWith("Référents de « Biologie »", bodies[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flood_from_one_person_is_answered_once_more_and_then_ignored()
    {
        await using var bench = await BotBench.StartAsync();
        await bench.SyncAsync(RoomBuilder.Joined(Salon.Value, "Profs", Anne));
        var flood = new RoomBuilder(Salon);
        for (var i = 0; i < CommandQuota.Most + 20; i++) flood.Says(Anne, "!statut", bench.Time.GetUtcNow());
        await bench.SyncAsync(flood);
        Assert.Equal(CommandQuota.Most + 1, (await bench.BodiesAsync(Salon)).Count);
    }

    [Fact]
    public async Task A_stranger_is_turned_away_once_a_day()
    {
        await using var bench = await BotBench.StartAsync();
        await bench.SyncAsync(RoomBuilder.Joined(Salon.Value, "Profs", Anne, "@paul:elsewhere.test"));
        await bench.SyncAsync(new RoomBuilder(Salon).Says("@paul:elsewhere.test", "!statut", bench.Time.GetUtcNow()).Says("@paul:elsewhere.test", "!aide", bench.Time.GetUtcNow()));
        Assert.StartsWith("Je ne peux pas vous répondre", Assert.Single(await bench.BodiesAsync(Salon)), StringComparison.Ordinal);
    }
}
