using RupnBot.Matrix;
using RupnBot.Surveys.Questions;

namespace RupnBot.Surveys.Opening;

/// <summary>A survey to be opened, wherever the wish comes from: an editor's word, a campaign. It knows of no chat.</summary>
/// <param name="Form">What is asked.</param>
/// <param name="Ends">When it closes itself.</param>
public sealed record SurveyOpening(SurveyForm Form, DateTimeOffset Ends)
{
    /// <summary>Salons whose members may answer.</summary>
    public IReadOnlyList<SurveyAudience<RoomId>> Rooms { get; init; } = [];

    /// <summary>People who may answer, in whatever salons they are.</summary>
    public IReadOnlyList<SurveyAudience<UserId>> People { get; init; } = [];

    /// <summary>The invitation is written into the salons at once. A campaign says it in waves of its own (<see cref="SurveyWords.Invitation"/>).</summary>
    public bool Announces { get; init; } = true;

    public UserId? Creator { get; init; }

    /// <summary>Where the results are told when it is over; null: nowhere.</summary>
    public RoomId? TellRoomId { get; init; }
}

/// <summary>A salon or a person, and the part of the whole they are counted under.</summary>
/// <param name="Who">The salon or the person.</param>
/// <param name="Group">
/// Coarse, e.g. a department or a kind of school: answers wait until five of a group are there, and smaller groups are merged. Null: none.
/// </param>
public sealed record SurveyAudience<T>(T Who, string? Group = null);
