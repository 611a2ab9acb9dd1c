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
        Assert.StartsWith("État pour «\u00a0Profs\u00a0»", Assert.Single(await bench.BodiesAsync(Salon)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_near_miss_is_asked_about()
    {
        await using var bench = await BotBench.StartAsync();
        await bench.SyncAsync(RoomBuilder.Joined(Salon.Value, "Profs", Anne));
        await bench.SyncAsync(new RoomBuilder(Salon).Says(Anne, "!statu", bench.Time.GetUtcNow()));
        Assert.Equal("Vouliez-vous dire «\u00a0!statut\u00a0»\u00a0?", Assert.Single(await bench.BodiesAsync(Salon)));
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
        Assert.StartsWith("Référents de «\u00a0Biologie\u00a0»", bodies[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("« aide »")]
    [InlineData("\u00AB\u00A0Aide\u00A0\u00BB")]
    [InlineData("\"aide\"")]
    [InlineData("“!aide”")]
    public async Task In_direct_chat_a_command_may_be_written_as_the_bot_quotes_it(string body) =>
        Assert.StartsWith("Pour tout le monde", (await AnswersAsync(body))[^1], StringComparison.Ordinal);

    [Fact]
    public async Task What_was_meant_by_a_slip_in_direct_chat_is_done_on_a_yes()
    {
        var answers = await AnswersAsync("adie", "Oui !");
        Assert.Equal("Vouliez-vous dire « aide » ?", answers[^2]);
        Assert.StartsWith("Pour tout le monde", answers[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("biologie")]
    [InlineData("la 1")]
    [InlineData("n° 1")]
    [InlineData("Salle de biologie")]
    [InlineData("« Biologie »")]
    public async Task A_question_is_answered_in_words_too(string answer) =>
        Assert.StartsWith("Référents de « Salle de biologie »", (await AnswersAsync("référents", answer))[^1], StringComparison.Ordinal);

    [Theory]
    [InlineData("salle")]
    [InlineData("7")]
    [InlineData("aucune idée")]
    public async Task An_answer_that_is_none_of_the_options_is_told_what_to_write(string answer) =>
        Assert.Equal("Je n'ai pas compris votre réponse. Répondez par un numéro, de 1 à 2. Pour autre chose : aide", (await AnswersAsync("référents", answer))[^1]);

    [Fact]
    public async Task A_command_given_instead_of_an_answer_is_a_command() => Assert.Contains("Pour tout le monde", (await AnswersAsync("référents", "aide"))[^1], StringComparison.Ordinal);

    [Theory]
    [InlineData("?", 1)]
    [InlineData("https://exemple.fr/rss", 1)]
    [InlineData("2e étage", 1)]
    [InlineData("👍", 0)]
    [InlineData("…", 0)]
    public async Task Words_that_are_nothing_get_a_hint_in_direct_chat_and_a_thumb_up_gets_silence(string body, int answers) =>
        Assert.Equal(answers, (await AnswersAsync(body)).Count(answer => answer.StartsWith("Je n'ai pas compris", StringComparison.Ordinal)));

    [Theory]
    [InlineData("merci !")]
    [InlineData("Ok, merci")]
    [InlineData("d’accord")]
    [InlineData("Très bien.")]
    [InlineData("Bonne journée")]
    public async Task Thanks_want_no_answer(string body)
    {
        var before = await AnswersAsync();
        Assert.Equal(before, await AnswersAsync(body));
    }

    [Theory]
    [InlineData("je voudrais m’abonner au SRANE", "Je n'ai pas compris.")]
    [InlineData("Comment faire un sondage ?", "sondage Quel jour pour l'atelier ?")]
    [InlineData("il faut relayer cet article", "relayer https://")]
    public async Task A_sentence_that_speaks_of_a_command_is_answered_with_how_it_is_written(string body, string expected) =>
        Assert.Contains(expected, (await AnswersAsync(body))[^1], StringComparison.Ordinal);

    [Theory]
    [InlineData("aide-moi")]
    [InlineData("aide moi")]
    [InlineData("Aide s'il te plaît !")]
    [InlineData("aidez-moi")]
    public async Task Help_is_asked_for_politely_too(string body) => Assert.StartsWith("Pour tout le monde", (await AnswersAsync(body))[^1], StringComparison.Ordinal);

    [Fact]
    public async Task Help_on_one_command_names_it_and_gives_its_example() =>
        Assert.StartsWith("clore : clore un sondage avant l'heure", (await AnswersAsync("aide !clore"))[^1], StringComparison.Ordinal);

    private static async Task<List<string>> AnswersAsync(params string[] said)
    {
        await using var bench = await BotBench.StartAsync();
        await bench.SyncAsync(RoomBuilder.Joined("!a:rupn.test", "Salle des arts", Anne), RoomBuilder.Joined("!b:rupn.test", "Salle de biologie", Anne), RoomBuilder.Direct(Chat.Value, Anne));
        foreach (var body in said) await bench.SyncAsync(new RoomBuilder(Chat).Says(Anne, body, bench.Time.GetUtcNow()));
        return [.. (await bench.BodiesAsync(Chat)).Select(body => body.Replace('\u00A0', ' '))];
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
