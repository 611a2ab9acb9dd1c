using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace RupnBot.Scheduling.Calendar;

/// <summary>The part of a working day in which the bot may write by itself: both ends are within it.</summary>
public readonly record struct WorkingHours
{
    public WorkingHours(TimeOnly opening, TimeOnly closing)
    {
        if (closing <= opening)
        {
            throw new ArgumentException("Working hours must close after they open, on the same day.", nameof(closing));
        }

        Opening = opening;
        Closing = closing;
    }

    public TimeOnly Opening { get; }

    public TimeOnly Closing { get; }

    /// <summary>7 h 30 to 18 h 30, as agreed with the field.</summary>
    public static WorkingHours Default { get; } = new(new TimeOnly(7, 30), new TimeOnly(18, 30));

    public bool Contains(TimeOnly localTime) => localTime >= Opening && localTime <= Closing;

    /// <summary>Reads <c>07:30-18:30</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out WorkingHours hours)
    {
        hours = default;
        var parts = text?.Split('-', StringSplitOptions.TrimEntries);
        if (parts is not [var from, var to]
            || !TimeOnly.TryParseExact(from, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var opening)
            || !TimeOnly.TryParseExact(to, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var closing)
            || closing <= opening)
        {
            return false;
        }

        hours = new WorkingHours(opening, closing);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Opening:HH\\:mm}-{Closing:HH\\:mm}");
}
