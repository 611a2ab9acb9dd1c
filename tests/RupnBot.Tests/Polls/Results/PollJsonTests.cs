using System.Text.Json;
using RupnBot.Polls.Results;

namespace RupnBot.Tests.Polls.Results;

public sealed class PollJsonTests
{
    [Fact]
    public void Counts_are_given_and_nobody_is_named()
    {
        var report = Reports.Of(12, 34, ("Tablettes", 7), ("« Pix »", 5));
        var earlier = new EarlierRound(report.Opened.AddMonths(-1), Reports.Of(10, 34, ("tablettes", 3)));

        var item = Assert.Single(JsonDocument.Parse(PollJson.Write([report with { Earlier = earlier }])).RootElement.EnumerateArray());

        Assert.Equal((12, 34), (item.GetProperty("voters").GetInt32(), item.GetProperty("members").GetInt32()));
        var answers = item.GetProperty("answers").EnumerateArray().ToList();
        Assert.Equal(("Tablettes", 7, 58, 28), (answers[0].GetProperty("answer").GetString(), answers[0].GetProperty("votes").GetInt32(), answers[0].GetProperty("percent").GetInt32(), answers[0].GetProperty("points").GetInt32()));
        Assert.False(answers[1].TryGetProperty("points", out _));
    }

    [Fact]
    public void Accents_stay_letters() =>
        Assert.Contains("« Été »", System.Text.Encoding.UTF8.GetString(PollJson.Write([Reports.Of(1, null, ("« Été »", 1), ("B", 0))])), StringComparison.Ordinal);
}
