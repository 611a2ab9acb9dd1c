using RupnBot.Polls.Series;

namespace RupnBot.Polls.Requests;

/// <summary>What was understood of the words after <c>sondage</c>: a <see cref="PollRequest"/> or a <see cref="PollRequestFault"/>.</summary>
public abstract record PollRequestReading;

/// <summary>A poll that can be started.</summary>
/// <param name="Question">The question, one line.</param>
/// <param name="Answers">2 to 20 different answers, one line each.</param>
/// <param name="EndText">What follows <c>fin:</c>, as it was written; null for the default duration.</param>
public sealed record PollRequest(string Question, IReadOnlyList<string> Answers, string? EndText = null) : PollRequestReading
{
    /// <summary>Several answers may be chosen: <c>choix: plusieurs</c>.</summary>
    public bool IsSeveral { get; init; }

    /// <summary>It comes back: <c>répéter: mois</c>.</summary>
    public PollRhythm? Repeat { get; init; }

    /// <summary>How many would have to come for a workshop: <c>seuil: 5</c>.</summary>
    public int? Threshold { get; init; }
}

/// <summary>Why no poll can be started yet.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Subject">The words it is about, if any, shortened to be quoted.</param>
/// <param name="Proposal">What was probably meant, for <see cref="PollRequestFaultKind.SplitNeedsConfirmation"/>.</param>
public sealed record PollRequestFault(PollRequestFaultKind Kind, string? Subject = null, PollRequest? Proposal = null) : PollRequestReading;

/// <summary>What can be wrong with a poll as it was written.</summary>
public enum PollRequestFaultKind
{
    /// <summary>Nothing where the question stands.</summary>
    MissingQuestion,

    /// <summary>A question of emoji or punctuation alone, which says nothing to whoever listens to it; the subject is the question.</summary>
    QuestionWithoutWords,

    /// <summary>No answer at all.</summary>
    MissingAnswers,

    /// <summary>One answer is no choice; the subject is the answer.</summary>
    OnlyOneAnswer,

    /// <summary>More answers than a poll has; the subject is their number.</summary>
    TooManyAnswers,

    /// <summary>The question is too long; the subject is its beginning.</summary>
    QuestionTooLong,

    /// <summary>An answer is too long; the subject is its beginning.</summary>
    AnswerTooLong,

    /// <summary>Two answers are the same but for case, accents or spaces; the subject is the second.</summary>
    DuplicateAnswer,

    /// <summary>Only commas, or slashes without spaces, part the answers, as they also stand within words: shown as a proposal.</summary>
    SplitNeedsConfirmation,

    /// <summary>A line looks like a setting that does not exist; the subject is its name.</summary>
    UnknownKey,

    /// <summary>A setting stands twice; the subject is its name.</summary>
    RepeatedKey,

    /// <summary>A setting has no value; the subject is its name.</summary>
    EmptyKey,

    /// <summary>Neither one nor several; the subject is what was written.</summary>
    BadChoice,

    /// <summary>No rhythm that exists; the subject is what was written.</summary>
    BadRepeat,

    /// <summary>No number of people; the subject is what was written.</summary>
    BadThreshold,

    /// <summary>A threshold, and no answer that says « je viens ».</summary>
    ThresholdWithoutAnswer,

    /// <summary>More answers than there are keys to tap, though several may be chosen; the subject is their number.</summary>
    TooManyForSeveral,

    /// <summary>The whole is longer than any poll.</summary>
    TooLong,
}
