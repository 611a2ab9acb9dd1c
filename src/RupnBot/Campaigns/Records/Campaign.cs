using RupnBot.Matrix;

namespace RupnBot.Campaigns.Records;

/// <summary>Where a campaign stands; the order is that of time.</summary>
public enum CampaignState
{
    /// <summary>Shown to its editor, who has not agreed to it yet.</summary>
    Prepared = 0,

    /// <summary>It is going out, or out.</summary>
    Running = 1,

    /// <summary>No more is sent; its polls or its survey are being counted.</summary>
    Closing = 2,

    /// <summary>Counted; its editor is told within working hours.</summary>
    Closed = 3,

    /// <summary>Its editor was told.</summary>
    Told = 4,

    /// <summary>Taken back: what was out is being redacted, or is.</summary>
    Withdrawn = 5,
}

/// <summary>What is asked everywhere.</summary>
public enum CampaignKind
{
    Poll = 0,
    Survey = 1,
}

/// <summary>One poll or one survey in many places: people count once, whatever salons they are in.</summary>
public sealed class Campaign
{
    public long Id { get; init; }

    /// <summary>Random and never reused: what the pseudonyms of its voters are made with, the same in all its salons.</summary>
    public required string Key { get; init; }

    public CampaignKind Kind { get; init; }

    public CampaignState State { get; set; }

    /// <summary>The question of a poll, or the title of a survey.</summary>
    public required string Title { get; init; }

    /// <summary>The name by which it is found again next year, e.g. <c>besoins-de-formation</c>.</summary>
    public required string QuestionId { get; init; }

    /// <summary>JSON of what is asked: a <see cref="CampaignContent"/>, or the form of a survey.</summary>
    public required string Content { get; init; }

    /// <summary>JSON of whom it is for: see <see cref="CampaignTarget"/>.</summary>
    public required string Target { get; set; }

    /// <summary>The survey, once it is open.</summary>
    public long? SurveyId { get; set; }

    /// <summary>Who made it; forgotten on request.</summary>
    public UserId? Creator { get; set; }

    /// <summary>Where it was prepared, and its editor is told.</summary>
    public RoomId? TellRoomId { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its editor agreed to it.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When the last place was invited, or given up: from then on <see cref="Invited"/> stands.</summary>
    public DateTimeOffset? SentAt { get; set; }

    public DateTimeOffset EndsAt { get; set; }

    /// <summary>Where less than this share, in per cent, has answered, people are reminded.</summary>
    public int Quorum { get; init; }

    /// <summary>The reminders there are to be: 0 to 2.</summary>
    public int Reminders { get; init; }

    /// <summary>How many people were invited, each counted once; counted when the last place was invited, and not again.</summary>
    public int? Invited { get; set; }

    /// <summary>JSON of the <see cref="Results.CampaignResult"/>, once counted; a survey keeps its own.</summary>
    public string? Result { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    public bool IsRunning => State is CampaignState.Running;
}
