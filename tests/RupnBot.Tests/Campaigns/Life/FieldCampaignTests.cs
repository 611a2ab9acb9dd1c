using RupnBot.Bot.Rooms;
using RupnBot.Matrix;
using RupnBot.Surveys.Life;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Campaigns.Life;

/// <summary>
/// A campaign of the field's size: 452 référents invited, 197 answer eight questions, as in 2022/2023; each says in their direct chat what one
/// says there, and every share is exact. The year before, forty of them had answered.
/// </summary>
public sealed class FieldCampaignTests
{
    private const int Invited = 452;
    private const int Answering = 197;
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
    public async Task Of_452_invited_197_answer_which_is_43_6_per_cent_with_exact_shares_and_the_year_before_beside()
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
        // 30 of 40 from colleges: 75 %.
        await AnswerAsync(bench, names.Take(40).ToList(), school: 30, steering: 20);
        await CloseAsync(bench, Friday.AddYears(-1).AddDays(1));

        bench.Bot.Time.SetUtcNow(CampaignBench.Monday);
        await LaunchAsync(bench);
        Assert.Equal(Invited, (await bench.CampaignAsync()).Invited);
        await AnswerAsync(bench, names.Take(Answering).ToList(), school: 128, steering: 130);
        await CloseAsync(bench, Friday);

        var result = (await bench.Bot.OutboxAsync()).Where(row => row.Key?.StartsWith("campaign-result:", StringComparison.Ordinal) == true).Select(CampaignBench.BodyOf).Last();
        Assert.Contains("Taux de réponse : 43,6 % (197 personnes sur 452 invitées", result, StringComparison.Ordinal);
        // 128 and 69 of 197; 130 and 67 of 197; everybody has the ENT, the first 50 Pix too.
        foreach (var line in new[] { "Collège : 128, soit 65 %", "Lycée : 69, soit 35 %", "ENT : 197, soit 100 %", "Pix : 50, soit 25 %", "Moodle : 0, soit 0 %", "Oui : 130, soit 66 %", "Non : 67, soit 34 %", "Oui : 197, soit 100 %", "Non : 197, soit 100 %" })
            Assert.Contains(line, result, StringComparison.Ordinal);
        Assert.Contains("Par rapport à novembre 2025", result, StringComparison.Ordinal);
        // 65 % after 75 %, and 66 % after 50 %.
        Assert.Contains("Type d'établissement ? Collège \u221210 points, Lycée +10 points", result, StringComparison.Ordinal);
        Assert.Contains("Participez-vous au pilotage ? Oui +16 points, Non \u221216 points", result, StringComparison.Ordinal);
    }

    private static async Task LaunchAsync(CampaignBench bench)
    {
        await bench.AskAsync(Written);
        await bench.LaunchAsync("campagne enquête\nà : référents\nid : usages\nfin : vendredi 18h");
    }

    /// <summary>All say the same word of the conversation in one /sync, then the next.</summary>
    private static async Task AnswerAsync(CampaignBench bench, List<string> names, int school, int steering)
    {
        Func<int, string>[] words =
        [
            _ => "répondre", i => i < school ? "1" : "2", i => i < 50 ? "1 2" : "1", _ => "7", _ => "3", i => i < steering ? "1" : "2", _ => "2", _ => "1", _ => "2", _ => "envoyer",
        ];
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
