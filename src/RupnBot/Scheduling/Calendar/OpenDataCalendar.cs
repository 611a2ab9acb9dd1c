using System.Text.Json;

namespace RupnBot.Scheduling.Calendar;

/// <summary>
/// Records of the data set <c>fr-en-calendrier-scolaire</c> (v2.1 <c>records</c> and <c>exports/json</c>): one record an academy, so the same
/// holiday comes many times. Departure is after the lessons of <c>start_date</c>, lessons begin again on the morning of <c>end_date</c>.
/// </summary>
internal static class OpenDataCalendar
{
    private const int MaximumRecords = 20_000;

    public static IReadOnlyList<SchoolYear> Read(JsonElement records, List<string> warnings)
    {
        if (records.GetArrayLength() > MaximumRecords)
        {
            warnings.Add($"more than {MaximumRecords} records");
            return [];
        }

        var holidays = records.EnumerateArray().Select(OpenDataHoliday.From).OfType<OpenDataHoliday>();
        var years = new List<SchoolYear>();
        foreach (var ofYear in holidays.GroupBy(holiday => (holiday.FirstYear, holiday.Zone)).OrderBy(group => group.Key))
        {
            var year = YearOf(ofYear.Key.FirstYear, ofYear.Key.Zone, ofYear);
            if (SchoolYearRules.FaultOf(year) is { } fault)
            {
                warnings.Add(fault);
                continue;
            }

            if (MissingFrom(year) is { } missing)
            {
                warnings.Add($"{year.Name}: zone {ofYear.Key.Zone} lacks {missing}");
                continue;
            }

            years.Add(year);
        }

        return years;
    }

    private static SchoolYear YearOf(int firstYear, SchoolZone zone, IEnumerable<OpenDataHoliday> records)
    {
        var zones = new HashSet<SchoolZone> { zone };
        var periods = records
            .GroupBy(record => record.Kind)
            .Select(kind => MostOften(kind))
            .OrderBy(record => record.First)
            .Select(record => new SchoolHolidayPeriod(record.Kind.ToString(), zones, record.First, record.Last))
            .ToList();

        // The last day of summer is that of the year: a return on 2 September is still this year's holiday on the 1st.
        var end = periods.Select(period => period.Last).Append(new DateOnly(firstYear + 1, 8, 31)).Max();
        return new SchoolYear($"{firstYear}-{firstYear + 1}", new DateOnly(firstYear, 9, 1), end, zones, periods);
    }

    /// <summary>One academy's slip must not decide for its zone.</summary>
    private static OpenDataHoliday MostOften(IEnumerable<OpenDataHoliday> records) =>
        records.GroupBy(record => (record.First, record.Last)).OrderByDescending(same => same.Count()).ThenBy(same => same.Key).First().First();

    private static SchoolHolidayKind? MissingFrom(SchoolYear year)
    {
        // The Ascension bridge is not granted every year.
        var names = year.Periods.Select(period => period.Name).ToHashSet(StringComparer.Ordinal);
        return Enum.GetValues<SchoolHolidayKind>()
            .Where(kind => kind != SchoolHolidayKind.Ascension && !names.Contains(kind.ToString()))
            .Select(kind => (SchoolHolidayKind?)kind)
            .FirstOrDefault();
    }
}
