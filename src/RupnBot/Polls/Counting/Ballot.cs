
namespace RupnBot.Polls.Counting;

/// <summary>One vote as it was cast: a poll response, or a message that votes in words. The two are alike for the count.</summary>
/// <param name="EventId">The event that carried it; decides between two ballots of one instant.</param>
/// <param name="Voter">Who cast it, as an opaque word (a pseudonym): one word, one person, within one poll.</param>
/// <param name="Timestamp">The event's <c>origin_server_ts</c>, Unix milliseconds.</param>
/// <param name="Answers">The answer ids it names, empty to take a vote back, null when the response cannot be read.</param>
/// <param name="Redacted">Whether the event was removed since.</param>
public sealed record Ballot(EventId EventId, string Voter, long Timestamp, IReadOnlyList<string>? Answers, bool Redacted = false)
{
    /// <summary>A reaction: it names one choice and says nothing of the others.</summary>
    public bool IsMark { get; init; }

    /// <summary>Whether this one was cast after the other; the greater event id, in ordinal order, when both are of one instant.</summary>
    public bool Supersedes(Ballot other) => Timestamp != other.Timestamp ? Timestamp > other.Timestamp : EventId > other.EventId;
}
