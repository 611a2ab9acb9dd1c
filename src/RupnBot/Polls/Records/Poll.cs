using RupnBot.Matrix;

namespace RupnBot.Polls.Records;

/// <summary>A poll that is recorded: the bot's own, or one made with a client's button that its author or the référent asked to follow.</summary>
public sealed class Poll
{
    public long Id { get; init; }

    /// <summary>Unique and never reused.</summary>
    public required string Key { get; init; }

    /// <summary>The campaign it belongs to.</summary>
    public long? CampaignId { get; init; }

    /// <summary>The campaign's own key: someone who votes in two of its polls is one person in both.</summary>
    public string? CampaignKey { get; init; }

    /// <summary>It stands in somebody's direct chat: there nobody is told « 1 votant sur 1 ».</summary>
    public bool IsForOne { get; init; }

    /// <summary>What the voters' pseudonyms are made with.</summary>
    public string VoterScope => CampaignKey ?? Key;

    /// <summary>Where it was asked, and where its votes come.</summary>
    public RoomId RoomId { get; init; }

    /// <summary>Where its result goes: the same room, or what that room was upgraded to.</summary>
    public RoomId SalonId { get; set; }

    /// <summary>The start event; null until the server has taken ours.</summary>
    public EventId? StartEvent { get; set; }

    /// <summary>Rows of the outbox, for our own polls: the words that announce it, the poll, its end, its result.</summary>
    public long? TextRowId { get; set; }

    public long? StartRowId { get; set; }

    public long? EndRowId { get; set; }

    public long? ResultRowId { get; set; }

    public bool IsOwn { get; init; }

    public PollForm Form { get; init; }

    /// <summary>Who made a followed poll: may edit and end it. Erased once it has ended; never set for our own.</summary>
    public UserId? Creator { get; set; }

    public string Question { get; set; } = "";

    /// <summary>JSON of the answers, see <see cref="PollDefinitions"/>.</summary>
    public string Answers { get; set; } = "[]";

    public int MaxSelections { get; set; } = 1;

    /// <summary>JSON list of the instants that the answers stand for, Unix milliseconds; null unless it looks for a date.</summary>
    public string? Dates { get; init; }

    /// <summary>Of a date poll: how long people would meet, in minutes, and where.</summary>
    public int? Minutes { get; init; }

    public string? Place { get; init; }

    /// <summary>The series it is a round of, and the round's own name in it.</summary>
    public long? SeriesId { get; set; }

    public string? Slot { get; set; }

    /// <summary>How many would have to come, and when the référent was told that they do.</summary>
    public int? Threshold { get; init; }

    public DateTimeOffset? ThresholdToldAt { get; set; }

    public DateTimeOffset OpenedAt { get; set; }

    /// <summary>When our own poll closes itself; when following someone else's stops.</summary>
    public DateTimeOffset EndsAt { get; set; }

    public PollState State { get; set; }

    /// <summary>When we decided to close it; the end of the count if Matrix takes no end event from us.</summary>
    public DateTimeOffset? CloseAskedAt { get; set; }

    public EventId? EndEvent { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary><c>origin_server_ts</c> of the end that it was counted to: what came later is void, in a campaign's count too.</summary>
    public long? CountedTo { get; set; }

    /// <summary>JSON of the <see cref="StoredResult"/>, once counted.</summary>
    public string? Result { get; set; }

    /// <summary><c>origin_server_ts</c> of the latest edit of a followed poll.</summary>
    public long? EditedAt { get; set; }

    /// <summary>Votes went by before its start event was known, or while it was being read: what relates to it is to be read.</summary>
    public bool MissedVotes { get; set; }

    /// <summary>Where who started it is told of trouble; erased once the result is out.</summary>
    public RoomId? TellRoomId { get; set; }
}

/// <summary>How a poll is asked.</summary>
public enum PollForm
{
    /// <summary>By MSC3381's own events.</summary>
    Native = 0,

    /// <summary>By a message with a reaction for each choice: several may be chosen.</summary>
    Message = 1,
}

/// <summary>The life of a poll. The order is that of time: until <see cref="Closed"/> votes are taken.</summary>
public enum PollState
{
    /// <summary>Its start and earlier votes are being read.</summary>
    Following = 0,
    Open = 1,

    /// <summary>It has ended or shall end; our end event is awaited back, then all votes are read once more.</summary>
    Closing = 2,

    /// <summary>Counted; the result waits for working hours.</summary>
    Closed = 3,

    /// <summary>The result is in the outbox.</summary>
    Announced = 4,

    /// <summary>Its start was removed, or never left.</summary>
    Withdrawn = 5,
}
