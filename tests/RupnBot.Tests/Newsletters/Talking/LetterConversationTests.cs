using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Jobs;
using RupnBot.Campaigns.Records;
using RupnBot.Matrix;
using RupnBot.Newsletters.Records;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Newsletters.Talking;

/// <summary>How a letter is prepared in words, and what begins none.</summary>
public sealed class LetterConversationTests
{
    private const string LongText = "Chères et chers collègues, voici le programme des ateliers de janvier. Ils durent une heure chacun, au CDI, et se font sans inscription : mardi Pix, jeudi la classe mobile, vendredi les vidéos. Chacun vient quand il veut, avec ses questions et, s'il le souhaite, avec une classe entière. À bientôt !";

    [Fact]
    public async Task A_remark_begins_no_letter()
    {
        await using var bench = await LetterBench.StartAsync();
        await bench.SayAsync("Merci, c'est très bien comme ça");
        Assert.Equal(0, await CountAsync(bench));
    }

    [Fact]
    public async Task A_long_text_is_offered_to_become_one_and_left_when_it_is_none()
    {
        await using var bench = await LetterBench.StartAsync();
        await bench.SayAsync(LongText);
        Assert.StartsWith("Est-ce une lettre", await bench.LastAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(bench));
        await bench.SayAsync("2");
        Assert.Equal(0, await CountAsync(bench));
        await bench.SayAsync(LongText);
        await bench.SayAsync("1");
        Assert.StartsWith("Chères et chers collègues", (await bench.LetterAsync()).Plain, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_preview_is_what_salons_get_and_says_how_many()
    {
        await using var bench = await LetterBench.StartAsync(salons: 3);
        await bench.ValidatedAsync("#### Ateliers\n- mardi\n- jeudi");
        var shown = (await bench.Bot.OutboxAsync()).First(row => row.RoomId == LetterBench.Chat && row.Content.Contains("m.text", StringComparison.Ordinal));
        await bench.FinishAsync();
        var sent = (await bench.Bot.OutboxAsync()).First(row => row.RoomId == bench.Salons[0] && row.Content.Contains("m.text", StringComparison.Ordinal));
        Assert.Equal(shown.Content.Replace(shown.TransactionId, "", StringComparison.Ordinal), sent.Content.Replace(sent.TransactionId, "", StringComparison.Ordinal));
        var recap = (await bench.Bot.BodiesAsync(LetterBench.Chat)).Last(body => body.Contains("Pour continuer", StringComparison.Ordinal));
        Assert.Contains("3 salons, 1 personne", recap, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_leaves_before_it_is_validated()
    {
        await using var bench = await LetterBench.StartAsync();
        await bench.SayAsync("lettre Bonjour");
        await bench.SayAsync("à : tous");
        await bench.SayAsync("envoyer");
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), Assert.Empty);
    }

    [Fact]
    public async Task It_leaves_at_its_hour()
    {
        await using var bench = await LetterBench.StartAsync();
        await bench.ValidatedAsync(when: "demain 8h");
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), Assert.Empty);
        bench.Bot.Time.Advance(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.FromHours(1)) - bench.Bot.Time.GetUtcNow());
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal(["Ateliers\n\nMardi à midi"], shown));
    }

    [Fact]
    public async Task Without_salons_or_words_it_cannot_be_validated()
    {
        await using var bench = await LetterBench.StartAsync();
        await bench.SayAsync("lettre Bonjour");
        await bench.SayAsync("valider");
        Assert.Contains("à qui ?", await bench.LastAsync(), StringComparison.Ordinal);
        Assert.Equal(NewsletterState.Draft, (await bench.LetterAsync()).State);
    }

    [Fact]
    public async Task An_hour_when_the_bot_does_not_write_becomes_the_next_working_morning()
    {
        await using var bench = await LetterBench.StartAsync();
        await bench.SayAsync("lettre Bonjour");
        await bench.SayAsync("à : tous");
        await bench.SayAsync("envoyer samedi 10h");
        Assert.Contains("lundi 30 novembre 2026 à 7 h 30", await bench.LastAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_stays_one_while_a_letter_is_prepared()
    {
        await using var bench = await LetterBench.StartAsync();
        await bench.SayAsync("lettre Bonjour");
        await bench.SayAsync("!annuler");
        await bench.SayAsync("statut");
        Assert.Equal(NewsletterState.Draft, (await bench.LetterAsync()).State);
        await bench.SayAsync("annuler");
        Assert.Equal(NewsletterState.Cancelled, (await bench.LetterAsync()).State);
    }

    [Fact]
    public async Task A_reply_that_says_nothing_known_is_told_what_can_be_said()
    {
        await using var bench = await LetterBench.StartAsync();
        await bench.SayAsync("lettre Bonjour");
        await bench.SayAsync("c'est bien", await bench.EventOfAsync("Pour continuer"));
        Assert.Contains("« corriger … »", await bench.LastAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_is_corrected_and_shown_anew()
    {
        await using var bench = await LetterBench.StartAsync();
        await bench.SayAsync("lettre Bonjour");
        await bench.SayAsync("corriger Bonsoir", await bench.EventOfAsync("Pour continuer"));
        Assert.Equal("Bonsoir", (await bench.LetterAsync()).Plain);
        Assert.Contains("Bonsoir", await bench.Bot.BodiesAsync(LetterBench.Chat));
    }

    [Fact]
    public async Task Of_a_long_one_a_summary_with_a_link_is_proposed()
    {
        await using var bench = await LetterBench.StartAsync();
        await bench.SayAsync("lettre #### Ateliers\n" + string.Concat(Enumerable.Repeat("Une phrase de quelques mots. ", 60)));
        Assert.Contains("« résumé »", await bench.LastAsync(), StringComparison.Ordinal);
        await bench.SayAsync("résumé");
        Assert.Contains("n'a pas de lien", await bench.LastAsync(), StringComparison.Ordinal);
        await bench.SayAsync("résumé https://exemple.fr/lettre");
        var letter = await bench.LetterAsync();
        Assert.EndsWith("Lire la suite (https://exemple.fr/lettre)", letter.Plain, StringComparison.Ordinal);
        Assert.InRange(letter.Plain.Length, 100, 700);
    }

    [Fact]
    public async Task A_test_shows_it_again_in_the_chat_alone()
    {
        await using var bench = await LetterBench.StartAsync();
        await bench.SayAsync("lettre Bonjour");
        await bench.SayAsync("test");
        Assert.Equal(2, (await bench.Bot.BodiesAsync(LetterBench.Chat)).Count(body => body == "Bonjour"));
        Assert.All(await bench.ShownEverywhereAsync(), Assert.Empty);
    }

    [Fact]
    public async Task A_link_alone_or_a_Markdown_file_is_read_first()
    {
        await using var bench = await LetterBench.StartAsync();
        await bench.SayAsync("lettre https://exemple.fr/lettre");
        await bench.Bot.SyncAsync(new RoomBuilder(LetterBench.Chat).Sends(LetterBench.Anne, EventTypes.Message, new { msgtype = "m.file", body = "lettre.md", url = "mxc://rupn.test/a" }, bench.Bot.Time.GetUtcNow()));
        var jobs = await bench.ReadAsync(db => db.Set<Job>().Where(job => job.Kind == "letter-content").Select(job => job.Payload).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal(2, jobs.Count);
        Assert.Contains(jobs, payload => payload.Contains("https://exemple.fr/lettre", StringComparison.Ordinal));
        Assert.Contains(jobs, payload => payload.Contains("mxc://rupn.test/a", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_a_campaign_waiting_too_it_is_asked_which_is_meant_and_a_reply_needs_no_question()
    {
        await using var bench = await LetterBench.StartAsync();
        await bench.SayAsync("lettre Bonjour");
        await bench.SayAsync("à : tous");
        await bench.SayAsync("campagne Prêts ? | oui | non | à : tous");
        await bench.SayAsync("valider");
        Assert.StartsWith("Deux choses sont en cours ici", await bench.LastAsync(), StringComparison.Ordinal);
        Assert.Equal(NewsletterState.Draft, (await bench.LetterAsync()).State);
        await bench.SayAsync("2");
        Assert.Equal(NewsletterState.Draft, (await bench.LetterAsync()).State);
        Assert.Equal(CampaignState.Running, await CampaignAsync(bench));
        await bench.SayAsync("campagne Prêtes ? | oui | non | à : tous");
        await bench.SayAsync("valider", await bench.EventOfAsync("Pour continuer"));
        Assert.Equal(NewsletterState.Scheduled, (await bench.LetterAsync()).State);
        Assert.Equal(CampaignState.Prepared, await CampaignAsync(bench));
    }

    [Fact]
    public async Task A_colleague_begins_none()
    {
        await using var bench = await LetterBench.StartAsync();
        await bench.Bot.SyncAsync(RoomBuilder.Direct("!karim:rupn.test", LetterBench.Karim));
        await bench.SayAsync(LetterBench.Karim, new RoomId("!karim:rupn.test"), "lettre Bonjour");
        await bench.SayAsync(LetterBench.Karim, new RoomId("!karim:rupn.test"), LongText);
        Assert.Equal(0, await CountAsync(bench));
    }

    private static Task<CampaignState> CampaignAsync(LetterBench bench) =>
        bench.ReadAsync(db => db.Set<Campaign>().OrderByDescending(campaign => campaign.Id).Select(campaign => campaign.State).FirstAsync(TestContext.Current.CancellationToken));

    private static Task<int> CountAsync(LetterBench bench) => bench.ReadAsync(db => db.Set<Newsletter>().CountAsync(TestContext.Current.CancellationToken));
}
