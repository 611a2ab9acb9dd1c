using System.Text.Json;
using RupnBot.Bot.Outbox;
using RupnBot.Matrix;
using RupnBot.Surveys.Questions;
using RupnBot.Surveys.Records;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Surveys.Answering;

/// <summary>A colleague answers in the direct chat they opened.</summary>
public sealed class AnsweringTests
{
    private const string Anne = "@c1:rupn.test";

    [Fact]
    public async Task Before_the_first_question_it_is_said_how_confidential_it_is()
    {
        await using var bench = await StartAsync();
        await bench.SayAsync(Anne, "Répondre");
        var said = await bench.Bot.BodiesAsync(SurveyBench.ChatOf(Anne));
        Assert.Contains("Confidentiel, non anonyme\u00a0: l'équipe technique pourrait lire cette conversation.", said[^2], StringComparison.Ordinal);
        Assert.Contains("ceux qui exploitent Tchap pourraient lire", said[^2], StringComparison.Ordinal);
        Assert.DoesNotContain("anonymes", said[^2], StringComparison.Ordinal);
        Assert.StartsWith("1/5 Votre établissement", said[^1], StringComparison.Ordinal);
        Assert.Contains("3. Je préfère ne pas répondre", said[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_answered_question_by_question_corrected_and_sent()
    {
        await using var bench = await StartAsync();
        foreach (var words in new[] { "répondre", "college", "ent et pix", "8/10", "12 séances" }) await bench.SayAsync(Anne, words);
        Assert.StartsWith("5/5", await bench.LastAsync(Anne), StringComparison.Ordinal);
        await bench.SayAsync(Anne, "Sondages plus courts");
        var summary = await bench.LastAsync(Anne);
        Assert.Contains("1. Votre établissement ? Collège", summary, StringComparison.Ordinal);
        Assert.Contains("ENT, Pix", summary, StringComparison.Ordinal);
        Assert.Contains("8 sur 10", summary, StringComparison.Ordinal);
        Assert.Contains("Sondages plus courts", summary, StringComparison.Ordinal);
        await bench.SayAsync(Anne, "corriger 1");
        await bench.SayAsync(Anne, "2");
        Assert.Contains("1. Votre établissement ? Lycée", await bench.LastAsync(Anne), StringComparison.Ordinal);
        await bench.SayAsync(Anne, "envoyer");
        Assert.StartsWith("Merci", await bench.LastAsync(Anne), StringComparison.Ordinal);
        var draft = Assert.Single(await bench.AllAsync<SurveyDraft>());
        Assert.Equal(DraftStage.Sent, draft.Stage);
        Assert.Equal(new Chosen(["c2"]), SurveyJson.ReadAnswers(draft.Answers).To(SurveyBench.Form.Questions[0]));
    }

    [Fact]
    public async Task It_is_gone_on_with_after_a_restart_days_later()
    {
        await using var bench = await StartAsync();
        foreach (var words in new[] { "répondre", "1", "1 3" }) await bench.SayAsync(Anne, words);
        await bench.RestartAsync();
        bench.Bot.Time.Advance(TimeSpan.FromDays(3));
        await bench.SayAsync(Anne, "6");
        Assert.StartsWith("4/5", await bench.LastAsync(Anne), StringComparison.Ordinal);
        await bench.SayAsync(Anne, "arrêter");
        await bench.SayAsync(Anne, "1");
        await bench.SayAsync(Anne, "répondre");
        Assert.StartsWith("4/5", await bench.LastAsync(Anne), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_sent_while_the_bot_was_down_is_one()
    {
        await using var bench = await StartAsync();
        await bench.SayAsync(Anne, "répondre");
        bench.Bot.Time.Advance(TimeSpan.FromHours(20));
        await bench.SayAsync(Anne, "1", at: bench.Now.AddHours(-12));
        Assert.StartsWith("2/5", await bench.LastAsync(Anne), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_still_work_with_their_mark_and_where_no_words_would_do()
    {
        await using var bench = await StartAsync();
        await bench.SayAsync(Anne, "répondre");
        await bench.SayAsync(Anne, "statut");
        Assert.StartsWith("État", await bench.LastAsync(Anne), StringComparison.Ordinal);
        foreach (var words in new[] { "1", "1", "5", "3", "!statut" }) await bench.SayAsync(Anne, words);
        Assert.StartsWith("État", await bench.LastAsync(Anne), StringComparison.Ordinal);
        Assert.Equal(4, SurveyJson.ReadAnswers(Assert.Single(await bench.AllAsync<SurveyDraft>()).Answers).ByQuestion.Count);
        await bench.SayAsync(Anne, "statut des tablettes");
        Assert.Contains("statut des tablettes", await bench.LastAsync(Anne), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_good_morning_of_another_day_is_no_answer()
    {
        await using var bench = await StartAsync();
        foreach (var words in new[] { "répondre", "1", "1", "5", "3" }) await bench.SayAsync(Anne, words);
        bench.Bot.Time.Advance(TimeSpan.FromDays(1));
        await bench.SayAsync(Anne, "bonjour");
        Assert.Equal(4, SurveyJson.ReadAnswers(Assert.Single(await bench.AllAsync<SurveyDraft>()).Answers).ByQuestion.Count);
    }

    [Fact]
    public async Task One_person_answers_once()
    {
        await using var bench = await StartAsync();
        await bench.AnswerAsync(Anne);
        await bench.SayAsync(Anne, "répondre");
        Assert.Contains("déjà répondu", await bench.LastAsync(Anne), StringComparison.Ordinal);
        Assert.Single(await bench.AllAsync<SurveyParticipant>());
    }

    [Fact]
    public async Task Words_read_twice_count_once()
    {
        await using var bench = await StartAsync();
        await bench.SayAsync(Anne, "répondre");
        for (var i = 0; i < 2; i++) await bench.Bot.SyncAsync(new RoomBuilder(SurveyBench.ChatOf(Anne)).Says(Anne, "1", bench.Now, "$same"));
        Assert.StartsWith("2/5", await bench.LastAsync(Anne), StringComparison.Ordinal);
        Assert.Equal(3, (await bench.Bot.BodiesAsync(SurveyBench.ChatOf(Anne))).Count(body => !body.Contains("pas à pas", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Of_several_surveys_one_is_chosen_and_the_other_waits()
    {
        await using var bench = await StartAsync();
        await bench.OpenAsync(new SurveyForm("Numérique et santé", [new("q", QuestionKind.Words, "Quoi ?")]));
        await bench.SayAsync(Anne, "répondre");
        Assert.Contains("1. Usages du numérique\n2. Numérique et santé", await bench.LastAsync(Anne), StringComparison.Ordinal);
        await bench.SayAsync(Anne, "2");
        Assert.StartsWith("1/1 Quoi", await bench.LastAsync(Anne), StringComparison.Ordinal);
        await bench.SayAsync(Anne, "2");
        Assert.Contains("Quoi ? 2", await bench.LastAsync(Anne), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_in_no_salon_of_it_is_not_asked()
    {
        await using var bench = await StartAsync();
        await bench.Bot.SyncAsync(RoomBuilder.Direct("!chat-lise:rupn.test", "@lise:rupn.test"));
        await bench.SayAsync("@lise:rupn.test", "répondre");
        Assert.Contains("Aucune enquête", await bench.LastAsync("@lise:rupn.test"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erased_is_erased_and_can_be_begun_again()
    {
        await using var bench = await StartAsync();
        foreach (var words in new[] { "répondre", "1", "arrêter", "2" }) await bench.SayAsync(Anne, words);
        Assert.Empty(await bench.AllAsync<SurveyDraft>());
        await bench.SayAsync(Anne, "répondre");
        Assert.StartsWith("1/5", await bench.LastAsync(Anne), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_said_after_the_end_is_not_counted_and_erased()
    {
        await using var bench = await StartAsync();
        await bench.SayAsync(Anne, "répondre");
        bench.Bot.Time.Advance(TimeSpan.FromDays(8));
        await bench.SayAsync(Anne, "1");
        Assert.Contains("close", await bench.LastAsync(Anne), StringComparison.Ordinal);
        Assert.Empty(await bench.AllAsync<SurveyDraft>());
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(100, true)]
    public async Task Once_sent_the_questions_are_redacted_and_the_answers_where_the_bot_may(int level, bool all)
    {
        await using var bench = await StartAsync();
        var chat = SurveyBench.ChatOf(Anne);
        await bench.Bot.SyncAsync(new RoomBuilder(chat).Sends(Anne, EventTypes.PowerLevels, new { users = new Dictionary<string, int> { [Anne] = 100, [BotBench.Robot.Value] = level } }, bench.Now, stateKey: ""));
        foreach (var words in new[] { "répondre", "1", "1", "5", "3", "Rien" }) await bench.SayAsync(Anne, words);
        await bench.SendAllAsync();
        await bench.SayAsync(Anne, "envoyer");

        var rows = (await bench.Bot.OutboxAsync()).Where(row => row.RoomId == chat).ToList();
        var talk = rows.Where(row => row.Key?.StartsWith("survey-talk:", StringComparison.Ordinal) == true).ToList();
        var redactions = rows.Where(row => row.Kind == OutboxKind.Redaction).ToList();
        Assert.Equal(7, talk.Count);
        Assert.Equal(talk.Select(row => row.Id), redactions.Select(row => row.DependsOnId).OfType<long>());
        Assert.Equal(all ? 6 : 0, redactions.Count(row => row.Target is not null));
        Assert.Contains(all ? "mes questions et vos réponses" : "je n'ai pas le droit", JsonDocument.Parse(rows.Last(row => row.Kind == OutboxKind.Event).Content).RootElement.GetProperty("body").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_words_of_the_conversation_leave_the_outbox_once_they_are_sent()
    {
        await using var bench = await StartAsync();
        foreach (var words in new[] { "répondre", "1", "1", "5", "3", "Très particulier" }) await bench.SayAsync(Anne, words);
        await bench.SendAllAsync();
        Assert.Contains(await bench.Bot.OutboxAsync(), row => row.Content.Contains("particulier", StringComparison.Ordinal));
        await bench.RoundAsync();
        Assert.DoesNotContain(await bench.Bot.OutboxAsync(), row => row.Content.Contains("particulier", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_kept_of_a_person_is_shown_and_taken_back_until_it_is_mixed()
    {
        await using var bench = await StartAsync();
        await bench.AnswerAsync(Anne);
        await bench.SayAsync(Anne, "mes-donnees");
        Assert.Contains("attendent d'être mêlées", await bench.LastAsync(Anne), StringComparison.Ordinal);
        await bench.SayAsync(Anne, "oublie-moi");
        await bench.SayAsync(Anne, "1");
        Assert.Empty(await bench.AllAsync<SurveyDraft>());
        Assert.Empty(await bench.AllAsync<SurveyParticipant>());
    }

    private static async Task<SurveyBench> StartAsync()
    {
        var bench = await SurveyBench.StartAsync();
        await bench.OpenAsync();
        return bench;
    }
}
