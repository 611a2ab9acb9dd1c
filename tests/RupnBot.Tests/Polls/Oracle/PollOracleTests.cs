using System.Text.Json;
using RupnBot.Matrix;

namespace RupnBot.Tests.Polls.Oracle;

/// <summary>The bot's reading and counting of a followed poll against <see cref="PollOracle"/>, from the same JSON.</summary>
public sealed class PollOracleTests
{
    private const int Histories = 10_000;

    [Fact]
    public void Counting_agrees_with_the_MSC_in_10000_random_histories()
    {
        var seen = (Votes: 0, Spoiled: 0, Closed: 0, Edited: 0, Redacted: 0);
        for (var seed = 0; seed < Histories; seed++)
        {
            var history = new RandomHistory(seed);
            var expected = PollOracle.Count(history.Events, RandomHistory.Start, new HashSet<string> { RandomHistory.Moderator });

            var (poll, tally, end) = OurCount.Of(history.Events);

            var message = $"seed {seed}: {JsonSerializer.Serialize(history.Events)}";
            Assert.True(expected.Votes.SequenceEqual(tally.Answers.Select(answer => (answer.Answer.Id, answer.Votes))), message);
            Assert.True((expected.Voters, expected.Spoiled, expected.Closed) == (tally.Voters, tally.Spoiled, end?.Timestamp), message);
            seen = (seen.Votes + tally.Voters, seen.Spoiled + tally.Spoiled, seen.Closed + (end is null ? 0 : 1), seen.Edited + (poll.EditedAt is null ? 0 : 1),
                seen.Redacted + history.Events.Count(item => item.GetProperty("type").GetString() == EventTypes.Redaction));
        }

        // Every rule had its chance, many times.
        Assert.True(seen is { Votes: > 10_000, Spoiled: > 5_000, Closed: > 2_000, Edited: > 2_000, Redacted: > 5_000 }, $"{seen}");
    }
}
