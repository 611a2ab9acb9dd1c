using System.Security.Cryptography;
using System.Text.Json;
using RupnBot.Matrix;
using RupnBot.Surveys.Questions;

namespace RupnBot.Surveys.Records;

/// <summary>How far somebody is with a survey.</summary>
public enum DraftStage
{
    /// <summary>A question waits for its answer.</summary>
    Asking = 0,

    /// <summary>All is answered and shown, to be sent or corrected.</summary>
    Reviewing = 1,

    /// <summary>They said stop, and were asked whether to keep what they have.</summary>
    Stopping = 2,

    /// <summary>To be gone on with another day.</summary>
    Paused = 3,

    /// <summary>Sent: waits for others, to be mixed with theirs. Nothing of it can be changed any more.</summary>
    Sent = 4,

    /// <summary>The survey ended before they sent it: what they had said is erased, and they are yet to be told.</summary>
    Over = 5,
}

/// <summary>
/// One person's answers until they are mixed with those of others: linked to them, as they were told. Erased when they are mixed or given up;
/// when the survey ends, what they said is erased and who they are stays until they are told of it.
/// </summary>
public sealed class SurveyDraft
{
    /// <summary>Random: the order of the rows says nothing of the order of the people.</summary>
    public long Id { get; init; }

    public long SurveyId { get; init; }

    public UserId UserId { get; init; }

    /// <summary>The direct chat they answer in.</summary>
    public RoomId RoomId { get; set; }

    public DraftStage Stage { get; set; }

    /// <summary>The question that waits, counted from 0.</summary>
    public int Place { get; set; }

    /// <summary>JSON: <see cref="SurveyAnswers"/>.</summary>
    public string Answers { get; set; } = "{}";

    /// <summary>The part of the whole they are counted under, once sent.</summary>
    public string? Group { get; set; }

    /// <summary>JSON: the events they answered with, to be redacted where the bot may.</summary>
    public string Events { get; set; } = "[]";

    /// <summary>When they last said something; erased with the sending.</summary>
    public DateTimeOffset? LastAt { get; set; }

    /// <summary>Names the bot's messages of this conversation, to be erased and redacted.</summary>
    public required string Token { get; init; }

    public IReadOnlyList<EventId> EventsOf() => [.. (JsonSerializer.Deserialize<List<string>>(Events) ?? []).Select(id => new EventId(id))];

    public void Add(EventId said) => Events = JsonSerializer.Serialize(EventsOf().Append(said).Select(id => id.Value));
}

/// <summary>Somebody has answered: under a pseudonym, to count once and to remind only the others. Erased when the survey is over.</summary>
public sealed class SurveyParticipant
{
    /// <summary>Random, like every row's that could tell an order.</summary>
    public long Id { get; init; }

    public long SurveyId { get; init; }

    public required string Person { get; init; }
}

/// <summary>One answer to one question, of nobody: no instant, no order, and nothing that joins it to the same person's other answers.</summary>
public sealed class PooledAnswer
{
    /// <summary>Random; it is also the place in the file.</summary>
    public long Id { get; init; }

    public long SurveyId { get; init; }

    public required string QuestionId { get; init; }

    /// <summary>Only where five or more of the same group came together.</summary>
    public string? Group { get; set; }

    /// <summary>JSON: the answer.</summary>
    public required string Value { get; init; }
}

/// <summary>Keys that say nothing: 63 random bits.</summary>
internal static class RandomKey
{
    public static long Next() => BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))) & long.MaxValue;

    public static string Word() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
