using System.Globalization;
using RupnBot.Scheduling.Calendar;
using RupnBot.Scheduling.Dates;

namespace RupnBot.Polls.Life;

/// <summary>When a result may be told, and how instants are written.</summary>
internal sealed class PollHours(CurrentWorkingTime time)
{
    public TimeZoneInfo Zone => time.Now.TimeZone;

    public bool AllowsNow(DateTimeOffset now) => time.Now.Contains(now);

    /// <summary>When what comes about at this instant may be told: at once, or at the next opening.</summary>
    public DateTimeOffset ToldAt(DateTimeOffset instant) => time.Now.NextWorkingInstant(instant);

    public string FullText(DateTimeOffset instant, CultureInfo culture) => DateText.Full(instant, Zone, culture);

    public string Text(DateTimeOffset instant, CultureInfo culture) => DateText.WithoutYear(instant, Zone, culture);
}
