namespace RupnBot.Scheduling.Calendar;

/// <summary>When the bot may write by itself: the working hours of the working days of a school zone, on the wall clock of a time zone.</summary>
public sealed class WorkingTime(SchoolCalendar calendar, SchoolZone schoolZone, WorkingHours hours, TimeZoneInfo timeZone, bool everyDay = false)
{
    /// <summary>Longer than any holiday; a calendar that closes every day is a wrong calendar and does not stop the bot.</summary>
    private const int HorizonInDays = 200;

    public SchoolCalendar Calendar { get; } = calendar;

    public SchoolZone SchoolZone { get; } = schoolZone;

    public WorkingHours Hours { get; } = hours;

    public TimeZoneInfo TimeZone { get; } = timeZone;

    /// <summary>By the calendar, unless no day is closed.</summary>
    public bool IsWorkingDay(DateOnly date) => everyDay || Calendar.IsWorkingDay(date, SchoolZone);

    /// <summary>A working day only because nothing is known of it: to be told to the operators.</summary>
    public bool LacksCalendar(DateOnly date) => !everyDay && !Calendar.Covers(date, SchoolZone);

    public bool Contains(DateTimeOffset instant) =>
        IsWorkingDay(LocalInstant.DateOf(instant, TimeZone)) && Hours.Contains(LocalInstant.TimeOf(instant, TimeZone));

    /// <summary>The instant itself when it is within working time, otherwise the next opening.</summary>
    public DateTimeOffset NextWorkingInstant(DateTimeOffset instant)
    {
        if (Contains(instant))
        {
            return instant;
        }

        var today = LocalInstant.DateOf(instant, TimeZone);
        return IsWorkingDay(today) && LocalInstant.TimeOf(instant, TimeZone) < Hours.Opening
            ? OpeningOf(today)
            : OpeningOf(NextWorkingDay(today));
    }

    /// <summary>The opening of the first working day after the local day of <paramref name="instant"/>, or of that day when it has not come yet.</summary>
    public DateTimeOffset NextOpening(DateTimeOffset instant)
    {
        var today = LocalInstant.DateOf(instant, TimeZone);
        return IsWorkingDay(today) && instant <= OpeningOf(today) ? OpeningOf(today) : OpeningOf(NextWorkingDay(today));
    }

    /// <summary>The first working day after <paramref name="date"/>.</summary>
    public DateOnly NextWorkingDay(DateOnly date)
    {
        for (var ahead = 1; ahead <= HorizonInDays; ahead++)
        {
            var candidate = date.AddDays(ahead);
            if (IsWorkingDay(candidate))
            {
                return candidate;
            }
        }

        return date.AddDays(1);
    }

    public DateTimeOffset OpeningOf(DateOnly date) => LocalInstant.At(date, Hours.Opening, TimeZone);
}
