using RupnBot.Matrix;
using RupnBot.Polls.Counting;

namespace RupnBot.Tests.Polls.Counting;

/// <summary>
/// Random histories against a second, deliberately plain reading of MSC3381. Few people, few answers and few instants,
/// so that repeated votes, ties, spoiled ballots and late ones are the common case.
/// </summary>
public sealed class PollCounterPropertyTests
{
    private static readonly string[] Ids = ["a", "b", "c", "d", "unknown"];

    [Fact]
    public void The_count_is_that_of_the_plain_reading_in_2000_random_histories()
    {
        for (var seed = 0; seed < 2000; seed++)
        {
            var (poll, ballots, end) = RandomHistory(new Random(seed));
            var tally = PollCounter.Count(poll, ballots, end);
            var (votes, voters, spoiled) = PlainCount(poll, ballots, end);
            var message = $"seed {seed}";
            Assert.True(votes.SequenceEqual(tally.Answers.Select(answer => answer.Votes)), message);
            Assert.True((voters, spoiled) == (tally.Voters, tally.Spoiled), message);
        }
    }

    [Fact]
    public void The_order_in_which_ballots_were_read_does_not_matter()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var (poll, ballots, end) = RandomHistory(random);
            var shuffled = ballots.ToArray();
            random.Shuffle(shuffled);
            Assert.Equal(PollCounter.Count(poll, ballots, end).Answers, PollCounter.Count(poll, shuffled, end).Answers);
        }
    }

    private static (PollDefinition Poll, List<Ballot> Ballots, PollEnd? End) RandomHistory(Random random)
    {
        var poll = new PollDefinition("?", [.. Ids[..^1].Select(id => new PollAnswer(id, id))], random.Next(0, 4));
        var ballots = Enumerable.Range(0, random.Next(0, 40)).Select(i => new Ballot(
            new EventId($"${random.Next(1000)}.{i}"),
            $"voter{random.Next(6)}",
            random.Next(12),
            random.Next(12) == 0 ? null : [.. Enumerable.Range(0, random.Next(5)).Select(_ => Ids[random.Next(20) == 0 ? 4 : random.Next(4)])],
            random.Next(5) == 0)).ToList();
        return (poll, ballots, random.Next(2) == 0 ? new PollEnd(new EventId("$end"), random.Next(12)) : null);
    }

    private static (List<int> Votes, int Voters, int Spoiled) PlainCount(PollDefinition poll, List<Ballot> ballots, PollEnd? end)
    {
        var accepted = new List<string[]>();
        var spoiled = 0;
        foreach (var own in ballots.Where(b => !b.Redacted && (end is null || b.Timestamp <= end.Timestamp)).GroupBy(b => b.Voter))
        {
            var last = own.OrderBy(b => b.Timestamp).ThenBy(b => b.EventId.Value, StringComparer.Ordinal).Last().Answers?.ToArray();
            if (last is null || last.Except(poll.Answers.Select(answer => answer.Id)).Any()) spoiled++;
            else if (last.Length > 0) accepted.Add([.. last.Take(Math.Max(1, poll.MaxSelections)).Distinct()]);
        }

        return ([.. poll.Answers.Select(answer => accepted.Count(ids => ids.Contains(answer.Id)))], accepted.Count, spoiled);
    }
}
