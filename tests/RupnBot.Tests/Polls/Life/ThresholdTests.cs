using RupnBot.Matrix;

namespace RupnBot.Tests.Polls.Life;

public sealed class ThresholdTests
{
    [Fact]
    public async Task The_referent_is_told_once_when_enough_would_come_and_offered_to_look_for_a_date()
    {
        await using var bench = await WithPollAsync();
        await bench.VoteAsync(PollBench.Karim, "a1");
        await bench.RoundAsync();
        Assert.Empty(await ToldAsync(bench));

        await bench.VoteAsync(PollBench.Lise, "a1");
        await bench.RoundAsync();
        await bench.RestartAsync();
        await bench.VoteAsync(PollBench.Anne, "a1");
        await bench.RoundAsync();

        var told = Assert.Single(await ToldAsync(bench));
        Assert.Contains("2 personnes ont répondu «\u00a0Je viens\u00a0»", told, StringComparison.Ordinal);
        Assert.Contains("date Un atelier Pix | lun 12h30", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_told_at_night()
    {
        await using var bench = await WithPollAsync();
        bench.Bot.Time.Advance(TimeSpan.FromHours(12));
        await bench.VoteAsync(PollBench.Karim, "a1");
        await bench.VoteAsync(PollBench.Lise, "a1");
        await bench.RoundAsync();
        Assert.Empty(await ToldAsync(bench));

        bench.Bot.Time.Advance(TimeSpan.FromHours(12));
        await bench.RoundAsync();

        Assert.Single(await ToldAsync(bench));
    }

    [Fact]
    public async Task A_threshold_needs_an_answer_that_says_so()
    {
        await using var bench = await PollBench.StartAsync();

        await bench.SayAsync(PollBench.Anne, "!sondage Un atelier ? | Tablettes | Pix | seuil: 5");

        Assert.Contains("il faut une réponse qui commence par", (await bench.Bot.BodiesAsync(PollBench.Salon))[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("seuil: beaucoup", "Je ne comprends pas «\u00a0seuil\u00a0: beaucoup\u00a0»")]
    [InlineData("seuil: 0", "Je ne comprends pas «\u00a0seuil\u00a0: 0\u00a0»")]
    [InlineData("répéter: parfois", "Je ne comprends pas «\u00a0répéter\u00a0: parfois\u00a0»")]
    public async Task A_setting_that_is_not_understood_is_said(string setting, string said)
    {
        await using var bench = await PollBench.StartAsync();

        await bench.SayAsync(PollBench.Anne, $"!sondage Un atelier ? | Je viens | Non | {setting}");

        Assert.Contains(said, (await bench.Bot.BodiesAsync(PollBench.Salon))[^1], StringComparison.Ordinal);
    }

    private static async Task<PollBench> WithPollAsync()
    {
        var bench = await PollBench.StartAsync();
        await bench.Bot.SyncAsync(Bench.RoomBuilder.Direct("!anne:rupn.test", PollBench.Anne));
        await bench.SayAsync(PollBench.Anne, "!sondage Un atelier Pix ? | Je viens | Pas cette fois | seuil : 2");
        await bench.EchoAsync(EventTypes.PollStart, PollBench.Start);
        return bench;
    }

    private static async Task<List<string>> ToldAsync(PollBench bench) =>
        [.. (await bench.Bot.BodiesAsync(new RoomId("!anne:rupn.test"))).Where(body => body.Contains("Pour trouver une date", StringComparison.Ordinal))];
}
