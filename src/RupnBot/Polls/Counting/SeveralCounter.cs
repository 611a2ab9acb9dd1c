namespace RupnBot.Polls.Counting;

/// <summary>Counts a poll that is a message: reactions, each for one choice, and ballots in words, each for all of a person's choices.</summary>
/// <remarks>
/// <para>One person, one ballot: their latest ballot in words, and every choice they marked after it by a reaction that still stands. A ballot in
/// words thus replaces what was marked before it, and a reaction given later adds to it. Without a ballot in words the standing reactions count.</para>
/// <para>A reaction withdrawn was never given. The count depends only on the events that stand, never on the order in which they were read.</para>
/// </remarks>
public static class SeveralCounter
{
    /// <summary>Counts the ballots, given in any order; the same event may come twice.</summary>
    public static PollTally Count(PollDefinition poll, IReadOnlyList<Ballot> ballots, PollEnd? end)
    {
        var lastInstant = end?.Timestamp ?? long.MaxValue;
        var votes = new int[poll.Answers.Count];
        var standing = new Dictionary<string, Ballot>(StringComparer.Ordinal);
        foreach (var person in ballots.Where(ballot => !ballot.Redacted && ballot.Timestamp <= lastInstant).GroupBy(ballot => ballot.Voter, StringComparer.Ordinal))
        {
            var words = person.Where(ballot => !ballot.IsMark).Aggregate((Ballot?)null, (known, ballot) => known is null || ballot.Supersedes(known) ? ballot : known);
            var counted = person.Where(ballot => ballot.IsMark && (words is null || ballot.Supersedes(words)));
            var chosen = counted.Prepend(words).SelectMany(ballot => ballot?.Answers ?? []).ToHashSet(StringComparer.Ordinal);
            // A message has ten keys whatever it offers: one beyond its choices says nothing.
            var positions = Enumerable.Range(0, votes.Length).Where(i => chosen.Contains(poll.Answers[i].Id)).ToList();
            if (positions.Count == 0) continue;
            foreach (var position in positions) votes[position]++;
            var latest = person.Aggregate((known, ballot) => ballot.Supersedes(known) ? ballot : known);
            standing.Add(person.Key, latest with { Answers = [.. positions.Select(position => poll.Answers[position].Id)] });
        }

        return new PollTally([.. poll.Answers.Zip(votes, (answer, count) => new AnswerVotes(answer, count))], standing.Count, Spoiled: 0, standing);
    }
}
