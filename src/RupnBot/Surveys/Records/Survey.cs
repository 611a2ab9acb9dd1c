using RupnBot.Matrix;
using RupnBot.Surveys.Questions;

namespace RupnBot.Surveys.Records;

/// <summary>Where a survey stands.</summary>
public enum SurveyState
{
    /// <summary>Shown to its editor, who has not agreed to it yet.</summary>
    Prepared = 0,

    /// <summary>It is being answered.</summary>
    Open = 1,

    /// <summary>Takes no more answers: those that wait are being mixed.</summary>
    Closing = 2,

    /// <summary>Over: what was sent is counted, what was not is erased.</summary>
    Closed = 3,

    /// <summary>Over, and its editor was told the results.</summary>
    Told = 4,
}

/// <summary>A survey. What it asks does not change once it is open: answers were given to those words.</summary>
public sealed class Survey
{
    public long Id { get; init; }

    /// <summary>Its own name, random and never reused: part of the pseudonyms of those who have answered.</summary>
    public required string Key { get; init; }

    public SurveyState State { get; set; }

    public required string Title { get; set; }

    /// <summary>JSON: the form.</summary>
    public required string Form { get; set; }

    /// <summary>Who made it; forgotten on request.</summary>
    public UserId? Creator { get; set; }

    /// <summary>Where it is being prepared, and its editor told the results.</summary>
    public RoomId? TellRoomId { get; set; }

    /// <summary>The salons its editor named, as they were written; null: asked when it is agreed to.</summary>
    public string? Audience { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? OpenedAt { get; set; }

    public DateTimeOffset EndsAt { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>How many people's answers are in the pool.</summary>
    public int Answered { get; set; }

    public SurveyForm FormOf() => SurveyJson.ReadForm(Form);
}

/// <summary>A salon whose members may answer.</summary>
public sealed class SurveyRoom
{
    public long SurveyId { get; init; }

    public RoomId RoomId { get; set; }

    /// <summary>The part of the whole that its members are counted under; null: none.</summary>
    public string? Group { get; init; }
}

/// <summary>Somebody who may answer without being in one of its salons; forgotten when it is over.</summary>
public sealed class SurveyInvitee
{
    public long SurveyId { get; init; }

    public UserId UserId { get; init; }

    /// <summary>The part of the whole that they are counted under; null: none.</summary>
    public string? Group { get; init; }
}
