namespace RupnBot.Almanac.Planning;

/// <summary>One date of the year: an event, or one date of those that repeat.</summary>
/// <param name="Occurrence">Which it is, through every revision of the calendar: a word made of the event's name and of the date first meant.</param>
/// <param name="StartsAt">A whole day begins at midnight on the bot's clock.</param>
/// <param name="EndsAt">When it is over; its start when nothing says.</param>
/// <param name="IsAllDay">Days rather than hours.</param>
/// <param name="Title">One line.</param>
/// <param name="Place">One line, or null.</param>
/// <param name="IsCancelled">It was to be, and is not.</param>
/// <param name="Alarms">When the calendar asks for reminders; none: at the usual time.</param>
public sealed record YearDate(string Occurrence, DateTimeOffset StartsAt, DateTimeOffset EndsAt, bool IsAllDay, string Title, string? Place, bool IsCancelled, IReadOnlyList<DateTimeOffset> Alarms)
{
    /// <summary>From here on nobody wants to be reminded.</summary>
    public DateTimeOffset Deadline => IsAllDay ? EndsAt : StartsAt;
}
