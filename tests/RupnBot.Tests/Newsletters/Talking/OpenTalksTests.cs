using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RupnBot.Almanac.Fetching;
using RupnBot.Bot.Jobs;
using RupnBot.Matrix;
using RupnBot.Newsletters.Records;
using RupnBot.Surveys.Opening;
using RupnBot.Surveys.Questions;
using RupnBot.Surveys.Records;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Newsletters.Talking;

/// <summary>An editor with a letter open and something else: whose are words and files that both wait for.</summary>
public sealed class OpenTalksTests
{
    private const string Asked = "Deux choses sont en cours ici";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_calendar_is_the_attachment_or_the_dates_of_a_salon_as_the_editor_says()
    {
        await using var bench = await WithLetterAsync();
        await OwnSalonAsync(bench);
        await SendCalendarAsync(bench);
        Assert.StartsWith("À quoi sert « film.ics » ?", await LastAsync(bench), StringComparison.Ordinal);
        await bench.SayAsync("1");
        Assert.Equal("film.ics", await bench.ReadAsync(db => db.Set<NewsletterFile>().Select(file => file.FileName).SingleAsync(Ct)));
        Assert.Empty(await CalendarsAsync(bench));

        await SendCalendarAsync(bench);
        await bench.SayAsync("2");
        var request = Assert.Single(await CalendarsAsync(bench));
        Assert.Equal((new RoomId("!anne:rupn.test"), "mxc://rupn.test/film", "film.ics"), (request.SalonId, request.Mxc, request.FileName));
    }

    [Fact]
    public async Task With_several_salons_the_next_question_is_for_which()
    {
        await using var bench = await WithLetterAsync();
        await OwnSalonAsync(bench);
        await bench.Bot.SyncAsync(RoomBuilder.Joined("!other:rupn.test", "Conseil pédagogique", LetterBench.Anne));
        await SendCalendarAsync(bench);
        await bench.SayAsync("2");
        Assert.StartsWith("Pour quel salon", await LastAsync(bench), StringComparison.Ordinal);
        await bench.SayAsync("1");
        Assert.Equal(new RoomId("!other:rupn.test"), Assert.Single(await CalendarsAsync(bench)).SalonId);
    }

    [Fact]
    public async Task A_calendar_in_reply_to_the_letter_needs_no_question()
    {
        await using var bench = await WithLetterAsync();
        await OwnSalonAsync(bench);
        await SendCalendarAsync(bench, await bench.EventOfAsync("Pour continuer"));
        Assert.Equal(1, await bench.ReadAsync(db => db.Set<NewsletterFile>().CountAsync(Ct)));
    }

    [Fact]
    public async Task Valider_is_for_the_letter_or_the_survey_that_is_prepared_as_the_editor_says()
    {
        await using var bench = await WithLetterAsync();
        await OwnSalonAsync(bench);
        await bench.SayAsync("à : tous");
        await bench.SayAsync("enquete Usages\n1. Quoi ?\n- ENT\n- Pix\nsalons : Salon d'Anne\nfin : vendredi 18h");
        await bench.SayAsync("valider");
        Assert.StartsWith(Asked, await LastAsync(bench), StringComparison.Ordinal);
        Assert.Contains("L'enquête « Usages », que vous préparez", await LastAsync(bench), StringComparison.Ordinal);
        await bench.SayAsync("2");
        Assert.Equal(NewsletterState.Draft, (await bench.LetterAsync()).State);
        Assert.NotEqual(SurveyState.Prepared, await bench.ReadAsync(db => db.Set<Survey>().Select(survey => survey.State).SingleAsync(Ct)));
        // Nothing else waits for it any more.
        await bench.SayAsync("valider");
        Assert.Equal(NewsletterState.Scheduled, (await bench.LetterAsync()).State);
    }

