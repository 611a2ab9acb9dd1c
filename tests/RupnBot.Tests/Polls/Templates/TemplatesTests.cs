using System.Globalization;
using RupnBot.Localization;
using RupnBot.Polls.Records;
using RupnBot.Polls.Requests;
using RupnBot.Polls.Templates;
using RupnBot.Tests.Bench;
using RupnBot.Tests.Polls.Life;

namespace RupnBot.Tests.Polls.Templates;

public sealed class TemplatesTests
{
    private const string Paul = "@paul:rupn.test";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("fr-FR")]
    [InlineData("en")]
    public async Task Each_of_the_eight_is_a_poll_that_can_be_started(string culture)
    {
        await using var bench = await PollBench.StartAsync();
        var book = new TemplateBook(new Texts(CultureInfo.GetCultureInfo(culture)));

        var all = await bench.Bot.Database.ReadAsync(db => book.ListAsync(db, Token), Token);

        Assert.Equal(8, all.Count);
        foreach (var (name, text, _) in all)
        {
            Assert.Equal(name, TemplateName.Of(name));
            var request = Assert.IsType<PollRequest>(PollRequestParser.Parse(text));
            Assert.EndsWith("?", request.Question, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task They_are_listed_and_one_is_read_before_it_is_started()
    {
        await using var bench = await PollBench.StartAsync();

        await bench.SayAsync(PollBench.Anne, "!modeles");
        Assert.Contains("- besoins-formation\u00a0: Sur quoi aimeriez-vous être formé", (await bench.Bot.BodiesAsync(PollBench.Salon))[^1], StringComparison.Ordinal);
        await bench.SayAsync(PollBench.Anne, "!modèle Tablettes");
        Assert.Contains("sondage modele tablettes", (await bench.Bot.BodiesAsync(PollBench.Salon))[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("!sondage modele besoins-formation")]
    [InlineData("!sondage Modèle besoins formation")]
    [InlineData("!poll template training-needs | fin: vendredi 18h")]
    [InlineData("!sondage modele besoins-formation\nfin: vendredi 18h")]
    public async Task One_is_started_perhaps_with_lines_of_ones_own(string command)
    {
        await using var bench = await PollBench.StartAsync();

        await bench.SayAsync(PollBench.Anne, command);

        var poll = await bench.PollAsync();
        Assert.Equal(PollForm.Message, poll.Form);
        Assert.StartsWith("Sur quoi aimeriez-vous", poll.Question, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_may_begin_with_that_word()
    {
        await using var bench = await PollBench.StartAsync();

        await bench.SayAsync(PollBench.Anne, "!sondage Modèle de séance ? | oui | non");

        Assert.Equal("Modèle de séance ?", (await bench.PollAsync()).Question);
    }

    [Fact]
    public async Task An_unknown_name_is_said_to_be_one()
    {
        await using var bench = await PollBench.StartAsync();

        await bench.SayAsync(PollBench.Anne, "!sondage modele patates");

        Assert.Contains("Je ne connais pas de modèle «\u00a0patates\u00a0»", (await bench.Bot.BodiesAsync(PollBench.Salon))[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Editors_add_and_remove_their_own_and_others_do_not()
    {
        await using var bot = await BotBench.StartAsync(settings: new Dictionary<string, string?> { ["Bot:Editors:0"] = Paul });
        var chat = new Matrix.RoomId("!chat:rupn.test");
        await bot.SyncAsync(RoomBuilder.Joined(PollBench.Salon.Value, "Salle des profs", PollBench.Anne, PollBench.Karim));
        await bot.SyncAsync(RoomBuilder.Direct(chat.Value, Paul));
        async Task<string> AskAsync(Matrix.RoomId room, string user, string text)
        {
            await bot.SyncAsync(new RoomBuilder(room).Says(user, text, bot.Time.GetUtcNow()));
            return (await bot.BodiesAsync(room))[^1];
        }

        Assert.Contains("réservé aux éditeurs", await AskAsync(PollBench.Salon, PollBench.Anne, "!modele ajouter salle | La salle ? | oui | non"), StringComparison.Ordinal);
        Assert.Contains("le modèle est là pour tous les salons", await AskAsync(chat, Paul, "modele ajouter Salle info | La salle ? | oui | non"), StringComparison.Ordinal);
        Assert.Contains("existe déjà", await AskAsync(chat, Paul, "modele ajouter salle-info | Autre ? | oui | non"), StringComparison.Ordinal);
        Assert.Contains("existe déjà", await AskAsync(chat, Paul, "modele ajouter tablettes | Autre ? | oui | non"), StringComparison.Ordinal);
        Assert.Contains("Il n'y a qu'une réponse", await AskAsync(chat, Paul, "modele ajouter autre | Autre ? | oui"), StringComparison.Ordinal);
        Assert.Contains("salle-info\u00a0: La salle ? (ajouté par un éditeur)", await AskAsync(PollBench.Salon, PollBench.Anne, "!modeles"), StringComparison.Ordinal);
        Assert.Contains("vient avec le robot", await AskAsync(chat, Paul, "modele retirer tablettes"), StringComparison.Ordinal);
        Assert.Contains("est retiré", await AskAsync(chat, Paul, "modele retirer salle info"), StringComparison.Ordinal);
        Assert.DoesNotContain("salle-info", await AskAsync(PollBench.Salon, PollBench.Anne, "!modeles"), StringComparison.Ordinal);
    }
}
