namespace RupnBot.Scheduling.Calendar;

/// <summary>What a published school year always looks like. A year that breaks a rule is a mistake, and would silence salons for months.</summary>
internal static class SchoolYearRules
{
    private const int LongestYear = 400;
    private const int LongestHoliday = 75;
    private const int MostHolidays = 150;

    public static string? FaultOf(SchoolYear year)
    {
        if (year.To <= year.From || Days(year.From, year.To) > LongestYear)
        {
            return $"{year.Name}: it must end after it begins, within {LongestYear} days";
        }

        foreach (var period in year.Periods)
        {
            if (period.Last < period.First || Days(period.First, period.Last) > LongestHoliday)
            {
                return $"{year.Name}: {period.First:yyyy-MM-dd} to {period.Last:yyyy-MM-dd} is not 1 to {LongestHoliday} days";
            }

            if (period.First < year.From || period.Last > year.To)
            {
                return $"{year.Name}: {period.First:yyyy-MM-dd} to {period.Last:yyyy-MM-dd} is outside the school year";
            }
        }

        var crowded = year.Zones.Where(zone => HolidaysOf(year, zone) > MostHolidays).ToList();
        return crowded is [] ? null : $"{year.Name}: more than {MostHolidays} days of holidays in zone {crowded[0]}";
    }

    private static int HolidaysOf(SchoolYear year, SchoolZone zone) =>
        year.Periods.Where(period => period.Zones.Contains(zone)).Sum(period => Days(period.First, period.Last));

    private static int Days(DateOnly first, DateOnly last) => last.DayNumber - first.DayNumber + 1;
}
