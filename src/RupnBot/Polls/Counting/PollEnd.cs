using RupnBot.Matrix;

namespace RupnBot.Polls.Counting;

/// <summary>The event that closed a poll, and when.</summary>
/// <param name="EventId">The end event.</param>
/// <param name="Timestamp">Its <c>origin_server_ts</c>, Unix milliseconds: a vote of that very instant still counts.</param>
public sealed record PollEnd(EventId EventId, long Timestamp)
{
    /// <summary>
    /// The end that counts: of those sent by the poll's creator or by someone who may redact, the first by
    /// <c>origin_server_ts</c> (MSC3381, "Closing a poll"); by event id when two share an instant. Null while the poll is open.
    /// </summary>
    public static PollEnd? FirstValid(UserId creator, IEnumerable<PollEndCandidate> candidates) => candidates
        .Where(candidate => !candidate.Redacted && (candidate.Sender == creator || candidate.SenderMayRedact))
        .OrderBy(candidate => candidate.Timestamp)
        .ThenBy(candidate => candidate.EventId)
        .Select(candidate => new PollEnd(candidate.EventId, candidate.Timestamp))
        .FirstOrDefault();
}

/// <summary>An event that claims to close a poll.</summary>
/// <param name="EventId">The end event.</param>
/// <param name="Sender">Who sent it.</param>
/// <param name="Timestamp">Its <c>origin_server_ts</c>, Unix milliseconds.</param>
/// <param name="SenderMayRedact">Whether the sender's power level lets them redact other people's messages.</param>
/// <param name="Redacted">Whether it was removed since; it has then lost its relation to the poll.</param>
public sealed record PollEndCandidate(EventId EventId, UserId Sender, long Timestamp, bool SenderMayRedact, bool Redacted = false);
