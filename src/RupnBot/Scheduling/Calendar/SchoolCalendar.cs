namespace RupnBot.Scheduling.Calendar;

/// <summary>
/// What is known of working days. A date no published year covers is treated as term: the caller asks <see cref="Covers"/>
/// and alerts, because a missing calendar must not silence a salon for months.
/// </summary>
public sealed class SchoolCalendar(IReadOnlyList<SchoolYear> years, bool alsaceMoselle = false)
{
    public static SchoolCalendar Empty { get; } = new([]);

    /// <summary>The years known, those that decide first in front.</summary>
    public IReadOnlyList<SchoolYear> Years { get; } = years;

    /// <summary>The last day a zone's calendar speaks for, or null when it speaks for none: what to tell an operator.</summary>
    public DateOnly? CoveredUntil(SchoolZone zone) =>
        Years.Where(year => year.Zones.Contains(zone)).Select(year => (DateOnly?)year.To).Max();

    public bool Covers(DateOnly date, SchoolZone zone) => YearOf(date, zone) is not null;

    public bool IsHoliday(DateOnly date, SchoolZone zone) => YearOf(date, zone)?.IsHoliday(date, zone) ?? false;

    /// <summary>The holidays of a zone that are not over on this day, in their order.</summary>
    public IEnumerable<SchoolHolidayPeriod> HolidaysFrom(DateOnly date, SchoolZone zone) => Years
        // Of two versions of a year the one that decides.
        .SelectMany(year => year.Periods.Where(period => period.Zones.Contains(zone) && period.Last >= date && YearOf(period.First, zone) == year))
        .OrderBy(period => period.First);

    public bool IsPublicHoliday(DateOnly date) => PublicHolidays.Contains(date, alsaceMoselle);

    public static bool IsWeekend(DateOnly date) => date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    public bool IsWorkingDay(DateOnly date, SchoolZone zone) =>
        !IsWeekend(date) && !IsPublicHoliday(date) && !IsHoliday(date, zone);

    /// <summary>This calendar where <paramref name="newer"/> says nothing, <paramref name="newer"/> elsewhere.</summary>
    public SchoolCalendar RefreshedBy(SchoolCalendar newer) => new([.. newer.Years, .. Years], alsaceMoselle);

    public SchoolCalendar WithAlsaceMoselle(bool applies) => new(Years, applies);

    private SchoolYear? YearOf(DateOnly date, SchoolZone zone) => Years.FirstOrDefault(year => year.Covers(date, zone));
}
