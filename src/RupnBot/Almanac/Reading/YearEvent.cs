namespace RupnBot.Almanac.Reading;

/// <summary>What is kept of an event of a calendar: when, what, where. Neither organiser nor guests, nor what was written beneath it.</summary>
/// <param name="Uid">Its name, the same through every revision (RFC 5545, section 3.8.4.7).</param>
/// <param name="Start">When, the first time.</param>
public sealed record YearEvent(string Uid, EventTime Start)
{
    /// <summary>Which date of the repetition of the same name this one stands for.</summary>
    public EventTime? RecurrenceId { get; init; }

    public int Sequence { get; init; }

    public bool IsCancelled { get; init; }

    /// <summary>When it is over; on whole days the first day it is no more.</summary>
    public EventTime? End { get; init; }

    public TimeSpan? Duration { get; init; }

    /// <summary>A rule of <see cref="RecurrenceText"/>; null when it does not repeat.</summary>
    public string? Rule { get; init; }

    public IReadOnlyList<EventTime> Added { get; init; } = [];

    public IReadOnlyList<EventTime> Excepted { get; init; } = [];

    public string Title { get; init; } = "";

    public string? Place { get; init; }

    public IReadOnlyList<EventAlarm> Alarms { get; init; } = [];
}

/// <summary>A reminder the calendar asks for.</summary>
/// <param name="Offset">From the start, or the end; before it when negative.</param>
/// <param name="FromEnd">From the end.</param>
/// <param name="At">An instant in place of an offset; of a repetition it is not heeded.</param>
public sealed record EventAlarm(TimeSpan Offset, bool FromEnd, DateTimeOffset? At);
