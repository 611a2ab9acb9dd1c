using RupnBot.Matrix;
using RupnBot.Surveys.Records;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Surveys.Commands;

/// <summary>An editor writes a survey, sees it, opens it, closes it.</summary>
public sealed class SurveyCommandTests
{
    private const string Written = "enquete Usages du numérique\n1. Votre établissement ?\n- Collège\n- Lycée\n2. De quoi auriez-vous besoin ?\nfin : vendredi 18h";

    [Fact]
    public async Task It_is_shown_as_people_will_get_it_and_opened_at_the_editors_word()
    {
        await using var bench = await SurveyBench.StartAsync();
        await bench.SayAsync(SurveyBench.Editor, Written);
        var shown = string.Join('\n', await bench.Bot.BodiesAsync(SurveyBench.ChatOf(SurveyBench.Editor)));
        Assert.DoesNotContain(await bench.Bot.BodiesAsync(new RoomId(SurveyBench.Salon)), body => body.Contains("Enquête", StringComparison.Ordinal));

        await bench.SayAsync(SurveyBench.Editor, "valider");
        var invitation = (await bench.Bot.BodiesAsync(new RoomId(SurveyBench.Salon)))[^1];
        Assert.Contains("2 questions, 1 minute. Écrivez-moi «\u00a0répondre\u00a0» en privé. Personne ici ne verra vos réponses.", invitation, StringComparison.Ordinal);
        await bench.SayAsync("@c1:rupn.test", "repondre");
        var got = (await bench.Bot.BodiesAsync(SurveyBench.ChatOf("@c1:rupn.test")))[^2..];
        await bench.SayAsync("@c1:rupn.test", "1");
        Assert.Contains(invitation, shown, StringComparison.Ordinal);
        Assert.Contains(got[1], shown, StringComparison.Ordinal);
        Assert.Contains(await bench.LastAsync("@c1:rupn.test"), shown, StringComparison.Ordinal);
        Assert.Contains("Confidentiel, non anonyme", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_salons_it_asks_which_or_takes_those_named()
    {
        await using var bench = await SurveyBench.StartAsync();
        await bench.Bot.SyncAsync(RoomBuilder.Joined("!labo:rupn.test", "Labo", SurveyBench.Editor));
        await bench.SayAsync(SurveyBench.Editor, Written);
        await bench.SayAsync(SurveyBench.Editor, "Valider !");
        Assert.Contains("1. Labo", await bench.LastAsync(SurveyBench.Editor), StringComparison.Ordinal);
        await bench.SayAsync(SurveyBench.Editor, "labo");
        Assert.Equal("!labo:rupn.test", Assert.Single(await bench.AllAsync<SurveyRoom>()).RoomId.Value);

        await bench.SayAsync(SurveyBench.Editor, Written + "\nsalons : salle des profs, Labo");
        await bench.SayAsync(SurveyBench.Editor, "valider");
        Assert.Equal(3, (await bench.AllAsync<SurveyRoom>()).Count);
    }

    [Theory]
    [InlineData("1 3", "Labo, Salle des profs")]
    [InlineData("1, 3", "Labo, Salle des profs")]
    [InlineData("1-3", "Labo, Lycée, Salle des profs")]
    [InlineData("tous", "Labo, Lycée, Salle des profs")]
    [InlineData("2", "Lycée")]
    [InlineData("lycée, labo", "Labo, Lycée")]
    public async Task Several_salons_are_chosen_by_their_numbers(string answer, string salons)
    {
        await using var bench = await SurveyBench.StartAsync();
        await bench.Bot.SyncAsync(RoomBuilder.Joined("!labo:rupn.test", "Labo", SurveyBench.Editor), RoomBuilder.Joined("!lycee:rupn.test", "Lycée", SurveyBench.Editor));
        await bench.SayAsync(SurveyBench.Editor, Written);
        await bench.SayAsync(SurveyBench.Editor, "valider");
        Assert.Contains("ou «\u00a0tous\u00a0»", await bench.LastAsync(SurveyBench.Editor), StringComparison.Ordinal);
        await bench.SayAsync(SurveyBench.Editor, answer);
        var names = new Dictionary<string, string> { ["!labo:rupn.test"] = "Labo", ["!lycee:rupn.test"] = "Lycée", [SurveyBench.Salon] = "Salle des profs" };
        Assert.Equal(salons, string.Join(", ", (await bench.AllAsync<SurveyRoom>()).Select(room => names[room.RoomId.Value]).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task A_number_that_is_not_on_the_list_opens_nothing_and_it_is_said_how_to_answer()
    {
        await using var bench = await SurveyBench.StartAsync();
        await bench.Bot.SyncAsync(RoomBuilder.Joined("!labo:rupn.test", "Labo", SurveyBench.Editor));
        await bench.SayAsync(SurveyBench.Editor, Written);
        await bench.SayAsync(SurveyBench.Editor, "valider");
        await bench.SayAsync(SurveyBench.Editor, "1 3");
        Assert.Contains("un ou plusieurs numéros, de 1 à 2", await bench.LastAsync(SurveyBench.Editor), StringComparison.Ordinal);
        Assert.Empty(await bench.AllAsync<SurveyRoom>());
        await bench.SayAsync(SurveyBench.Editor, "1 2");
        Assert.Equal(2, (await bench.AllAsync<SurveyRoom>()).Count);
    }

    [Theory]
    [InlineData("enquete Titre\n1. Quoi ?\n- ENT", "Ligne 3")]
    [InlineData("enquete\nTitre\n1. Quoi ?\n- ENT", "Ligne 4")]
    [InlineData("enquete\ntitre: A\nquestions:\n  - question: Quoi ?\n    typ: texte", "Ligne 5")]
    public async Task A_fault_names_the_line_of_the_message(string written, string line)
    {
        await using var bench = await SurveyBench.StartAsync();
        await bench.SayAsync(SurveyBench.Editor, written);
        Assert.StartsWith(line, await bench.LastAsync(SurveyBench.Editor), StringComparison.Ordinal);
        Assert.Empty(await bench.AllAsync<Survey>());
    }

    [Fact]
    public async Task Written_again_it_takes_the_place_of_the_one_shown_before()
    {
        await using var bench = await SurveyBench.StartAsync();
        await bench.SayAsync(SurveyBench.Editor, Written);
        await bench.SayAsync(SurveyBench.Editor, Written.Replace("Usages", "Tous les usages", StringComparison.Ordinal));
        Assert.Equal("Tous les usages du numérique", Assert.Single(await bench.AllAsync<Survey>()).Title);
        await bench.SayAsync(SurveyBench.Editor, "annuler");
        Assert.Empty(await bench.AllAsync<Survey>());
    }

    [Fact]
    public async Task A_colleague_writes_none()
    {
        await using var bench = await SurveyBench.StartAsync();
        await bench.SayAsync("@c1:rupn.test", Written);
        Assert.Empty(await bench.AllAsync<Survey>());
        Assert.Contains("éditeur", await bench.LastAsync("@c1:rupn.test"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Closed_early_it_is_counted_and_its_editor_told()
    {
        await using var bench = await SurveyBench.StartAsync();
        await bench.OpenAsync();
        for (var i = 0; i < 6; i++) await bench.AnswerAsync(SurveyBench.Colleagues[i]);
        await bench.SayAsync(SurveyBench.Editor, "resultats");
        Assert.Contains("6 réponses reçues", await bench.LastAsync(SurveyBench.Editor), StringComparison.Ordinal);
        await bench.SayAsync(SurveyBench.Editor, "clore enquête");
        Assert.Contains("ne prend plus de réponses", await bench.LastAsync(SurveyBench.Editor), StringComparison.Ordinal);
        await bench.RoundAsync();
        await bench.RoundAsync();
        Assert.Contains("6 personnes ont répondu", await bench.LastAsync(SurveyBench.Editor), StringComparison.Ordinal);
        await bench.SayAsync(SurveyBench.Editor, "enquetes");
        Assert.Contains("réponses\u00a0: 6", await bench.LastAsync(SurveyBench.Editor), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_colleague_is_told_no_results()
    {
        await using var bench = await SurveyBench.StartAsync();
        await bench.OpenAsync();
        await bench.SayAsync("@c1:rupn.test", "resultats enquete");
        Assert.Contains("Vous n'avez pas d'enquête", await bench.LastAsync("@c1:rupn.test"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_salon_one_is_told_where_to_answer()
    {
        await using var bench = await SurveyBench.StartAsync();
        await bench.OpenAsync();
        await bench.Bot.SyncAsync(new RoomBuilder(new RoomId(SurveyBench.Salon)).Says("@c1:rupn.test", "!répondre", bench.Now));
        Assert.Contains("privé", (await bench.Bot.BodiesAsync(new RoomId(SurveyBench.Salon)))[^1], StringComparison.Ordinal);
    }
}
