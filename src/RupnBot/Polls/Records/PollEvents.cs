using RupnBot.Matrix;

namespace RupnBot.Polls.Records;

/// <summary>A vote: an answer tapped in the poll, a reaction to it, or a message « vote 2 ». A redacted one is no longer here.</summary>
public sealed class PollBallot
{
    public EventId EventId { get; init; }

    public long PollId { get; init; }

    /// <summary>The campaign of the poll, so that all its votes are found together.</summary>
    public long? CampaignId { get; init; }

    /// <summary>The voter's pseudonym within this poll, or within its campaign.</summary>
    public required string Voter { get; init; }

    /// <summary><c>origin_server_ts</c>, Unix milliseconds.</summary>
    public long Timestamp { get; init; }

    /// <summary>JSON list of answer ids; null when the vote cannot be read, and so is spoiled.</summary>
    public string? Answers { get; init; }

    /// <summary>A reaction: it names one choice and says nothing of the others.</summary>
    public bool IsMark { get; init; }
}

/// <summary>An end sent by someone who may end the poll; which one counts is decided when all are known.</summary>
public sealed class PollEndEvent
{
    public EventId EventId { get; init; }

    public long PollId { get; init; }

    /// <summary><c>origin_server_ts</c>, Unix milliseconds.</summary>
    public long Timestamp { get; init; }
}

/// <summary>
/// An event removed, or a vote erased at its author's request, while polls run in the room: a page fetched before and stored after must not
/// bring it back.
/// </summary>
public sealed class SeenRedaction
{
    public EventId EventId { get; init; }

    public RoomId RoomId { get; init; }
}