    [Fact]
    public async Task A_word_that_might_answer_a_survey_is_asked_about_and_goes_where_the_editor_says()
    {
        await using var bench = await WithLetterAsync();
        await AnsweringAsync(bench);
        await bench.SayAsync("test");
        Assert.StartsWith(Asked, await LastAsync(bench), StringComparison.Ordinal);
        await bench.SayAsync("2");
        Assert.Contains("test", await AnswersAsync(bench), StringComparison.Ordinal);
        Assert.Single(await bench.Bot.BodiesAsync(LetterBench.Chat), body => body == "Bonjour");
    }

    [Fact]
    public async Task A_reply_to_the_letter_is_about_the_letter_though_a_survey_waits_for_an_answer()
    {
        await using var bench = await WithLetterAsync();
        await AnsweringAsync(bench);
        await bench.SayAsync("corriger Bonsoir", await bench.EventOfAsync("Pour continuer"));
        Assert.Equal("Bonsoir", (await bench.LetterAsync()).Plain);
        Assert.DoesNotContain("Bonsoir", await AnswersAsync(bench), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_words_are_the_answer_a_survey_waits_for()
    {
        await using var bench = await WithLetterAsync();
        await AnsweringAsync(bench);
        await bench.SayAsync("Plus de tablettes");
        Assert.Contains("Plus de tablettes", await AnswersAsync(bench), StringComparison.Ordinal);
    }

    private static async Task<LetterBench> WithLetterAsync()
    {
        var bench = await LetterBench.StartAsync();
        await bench.SayAsync("lettre Bonjour");
        return bench;
    }

    private static Task OwnSalonAsync(LetterBench bench) => bench.Bot.SyncAsync(RoomBuilder.Joined("!anne:rupn.test", "Salon d'Anne", LetterBench.Anne));

    private static async Task SendCalendarAsync(LetterBench bench, string? replyTo = null)
    {
        var content = new Dictionary<string, object> { ["msgtype"] = "m.file", ["body"] = "film.ics", ["url"] = "mxc://rupn.test/film", ["info"] = new { mimetype = "text/calendar" } };
        if (replyTo is not null) content["m.relates_to"] = new Dictionary<string, object> { ["m.in_reply_to"] = new { event_id = replyTo } };
        await bench.Bot.SyncAsync(new RoomBuilder(LetterBench.Chat).Sends(LetterBench.Anne, EventTypes.Message, content, bench.Bot.Time.GetUtcNow()));
    }

    /// <summary>The editor is asked a question of a survey in the same chat.</summary>
    private static async Task AnsweringAsync(LetterBench bench)
    {
        await OwnSalonAsync(bench);
        var form = new SurveyForm("Besoins", [new("besoins", QuestionKind.Words, "De quoi auriez-vous besoin ?"), new("autre", QuestionKind.Words, "Et encore ?")]);
        await bench.Bot.Database.WriteAsync(
            db => bench.Bot.Get<SurveyOpener>().OpenAsync(
                db, new SurveyOpening(form, bench.Bot.Time.GetUtcNow().AddDays(7)) { Rooms = [new(new RoomId("!anne:rupn.test"))], Creator = new UserId(LetterBench.Karim), TellRoomId = LetterBench.Chat }, bench.Bot.Time.GetUtcNow(), Ct),
            Ct);
        await bench.SayAsync("répondre");
        Assert.Contains("De quoi auriez-vous besoin ?", string.Join('\n', await bench.Bot.BodiesAsync(LetterBench.Chat)), StringComparison.Ordinal);
    }

    private static Task<string> AnswersAsync(LetterBench bench) => bench.ReadAsync(db => db.Set<SurveyDraft>().Select(draft => draft.Answers).SingleAsync(Ct));

    private static async Task<List<CalendarRequest>> CalendarsAsync(LetterBench bench) =>
        [.. (await bench.ReadAsync(db => db.Set<Job>().Where(job => job.Kind == CalendarRequest.JobKind).ToListAsync(Ct))).Select(job => JsonSerializer.Deserialize<CalendarRequest>(job.Payload)!)];

    private static async Task<string> LastAsync(LetterBench bench) => (await bench.LastAsync()).Replace('\u00A0', ' ');
}
