using RupnBot.Scheduling.Calendar;
using RupnBot.Scheduling.Dates;

namespace RupnBot.Scheduling.Slots;

/// <summary>
/// When a cadence comes round, and what to do with a slot now. Pure: the calendar, the zone and the hours are given, and now is an argument.
/// <list type="bullet">
/// <item>A slot meant for a day of school holidays is skipped, whatever the cadence.</item>
/// <item>On a week-end a daily or weekly slot is skipped; a monthly one, whose date the calendar chose, moves forward.</item>
/// <item>On a public holiday a daily slot is skipped; a weekly or monthly one moves forward to the next working day,
/// and is skipped when that is not before the next slot of its cadence.</item>
/// <item>An hour outside working hours is brought to their nearer end.</item>
/// </list>
/// </summary>
public sealed class SlotCalculator(WorkingTime time)
{
    /// <summary>A slot more than this late is not sent at an hour nobody chose, but the next working morning.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromHours(3);

    /// <summary>Monthly slots can move by weeks; those of the month before may still lie ahead.</summary>
    private const int DaysBefore = 40;

    private const int HorizonInDays = 800;

    /// <summary>The slots due later than <paramref name="instant"/>, in order, for about two years.</summary>
    public IEnumerable<Slot> After(Cadence cadence, DateTimeOffset instant)
    {
        ArgumentNullException.ThrowIfNull(cadence);
        var start = LocalInstant.DateOf(instant, time.TimeZone).AddDays(-DaysBefore);
        foreach (var nominal in NominalSlots.From(cadence, start, HorizonInDays, time))
        {
            if (Place(cadence, nominal) is { } date && DueOn(date, cadence.Time) is var due && due > instant)
            {
                yield return new Slot(nominal.Key, due);
            }
        }
    }

    /// <summary>The first slot due later than <paramref name="instant"/>; null only when the calendar leaves none in two years.</summary>
    public Slot? Next(Cadence cadence, DateTimeOffset instant) => After(cadence, instant).FirstOrDefault();

    /// <summary>What to do now with a slot of <paramref name="cadence"/>, as stored when it was foreseen.</summary>
    public SlotDecision Decide(Cadence cadence, Slot slot, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(slot);

        // The calendar may have been refreshed since the slot was stored.
        if (ReasonAgainst(LocalInstant.DateOf(slot.Due, time.TimeZone)) is { } reason)
        {
            return new SlotDecision.Skip(reason);
        }

        if (now < slot.Due)
        {
            return new SlotDecision.WaitUntil(slot.Due);
        }

        // Two slots never share a day: sent late, this one would come hours before the next.
        var later = WaitFor(slot, now);
        var day = LocalInstant.DateOf(later ?? now, time.TimeZone);
        var next = After(cadence, slot.Due).FirstOrDefault(other => other.Key != slot.Key);
        if (next is not null && LocalInstant.DateOf(next.Due, time.TimeZone) <= day)
        {
            return new SlotDecision.Skip(SkipReason.Superseded);
        }

        return later is { } instant ? new SlotDecision.WaitUntil(instant) : new SlotDecision.SendNow();
    }

    /// <summary>The instant itself within working time, otherwise the next opening: when a poll's result may be told.</summary>
    public DateTimeOffset NextAllowedInstant(DateTimeOffset instant) => time.NextWorkingInstant(instant);

    /// <summary>No published calendar speaks for the slot's day, which is then taken for term: to be told to the operators.</summary>
    public bool LacksCalendar(Slot slot)
    {
        ArgumentNullException.ThrowIfNull(slot);
        return time.LacksCalendar(LocalInstant.DateOf(slot.Due, time.TimeZone));
    }

    private DateTimeOffset? WaitFor(Slot slot, DateTimeOffset now)
    {
        if (!time.Contains(now))
        {
            return time.NextWorkingInstant(now);
        }

        var today = LocalInstant.DateOf(now, time.TimeZone);
        var isMorningAfter = today > LocalInstant.DateOf(slot.Due, time.TimeZone) && now - time.OpeningOf(today) <= Tolerance;
        return now - slot.Due <= Tolerance || isMorningAfter ? null : time.OpeningOf(time.NextWorkingDay(today));
    }

    private DateOnly? Place(Cadence cadence, NominalSlot nominal)
    {
        var reason = ReasonAgainst(nominal.Date);
        if (reason is null)
        {
            return nominal.Date;
        }

        var moves = (reason, cadence) is (SkipReason.PublicHoliday, not Cadence.Daily) or (SkipReason.Weekend, Cadence.Monthly);
        var next = moves ? time.NextWorkingDay(nominal.Date) : nominal.Next;
        return next < nominal.Next ? next : null;
    }

    private SkipReason? ReasonAgainst(DateOnly date)
    {
        if (time.IsWorkingDay(date))
        {
            return null;
        }

        if (time.Calendar.IsHoliday(date, time.SchoolZone))
        {
            return SkipReason.SchoolHoliday;
        }

        if (SchoolCalendar.IsWeekend(date))
        {
            return SkipReason.Weekend;
        }

        return SkipReason.PublicHoliday;
    }

    private DateTimeOffset DueOn(DateOnly date, TimeOnly hour)
    {
        var within = hour < time.Hours.Opening ? time.Hours.Opening : hour > time.Hours.Closing ? time.Hours.Closing : hour;
        return LocalInstant.At(date, within, time.TimeZone);
    }
}
