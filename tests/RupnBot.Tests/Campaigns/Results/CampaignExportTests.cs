using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Jobs;
using RupnBot.Bot.Outbox;
using RupnBot.Campaigns.Results;
using RupnBot.Matrix;
using RupnBot.Surveys.Life;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Campaigns.Results;

/// <summary>What <c>campagne export</c>, <c>export json</c> and <c>resultats image</c> give the editor.</summary>
public sealed class CampaignExportTests
{
    private static readonly RoomId Moulin = CampaignBench.RoomOf("Moulin");
    private static readonly RoomId Reaumur = CampaignBench.RoomOf("Réaumur");
    private static readonly DateTimeOffset Friday = new(2026, 11, 27, 18, 0, 0, TimeSpan.FromHours(1));
    private static readonly string[] Names = ["anne", "paul", "zoe", "karim", "lise", "marc"];
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G'];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_table_has_the_whole_first_and_then_each_salon_of_five_voters_or_more()
    {
        await using var bench = await PolledAsync();
        await bench.CloseAsync(Friday);
        await bench.AskAsync("campagne export");
        var lines = await LinesAsync(bench);
        Assert.StartsWith("Salon;UAI;Département;Question;Réponse;Voix;Part des votants (%);Évolution (points);Votants;Personnes invitées;", lines[0], StringComparison.Ordinal);
        // Seven voters of eight: five of Moulin for Pix, two of Réaumur for the ENT, who are too few to be told apart.
        Assert.Equal(
            ["Ensemble;;;Quelle formation ?;Pix;5;71,4;;7;8", "Ensemble;;;Quelle formation ?;ENT;2;28,6;;7;8", "Moulin;;;Quelle formation ?;Pix;5;100,0;;5;5", "Moulin;;;Quelle formation ?;ENT;0;0,0;;5;5"],
            lines.Skip(1).Select(line => string.Join(';', line.Split(';').Take(10))));
        Assert.All(lines.Skip(1), line => Assert.EndsWith(";2026-11-23 09:00;2026-11-27 18:00", line, StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains('@', StringComparison.Ordinal));
    }

    [Fact]
    public async Task While_it_runs_the_table_has_the_whole_alone()
    {
        await using var bench = await PolledAsync();
        await bench.AskAsync("campagne export");
        Assert.All((await LinesAsync(bench)).Skip(1), line => Assert.StartsWith("Ensemble;", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task For_programs_a_poll_is_counts_and_never_voters()
    {
        await using var bench = await PolledAsync();
        await bench.CloseAsync(Friday);
        await bench.AskAsync("campagne export json");
        var json = Encoding.UTF8.GetString(await bench.LastFileAsync());
        Assert.DoesNotContain("@", json, StringComparison.Ordinal);
        var poll = Assert.Single(JsonDocument.Parse(json).RootElement.EnumerateArray());
        Assert.Equal(("Quelle formation ?", 7, 8), (poll.GetProperty("question").GetString(), poll.GetProperty("voters").GetInt32(), poll.GetProperty("members").GetInt32()));
        Assert.Equal([("Pix", 5, 71), ("ENT", 2, 29)], poll.GetProperty("answers").EnumerateArray().Select(answer => (answer.GetProperty("answer").GetString(), answer.GetProperty("votes").GetInt32(), answer.GetProperty("percent").GetInt32())));
    }

    [Fact]
    public async Task For_programs_a_survey_is_its_questions_by_their_ids()
    {
        await using var bench = await SurveyedAsync();
        await bench.AskAsync("campagne export json");
        var survey = JsonDocument.Parse(await bench.LastFileAsync()).RootElement;
        Assert.Equal(("Usages", 6, 5), (survey.GetProperty("title").GetString(), survey.GetProperty("invited").GetInt32(), survey.GetProperty("answered").GetInt32()));
        var questions = survey.GetProperty("questions").EnumerateArray().ToDictionary(question => question.GetProperty("id").GetString()!, StringComparer.Ordinal);
        Assert.Equal([("ENT", 3, 60), ("Pix", 2, 40)], questions["outil"].GetProperty("choices").EnumerateArray().Select(choice => (choice.GetProperty("text").GetString(), choice.GetProperty("count").GetInt32(), choice.GetProperty("percent").GetInt32())));
        // 1, 2, 3, 4 and 5.
        Assert.Equal((3m, 3m), (questions["aise"].GetProperty("mean").GetDecimal(), questions["aise"].GetProperty("median").GetDecimal()));
        Assert.Equal(["Besoin 0", "Besoin 1", "Besoin 2", "Besoin 3", "Besoin 4"], questions["besoins"].GetProperty("words").EnumerateArray().Select(words => words.GetString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_table_of_a_survey_is_that_of_any_survey()
    {
        await using var bench = await SurveyedAsync();
        await bench.AskAsync("campagne export");
        var lines = await LinesAsync(bench);
        Assert.Contains("outil;Quel outil ?;;ENT;3;60,0;5;0", lines);
        Assert.Contains("aise;À l'aise ?;;(moyenne);3,0;;5;0", lines);
    }

    [Theory]
    [InlineData("campagne resultats image")]
    [InlineData("campagne export")]
    [InlineData("campagne export json")]
    public async Task Of_a_survey_that_runs_there_is_neither_picture_nor_file(string asked)
    {
        await using var bench = await SurveyedAsync(closes: false);
        Assert.Contains("Il n'y a rien à montrer", await bench.AskAsync(asked), StringComparison.Ordinal);
        Assert.Equal(0, await bench.Bot.Database.ReadAsync(db => db.Set<OutboxAttachment>().CountAsync(Token), Token));
    }

    [Fact]
    public async Task The_picture_of_a_poll_comes_with_the_whole_result_in_words()
    {
        await using var bench = await PolledAsync();
        await bench.AskAsync("campagne resultats image");
        var picture = Assert.Single(await DrawAsync(bench));
        Assert.Equal(CampaignBench.Chat, picture.RoomId);
        Assert.Contains("Pix : 5 voix, 71 %", CampaignBench.BodyOf(picture), StringComparison.Ordinal);
        Assert.Contains("Taux de réponse : 87,5 % (7 personnes sur 8 invitées", CampaignBench.BodyOf(picture), StringComparison.Ordinal);
        Assert.Equal(Png, (await bench.LastFileAsync())[..4]);
    }

    [Fact]
    public async Task Of_a_survey_each_question_with_choices_is_a_picture_drawn_once()
    {
        await using var bench = await SurveyedAsync();
        await bench.AskAsync("campagne resultats image");
        var bodies = (await DrawAsync(bench)).ConvertAll(CampaignBench.BodyOf);
        Assert.Equal(2, bodies.Count);
        Assert.Contains("ENT : 3 voix, 60 %", bodies[0], StringComparison.Ordinal);
        Assert.Contains("À l'aise ?", bodies[1], StringComparison.Ordinal);
        // The process ended between the drawing and the removal of the job: drawn again, they are sent once.
        Assert.Equal(2, (await DrawAsync(bench)).Count);
    }

    /// <summary>Eight people in two salons, one of them in both; seven vote.</summary>
    private static async Task<CampaignBench> PolledAsync()
    {
        var bench = await CampaignBench.StartAsync(new Dictionary<string, string[]>
        {
            ["Moulin"] = [.. new[] { "anne", "paul", "zoe", "hugo", "ines" }.Select(CampaignBench.Person)],
            ["Réaumur"] = [.. new[] { "karim", "lise", "marc", "paul" }.Select(CampaignBench.Person)],
        });
        await bench.LaunchAsync("campagne Quelle formation ?\nPix\nENT\nà : tous\nfin : vendredi 18h");
        foreach (var name in new[] { "anne", "paul", "zoe", "hugo", "ines" }) await bench.VoteAsync(name, Moulin, "a1");
        foreach (var name in new[] { "karim", "lise" }) await bench.VoteAsync(name, Reaumur, "a2");
        return bench;
    }

    /// <summary>Six people of a list; five answer.</summary>
    private static async Task<CampaignBench> SurveyedAsync(bool closes = true)
    {
        var bench = await CampaignBench.StartAsync(new Dictionary<string, string[]> { ["Moulin"] = [.. Names.Select(CampaignBench.Person)] });
        await bench.OpenChatAsync(Names);
        await bench.AskAsync("enquete Usages\n1. [outil] Quel outil ?\n- ENT\n- Pix\n2. [aise] À l'aise ? (échelle 1 à 5)\n3. [besoins] De quoi auriez-vous besoin ?");
        await bench.LaunchAsync("campagne enquête\nà : " + string.Join(' ', Names.Select(CampaignBench.Person)) + "\nfin : vendredi 18h");
        for (var i = 0; i < 5; i++)
            foreach (var said in new[] { "répondre", i < 3 ? "1" : "2", $"{i + 1}", $"Besoin {i}", "envoyer" })
                await bench.Bot.SyncAsync(new RoomBuilder(CampaignBench.ChatOf(Names[i])).Says(CampaignBench.Person(Names[i]), said, bench.Now));
        if (!closes) return bench;
        bench.Bot.Time.SetUtcNow(Friday);
        await bench.Bot.SyncAsync();
        await bench.RoundAsync();
        await bench.Bot.Get<SurveyRounds>().RunAsync(Token);
        await bench.RoundAsync();
        return bench;
    }

    private static async Task<List<string>> LinesAsync(CampaignBench bench)
    {
        var bytes = await bench.LastFileAsync();
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), bytes[..3]);
        return [.. Encoding.UTF8.GetString(bytes[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)];
    }

    /// <summary>Does the drawing that waits; its job stays.</summary>
    private static async Task<List<OutboxMessage>> DrawAsync(CampaignBench bench)
    {
        var job = await bench.Bot.Database.ReadAsync(db => db.Set<Job>().SingleAsync(job => job.Kind == CampaignImageJob.JobKind, Token), Token);
        var handler = ((IEnumerable<IJobHandler>)bench.Bot.Services.GetService(typeof(IEnumerable<IJobHandler>))!).OfType<CampaignImageJob>().Single();
        var store = await handler.RunAsync(new JobContext(job.Kind, job.Key, job.Payload, 1, job.CreatedAt), Token);
        await bench.Bot.Database.WriteAsync(store!, Token);
        return [.. (await bench.Bot.OutboxAsync()).Where(row => row.Key?.StartsWith("campaign-image:", StringComparison.Ordinal) == true)];
    }
}
