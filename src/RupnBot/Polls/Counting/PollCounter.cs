using System.Numerics;

namespace RupnBot.Polls.Counting;

/// <summary>
/// Counts a poll by the rules of MSC3381, so that our result is the one every client shows.
/// </summary>
/// <remarks>
/// <para>Of one person's ballots the latest by <c>origin_server_ts</c> stands, even when it is invalid: it spoils, and the one
/// before does not come back. A redacted ballot has lost its relation to the poll, so there the one before does.</para>
/// <para>The MSC is silent on two ballots of one instant, and clients keep whichever arrived last. The count must not depend on
/// the order in which pages were read: the greater event id, in ordinal order, stands.</para>
/// </remarks>
public static class PollCounter
{
    /// <summary>Counts the ballots, given in any order; the same event may come twice.</summary>
    public static PollTally Count(PollDefinition poll, IReadOnlyList<Ballot> ballots, PollEnd? end)
    {
        var latest = LatestPerVoter(ballots, end?.Timestamp ?? long.MaxValue);
        var positions = Positions(poll);
        var votes = new int[poll.Answers.Count];
        var standing = new Dictionary<string, Ballot>(latest.Count, StringComparer.Ordinal);
        var spoiled = 0;

        foreach (var (voter, ballot) in latest)
        {
            if (Choices(ballot, poll.MaxSelections, positions) is not { } choices)
            {
                spoiled++;
                continue;
            }

            if (choices == 0) continue; // An empty list takes the vote back.
            standing.Add(voter, ballot);
            for (; choices != 0; choices &= choices - 1) votes[BitOperations.TrailingZeroCount(choices)]++;
        }

        return new PollTally([.. poll.Answers.Zip(votes, (answer, count) => new AnswerVotes(answer, count))], standing.Count, spoiled, standing);
    }

    private static Dictionary<string, Ballot> LatestPerVoter(IReadOnlyList<Ballot> ballots, long lastInstant)
    {
        var latest = new Dictionary<string, Ballot>(StringComparer.Ordinal);
        foreach (var ballot in ballots)
        {
            // A vote from before the start event counts: clocks drift (MSC3381). One after the end never happened.
            if (ballot.Redacted || ballot.Timestamp > lastInstant) continue;
            if (!latest.TryGetValue(ballot.Voter, out var known) || ballot.Supersedes(known)) latest[ballot.Voter] = ballot;
        }

        return latest;
    }

    // Should a foreign poll give one id to two answers, the first has it: nothing in a response tells them apart.
    private static Dictionary<string, int> Positions(PollDefinition poll)
    {
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < poll.Answers.Count; i++) positions.TryAdd(poll.Answers[i].Id, i);
        return positions;
    }

    /// <summary>The chosen positions as a set of bits (a poll has at most 20 answers); null when the ballot is spoiled.</summary>
    private static uint? Choices(Ballot ballot, int maxSelections, Dictionary<string, int> positions)
    {
        if (ballot.Answers is not { } answers) return null;
        var choices = 0u;
        for (var i = 0; i < answers.Count; i++)
        {
            // "If any of the supplied answers is unknown": also one that the cut to max_selections would have dropped.
            if (!positions.TryGetValue(answers[i], out var position)) return null;
            // Cut first, then drop duplicates: [A, A, B] with two selections is A alone.
            if (i < maxSelections) choices |= 1u << position;
        }

        return choices;
    }
}
