using RupnBot.Demo.Colleagues;

namespace RupnBot.EndToEndTests.Kills;

/// <summary>How a poll must have ended: of each voter the latest vote.</summary>
internal sealed record PollTruth(string Question, string PollId, IReadOnlyDictionary<string, int> Votes)
{
    public bool IsResult(ReceivedEvent item) => Plain(item).StartsWith($"Résultat : {Question}", StringComparison.Ordinal);

    /// <summary>The result says it to the vote.</summary>
    public void AssertToldBy(ReceivedEvent result)
    {
        var text = Plain(result);
        Assert.Contains($"{Votes.Values.Sum()} votant", text, StringComparison.Ordinal);
        foreach (var (answer, votes) in Votes) Assert.Contains($"{answer} : {votes} voix", text, StringComparison.Ordinal);
        Assert.DoesNotContain("nul", text, StringComparison.Ordinal);
    }

    // French typography puts no-break spaces before the high signs.
    private static string Plain(ReceivedEvent item) => (item.Body ?? "").Replace('\u00a0', ' ').Replace('\u202f', ' ');
}
