using Microsoft.EntityFrameworkCore;
using RupnBot.Campaigns.Records;
using RupnBot.Matrix;
using RupnBot.Newsletters.Records;
using RupnBot.Surveys.Records;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Campaigns.Files;

/// <summary>An editor sends the list of the people a campaign is for as a file.</summary>
public sealed class CampaignListTests
{
    private const string Poll = "campagne Quelle formation ?\nPix\nENT\nfin : vendredi 18h\nà : fichier";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_waits_for_the_file_that_was_announced()
    {
        await using var bench = await StartAsync();
        var preview = await bench.AskAsync(Poll);
        Assert.Contains("Pour : la liste que vous allez m'envoyer", preview, StringComparison.Ordinal);
        Assert.Contains("Envoyez-moi maintenant la liste en fichier", preview, StringComparison.Ordinal);
        Assert.Contains("Envoyez-moi maintenant la liste en fichier", await bench.AskAsync("valider"), StringComparison.Ordinal);
        Assert.Equal(CampaignState.Prepared, (await bench.CampaignAsync()).State);
    }

    [Fact]
    public async Task Whose_lines_name_nobody_is_told_how_to_write_them_and_campagnes_tells_how_to_act_on_one()
    {
        await using var bench = await StartAsync();
        await bench.AskAsync(Poll);
        Assert.Contains("Corrigez le fichier et renvoyez-le", await SendAsync(bench, "liste.csv", "@anne:rupn.test\nRoy"), StringComparison.Ordinal);
        await SendAsync(bench, "liste.csv", "@anne:rupn.test");
        await bench.AskAsync("valider");

        var told = await bench.AskAsync("campagnes");
        Assert.Contains("Quelle formation", told, StringComparison.Ordinal);
        Assert.Contains("Par exemple : campagne resultats 1", told, StringComparison.Ordinal);
        Assert.DoesNotContain("fichier", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_survey_in_a_text_is_a_survey_though_a_campaign_waits_and_a_question_has_an_address()
    {
        await using var bench = await StartAsync();
        await bench.AskAsync(Poll);
        await SendAsync(bench, "enquete.txt", "Usages du numérique\n1. Écrivez-vous à anne@exemple.fr ?\n- oui\n- non");
        Assert.Equal("Usages du numérique", (await bench.Bot.Database.ReadAsync(db => db.Set<Survey>().SingleAsync(Token), Token)).Title);
    }

    [Theory]
    [InlineData("liste.csv", "Nom;Identifiant\nRoy;@anne:rupn.test\nMartin;@paul:rupn.test\n")]
    [InlineData("liste.txt", "@anne:rupn.test\n@paul:rupn.test")]
    public async Task It_is_for_these_people_once_agreed_to(string name, string list)
    {
        await using var bench = await StartAsync();
        await bench.AskAsync(Poll);
        var answer = await SendAsync(bench, name, list);
        Assert.StartsWith("Liste lue : 2 personnes.", answer, StringComparison.Ordinal);
        Assert.Contains("Pour : 2 personnes de la liste", answer, StringComparison.Ordinal);
        Assert.StartsWith("C'est parti", await bench.AskAsync("valider"), StringComparison.Ordinal);
        Assert.Equal([CampaignBench.ChatOf("anne"), CampaignBench.ChatOf("paul")], (await bench.PlacesAsync()).Select(place => place.RoomId).Order());
    }

    [Fact]
    public async Task It_takes_the_place_of_whom_the_campaign_was_for()
    {
        await using var bench = await StartAsync();
        await bench.AskAsync("campagne Quelle formation ?\nPix\nENT\nà : tous");
        await SendAsync(bench, "liste.csv", "@zoe:rupn.test");
        await bench.AskAsync("valider");
        Assert.Equal(CampaignBench.ChatOf("zoe"), Assert.Single(await bench.PlacesAsync()).RoomId);
    }

    [Fact]
    public async Task An_address_is_the_members_whose_ID_is_made_of_it_and_an_unknown_one_is_named_by_its_line()
    {
        await using var bench = await CampaignBench.StartAsync(new Dictionary<string, string[]> { ["Moulin"] = ["@lise.b-ac-poitiers.fr:agent.education.tchap.gouv.fr"] });
        await bench.AskAsync(Poll);
        var answer = await SendAsync(bench, "liste.csv", "Courriel\nlise.b@ac-poitiers.fr\npaul.m@ac-poitiers.fr");
        Assert.Contains("Liste lue : 1 personne.", answer, StringComparison.Ordinal);
        Assert.Contains("laissée de côté (ligne 3)", answer, StringComparison.Ordinal);
        Assert.Equal(["@lise.b-ac-poitiers.fr:agent.education.tchap.gouv.fr"], CampaignTarget.Read((await bench.CampaignAsync()).Target).People);
    }

    [Fact]
    public async Task With_a_line_that_names_nobody_nothing_is_changed_and_the_line_is_told()
    {
        await using var bench = await StartAsync();
        await bench.AskAsync("campagne Quelle formation ?\nPix\nENT\nà : tous");
        var before = (await bench.CampaignAsync()).Target;
        var answer = await SendAsync(bench, "liste.csv", "Identifiant\n@anne:rupn.test\n@paul\n" + string.Join('\n', Enumerable.Range(1, 12).Select(i => $"Personne {i}")));
        Assert.Contains("Je n'ai rien changé : 13 lignes ne nomment personne.", answer, StringComparison.Ordinal);
        Assert.Contains("ligne 3 : @paul", answer, StringComparison.Ordinal);
        Assert.Contains("Et 3 autres lignes.", answer, StringComparison.Ordinal);
        Assert.Equal(before, (await bench.CampaignAsync()).Target);
    }

    [Fact]
    public async Task A_list_longer_than_any_academys_is_refused_with_its_limits()
    {
        await using var bench = await StartAsync();
        await bench.AskAsync(Poll);
        Assert.Contains("5000 personnes et 10000 lignes au plus", await SendAsync(bench, "liste.csv", new string('\n', 10_001)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_campaign_it_says_what_to_do_first()
    {
        await using var bench = await StartAsync();
        Assert.Contains("Préparez d'abord", await SendAsync(bench, "liste.csv", "@anne:rupn.test"), StringComparison.Ordinal);
        Assert.Empty(await SentFiles.JobsAsync(bench.Bot));
    }

    [Fact]
    public async Task One_that_comes_after_the_campaign_left_changes_nothing()
    {
        await using var bench = await StartAsync();
        await bench.AskAsync("campagne Quelle formation ?\nPix\nENT\nà : tous");
        await SayFileAsync(bench, "liste.csv");
        await bench.AskAsync("valider");
        await SentFiles.DeliverAsync(bench.Bot, "@zoe:rupn.test");
        Assert.Contains("n'est plus en préparation", CampaignBench.BodyOf((await bench.Bot.OutboxAsync())[^1]), StringComparison.Ordinal);
        Assert.All(await bench.PlacesAsync(), place => Assert.Null(place.Person));
    }

    [Fact]
    public async Task A_text_that_names_nobody_at_all_is_the_survey_it_holds()
    {
        await using var bench = await StartAsync();
        await bench.AskAsync(Poll);
        await SendAsync(bench, "enquete.txt", "Usages\n1. Quel outil ?\n- ENT\n- Pix");
        Assert.Equal("Usages", await bench.Bot.Database.ReadAsync(db => db.Set<Survey>().Select(survey => survey.Title).SingleAsync(Token), Token));
        Assert.True(CampaignTarget.Read((await bench.CampaignAsync()).Target).IsListToCome);
    }

    [Theory]
    [InlineData("1", 1, false)]
    [InlineData("2", 0, true)]
    public async Task With_a_letter_at_hand_it_is_asked_what_the_file_is_for(string answer, int attachments, bool isList)
    {
        await using var bench = await StartAsync();
        await bench.AskAsync("lettre Bonjour à tous");
        await bench.AskAsync(Poll);
        await SayFileAsync(bench, "liste.csv");
        var asked = CampaignBench.BodyOf((await bench.Bot.OutboxAsync())[^1]);
        Assert.Contains("2. liste des personnes de la campagne « Quelle formation ? »", asked, StringComparison.Ordinal);
        await bench.AskAsync(answer);
        await SentFiles.DeliverAsync(bench.Bot, "@anne:rupn.test");
        Assert.Equal(attachments, await bench.Bot.Database.ReadAsync(db => db.Set<NewsletterFile>().CountAsync(Token), Token));
        Assert.Equal(!isList, CampaignTarget.Read((await bench.CampaignAsync()).Target).IsListToCome);
    }

    [Fact]
    public async Task The_list_of_a_campaign_that_was_agreed_to_is_kept_nowhere_but_in_its_places()
    {
        await using var bench = await StartAsync();
        await bench.AskAsync(Poll);
        await SendAsync(bench, "liste.csv", "@anne:rupn.test\n@nobody:rupn.test");
        await bench.AskAsync("valider");
        var campaign = await bench.CampaignAsync();
        Assert.DoesNotContain("@", campaign.Target, StringComparison.Ordinal);
        Assert.Empty(await SentFiles.JobsAsync(bench.Bot));
    }

    private static async Task<CampaignBench> StartAsync()
    {
        var bench = await CampaignBench.StartAsync();
        await bench.OpenChatAsync("anne", "paul", "zoe");
        return bench;
    }

    private static async Task<string> SendAsync(CampaignBench bench, string name, string content)
    {
        var before = (await bench.Bot.OutboxAsync()).Count;
        await SayFileAsync(bench, name);
        await SentFiles.DeliverAsync(bench.Bot, content);
        return string.Join('\n', (await bench.Bot.OutboxAsync()).Skip(before).Select(CampaignBench.BodyOf));
    }

    private static Task SayFileAsync(CampaignBench bench, string name) => bench.Bot.SyncAsync(new RoomBuilder(CampaignBench.Chat).Sends(CampaignBench.Editor, EventTypes.Message, SentFiles.Message(name), bench.Now));
}
