using System.Text;
using RupnBot.Bot.Jobs;
using RupnBot.Matrix;
using RupnBot.Newsletters.Records;
using RupnBot.Surveys.Files;
using RupnBot.Surveys.Records;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Surveys.Files;

/// <summary>An editor sends a survey as a file into their direct chat.</summary>
public sealed class SurveyFileConversationTests
{
    private const string Yaml = "titre: Usages du numérique\nfin: vendredi 18h\nquestions:\n  - question: Quel outil ?\n    réponses: [ENT, Pix]\n  - question: De quoi auriez-vous besoin ?\n";
    private const string Text = "enquete Usages du numérique\n1. Quel outil ?\n- ENT\n- Pix\nfin : vendredi 18h";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("enquete.yaml", Yaml)]
    [InlineData("enquete.yml", Yaml)]
    [InlineData("enquete.txt", Text)]
    [InlineData("enquete.txt", Yaml)]
    public async Task It_is_shown_as_one_that_was_written_in_the_chat_and_opened_at_the_same_word(string name, string content)
    {
        await using var bench = await SurveyBench.StartAsync();
        await SendAsync(bench, name, content);
        var shown = string.Join('\n', await bench.Bot.BodiesAsync(SurveyBench.ChatOf(SurveyBench.Editor)));
        Assert.Contains("Dans le salon, on lira", shown, StringComparison.Ordinal);
        Assert.Contains("Quel outil ?", shown, StringComparison.Ordinal);
        Assert.Equal(SurveyState.Prepared, Assert.Single(await bench.AllAsync<Survey>()).State);

        await bench.SayAsync(SurveyBench.Editor, "valider");
        var survey = Assert.Single(await bench.AllAsync<Survey>());
        Assert.Equal((SurveyState.Open, new DateTimeOffset(2026, 11, 27, 18, 0, 0, TimeSpan.FromHours(1))), (survey.State, survey.EndsAt));
    }

    [Theory]
    [InlineData("e.yaml", "titre: A\nquestions:\n  - question: Quoi ?\n    typ: texte", "Ligne 4")]
    [InlineData("e.txt", "A\n1. Quoi ?\n- ENT", "Ligne 3")]
    [InlineData("e.yaml", "titre: A\nfin: hier\nquestions:\n  - question: Quoi ?", "Ligne 2")]
    [InlineData("e.yaml", "titre: A\nquestions:\n  - question: Quoi ?\nfin: quand on voudra", "Ligne 4")]
    public async Task A_fault_names_the_line_of_the_file_and_nothing_is_prepared(string name, string content, string line)
    {
        await using var bench = await SurveyBench.StartAsync();
        await SendAsync(bench, name, content);
        Assert.StartsWith(line, await bench.LastAsync(SurveyBench.Editor), StringComparison.Ordinal);
        Assert.Empty(await bench.AllAsync<Survey>());
    }

    [Fact]
    public async Task Written_by_an_old_editor_its_accents_are_right()
    {
        await using var bench = await SurveyBench.StartAsync();
        await SendAsync(bench, "enquete.txt", Encoding.Latin1.GetBytes("Évaluation à l'été\n1. Déjà testé ?\n- Oui, très\n- Pas encore"));
        Assert.Equal("Évaluation à l'été", Assert.Single(await bench.AllAsync<Survey>()).Title);
    }

    [Fact]
    public async Task A_corrected_file_takes_the_place_of_the_one_shown_before()
    {
        await using var bench = await SurveyBench.StartAsync();
        await SendAsync(bench, "enquete.yaml", Yaml);
        await SendAsync(bench, "enquete.yaml", Yaml.Replace("Usages", "Tous les usages", StringComparison.Ordinal));
        Assert.Equal("Tous les usages du numérique", Assert.Single(await bench.AllAsync<Survey>()).Title);
    }

    [Fact]
    public async Task Read_twice_it_is_said_once()
    {
        await using var bench = await SurveyBench.StartAsync();
        await SayFileAsync(bench, "enquete.yaml");
        var job = Assert.Single(await bench.AllAsync<Job>(), job => job.Kind == SurveyFileJob.JobKind);
        await SentFiles.DeliverAsync(bench.Bot, Yaml);
        var said = (await bench.Bot.OutboxAsync()).Count;
        // The process ended between the storing and the removal of the job.
        await bench.Bot.Database.WriteAsync(
            db =>
            {
                db.Add(new Job { Kind = job.Kind, Key = job.Key, Payload = job.Payload, CreatedAt = job.CreatedAt, RunAt = job.RunAt });
                return Task.CompletedTask;
            },
            Ct);
        await SentFiles.DeliverAsync(bench.Bot, Yaml);
        Assert.Equal(said, (await bench.Bot.OutboxAsync()).Count);
        Assert.Single(await bench.AllAsync<Survey>());
    }

    [Fact]
    public async Task While_a_letter_is_being_prepared_it_is_a_survey_all_the_same()
    {
        await using var bench = await SurveyBench.StartAsync();
        await bench.SayAsync(SurveyBench.Editor, "lettre Bonjour à tous");
        await SendAsync(bench, "enquete.yaml", Yaml);
        Assert.Single(await bench.AllAsync<Survey>());
        Assert.Empty(await bench.AllAsync<NewsletterFile>());
    }

    [Fact]
    public async Task In_reply_to_a_letter_it_is_its_attachment()
    {
        await using var bench = await SurveyBench.StartAsync();
        await bench.SayAsync(SurveyBench.Editor, "lettre Bonjour à tous");
        await bench.SendAllAsync();
        var shown = (await bench.Bot.OutboxAsync()).Last(row => row.RoomId == SurveyBench.ChatOf(SurveyBench.Editor)).EventId!.Value;
        await SayFileAsync(bench, "enquete.yaml", shown.Value);
        Assert.Equal("enquete.yaml", Assert.Single(await bench.AllAsync<NewsletterFile>()).FileName);
        Assert.DoesNotContain(SurveyFileJob.JobKind, await SentFiles.JobsAsync(bench.Bot));
    }

    [Fact]
    public async Task A_markdown_file_is_a_letter_whatever_survey_is_being_prepared()
    {
        await using var bench = await SurveyBench.StartAsync();
        await SendAsync(bench, "enquete.yaml", Yaml);
        await SayFileAsync(bench, "lettre.md");
        Assert.Equal(["letter-content"], await SentFiles.JobsAsync(bench.Bot));
    }

    [Theory]
    [InlineData("1", 1, 0)]
    [InlineData("2", 0, 1)]
    public async Task With_a_letter_at_hand_a_text_is_asked_about_and_then_taken_for_what_was_said(string answer, int attachments, int surveys)
    {
        await using var bench = await SurveyBench.StartAsync();
        await bench.SayAsync(SurveyBench.Editor, "lettre Bonjour à tous");
        await SayFileAsync(bench, "enquete.txt");
        var asked = await bench.LastAsync(SurveyBench.Editor);
        Assert.Contains("À quoi sert «\u00a0enquete.txt\u00a0»\u00a0?", asked, StringComparison.Ordinal);
        Assert.Contains("1. pièce jointe de la lettre «\u00a0Bonjour à tous\u00a0»", asked, StringComparison.Ordinal);
        Assert.Contains("2. une enquête à préparer", asked, StringComparison.Ordinal);
        await bench.SayAsync(SurveyBench.Editor, answer);
        await SentFiles.DeliverAsync(bench.Bot, Text);
        Assert.Equal((attachments, surveys), ((await bench.AllAsync<NewsletterFile>()).Count, (await bench.AllAsync<Survey>()).Count));
    }

    [Fact]
    public async Task In_the_middle_of_a_survey_an_editor_may_send_another()
    {
        await using var bench = await SurveyBench.StartAsync();
        await bench.OpenAsync();
        await bench.SayAsync(SurveyBench.Editor, "répondre");
        await SendAsync(bench, "enquete.yaml", Yaml);
        Assert.Equal(2, (await bench.AllAsync<Survey>()).Count);
        await bench.SayAsync(SurveyBench.Editor, "1");
        Assert.Contains("2/5", await bench.LastAsync(SurveyBench.Editor), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_colleagues_file_is_not_looked_at()
    {
        await using var bench = await SurveyBench.StartAsync();
        var said = (await bench.Bot.OutboxAsync()).Count;
        await bench.Bot.SyncAsync(new RoomBuilder(SurveyBench.ChatOf("@c1:rupn.test")).Sends("@c1:rupn.test", EventTypes.Message, SentFiles.Message("enquete.yaml"), bench.Now));
        Assert.Empty(await SentFiles.JobsAsync(bench.Bot));
        Assert.Equal(said, (await bench.Bot.OutboxAsync()).Count);
    }

    private static async Task SendAsync(SurveyBench bench, string name, string content) => await SendAsync(bench, name, Encoding.UTF8.GetBytes(content));

    private static async Task SendAsync(SurveyBench bench, string name, byte[] content)
    {
        await SayFileAsync(bench, name);
        await SentFiles.DeliverAsync(bench.Bot, content);
    }

    private static Task SayFileAsync(SurveyBench bench, string name, string? replyTo = null)
    {
        bench.Bot.Time.Advance(TimeSpan.FromSeconds(30));
        return bench.Bot.SyncAsync(new RoomBuilder(SurveyBench.ChatOf(SurveyBench.Editor)).Sends(SurveyBench.Editor, EventTypes.Message, SentFiles.Message(name, replyTo), bench.Now));
    }
}
