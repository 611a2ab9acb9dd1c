using System.Text.Json;
using RupnBot.Bot.Rooms;
using RupnBot.Matrix;
using RupnBot.Surveys.Life;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Campaigns.Life;

/// <summary>
/// A campaign of the field's size: 452 référents invited, 197 answer eight questions, as in 2022/2023; each says in their direct chat what one
/// says there, and what is told of every question, and of its change since the year before, when forty had answered, is exact: it is worked out
/// here, from what was said, by other means than the product's.
/// </summary>
public sealed class FieldCampaignTests
{
    private const int Invited = 452;
    private const int Answering = 197;
    private const int AnsweringBefore = 40;
    private static readonly RoomId Salon = new("!referents:rupn.test");

    private const string Written = """
        enquete Usages du numérique
        1. Type d'établissement ?
        - Collège
        - Lycée
        2. Quels outils ? (plusieurs)
        - ENT
        - Pix
        - Moodle
        3. À l'aise ? (échelle 1 à 10)
        4. Combien de séances ? (nombre)
        5. Participez-vous au pilotage ?
        - Oui
        - Non
        6. Manque d'information ?
        - Oui
        - Non
        7. Ateliers organisés ?
        - Oui
        - Non
        8. Accessibilité connue ?
        - Oui
        - Non
        """;

    private static readonly DateTimeOffset Friday = new(2026, 11, 27, 18, 0, 0, TimeSpan.FromHours(1));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_452_invited_197_answer_which_is_43_6_per_cent_with_every_result_exact_and_the_year_before_beside()
    {
        var names = Enumerable.Range(1, Invited).Select(i => $"r{i}").ToList();
        await using var bench = await CampaignBench.StartAsync(new Dictionary<string, string[]>(), now: CampaignBench.Monday.AddYears(-1).AddDays(1));
        // They are members of the salon where référents meet, and named there.
        await bench.Bot.SyncAsync(RoomBuilder.Joined(Salon.Value, "Référents", [.. names.Select(CampaignBench.Person)]));
        await bench.Bot.Database.WriteAsync(
            db =>
            {
                db.AddRange(names.Select(name => new Referent { RoomId = Salon, UserId = new UserId(CampaignBench.Person(name)), NamedBy = new UserId(CampaignBench.Editor), NamedAt = bench.Now }));
                return Task.CompletedTask;
            },
            Token);
        await bench.OpenChatAsync(names);

        await LaunchAsync(bench);
        await AnswerAsync(bench, names.Take(AnsweringBefore).ToList(), FieldAnswers.Before);
        await CloseAsync(bench, Friday.AddYears(-1).AddDays(1));
        AssertExact(await LastResultAsync(bench), FieldAnswers.Before, AnsweringBefore);

        bench.Bot.Time.SetUtcNow(CampaignBench.Monday);
        await LaunchAsync(bench);
        Assert.Equal(Invited, (await bench.CampaignAsync()).Invited);
        await AnswerAsync(bench, names.Take(Answering).ToList(), FieldAnswers.Now);
        await CloseAsync(bench, Friday);

        var result = await LastResultAsync(bench);
        Assert.Contains("Taux de réponse : 43,6 % (197 personnes sur 452 invitées", result, StringComparison.Ordinal);
        Assert.Contains("197 personnes ont répondu.", result, StringComparison.Ordinal);
        AssertExact(result, FieldAnswers.Now, Answering);
        // Worked out by hand: 128 and 69 of 197 after 30 and 10 of 40.
        Assert.Contains("- Collège : 128, soit 65 %\n- Lycée : 69, soit 35 %", result, StringComparison.Ordinal);
        Assert.Contains("- Type d'établissement ? Collège \u221210 points, Lycée +10 points", result, StringComparison.Ordinal);
        AssertCompared(result);

        await bench.AskAsync("campagne export json");
        var json = JsonDocument.Parse(await bench.LastFileAsync()).RootElement;
        Assert.Equal([-10, 10], json.GetProperty("questions")[0].GetProperty("choices").EnumerateArray().Select(choice => choice.GetProperty("points").GetInt32()));
        Assert.Equal(FieldAnswers.MeanChange(2, Answering, AnsweringBefore), json.GetProperty("questions")[2].GetProperty("meanChange").GetDecimal());
    }

    private static void AssertExact(string result, FieldAnswers answers, int people)
    {
        for (var number = 1; number <= answers.Questions.Count; number++) Assert.Equal(answers.Told(number, people), Section(result, number, answers));
    }

    private static void AssertCompared(string result)
    {
        var lines = result[result.IndexOf("Par rapport à novembre 2025 :", StringComparison.Ordinal)..].Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
        Assert.Equal(FieldAnswers.Compared(Answering, AnsweringBefore), lines);
    }

    /// <summary>From one question's line to the next one's, or to the rate.</summary>
    private static string[] Section(string result, int number, FieldAnswers answers)
    {
        var start = result.IndexOf($"{number}. {answers.Questions[number - 1].Text}", StringComparison.Ordinal);
        var next = number < answers.Questions.Count ? $"{number + 1}. {answers.Questions[number].Text}" : "Taux de réponse";
        return result[start..result.IndexOf(next, StringComparison.Ordinal)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static async Task<string> LastResultAsync(CampaignBench bench) =>
        (await bench.Bot.OutboxAsync()).Where(row => row.Key?.StartsWith("campaign-result:", StringComparison.Ordinal) == true).Select(CampaignBench.BodyOf).Last();

    private static async Task LaunchAsync(CampaignBench bench)
    {
        await bench.AskAsync(Written);
        await bench.LaunchAsync("campagne enquête\nà : référents\nid : usages\nfin : vendredi 18h");
    }

    /// <summary>All say the same word of the conversation in one /sync, then the next.</summary>
    private static async Task AnswerAsync(CampaignBench bench, List<string> names, FieldAnswers answers)
    {
        Func<int, string>[] words = [_ => "répondre", .. answers.Questions.Select(question => question.Says), _ => "envoyer"];
        foreach (var word in words)
        {
            bench.Bot.Time.Advance(TimeSpan.FromMinutes(2));
            await bench.Bot.SyncAsync([.. names.Select((name, i) => new RoomBuilder(CampaignBench.ChatOf(name)).Says(CampaignBench.Person(name), word(i), bench.Now))]);
        }

        await bench.Bot.Get<SurveyRounds>().RunAsync(Token);
    }

    private static async Task CloseAsync(CampaignBench bench, DateTimeOffset at)
    {
        bench.Bot.Time.SetUtcNow(at);
        // The homeserver is heard after the end.
        await bench.Bot.SyncAsync();
        await bench.RoundAsync();
        await bench.Bot.Get<SurveyRounds>().RunAsync(Token);
        await bench.RoundAsync();
    }
}
