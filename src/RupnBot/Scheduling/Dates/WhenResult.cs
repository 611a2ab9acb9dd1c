namespace RupnBot.Scheduling.Dates;

/// <summary>What a person's words about time mean: an instant, a question to ask, or a reason why not.</summary>
public abstract record WhenResult
{
    private WhenResult()
    {
    }

    /// <param name="Instant">Always later than the "now" it was read at.</param>
    /// <param name="Precision">How much of it the person named.</param>
    /// <param name="Remainder">The text after the date, as it was written; null when there is none.</param>
    public sealed record Understood(DateTimeOffset Instant, TimePrecision Precision, string? Remainder = null) : WhenResult;

    /// <summary>Two readings are as likely: ask, with <paramref name="Candidates"/> (two or more, none in the past) as the choices.</summary>
    public sealed record Ambiguous(WhenQuestion Question, IReadOnlyList<DateTimeOffset> Candidates) : WhenResult
    {
        public string ResourceKey => $"When.Question.{Question}";
    }

    /// <summary>Understood, but already over.</summary>
    public sealed record Past(DateTimeOffset Instant) : WhenResult
    {
        public const string ResourceKey = "When.Past";
    }

    public sealed record NotUnderstood(WhenFault Fault) : WhenResult
    {
        public string ResourceKey => $"When.Fault.{Fault}";
    }
}

/// <summary>How much the person named: the hour, a part of the day, or the day alone.</summary>
public enum TimePrecision
{
    Minute,
    PartOfDay,
    Day,
}

public enum WhenQuestion
{
    /// <summary>"lundi 8": eight o'clock, or the 8th?</summary>
    HourOrDay,

    /// <summary>"3/4" in English: 3 April, or 4 March?</summary>
    DayOrMonthFirst,

    /// <summary>"lundi 15" when the 15th is a Tuesday.</summary>
    WeekdayOrDate,
}

public enum WhenFault
{
    Empty,
    TooLong,
    NotADate,
    NoSuchDate,
    NoSuchTime,
    Contradiction,
    TooFar,
}
