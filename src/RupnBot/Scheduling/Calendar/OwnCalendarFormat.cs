using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace RupnBot.Scheduling.Calendar;

/// <summary>The bot's own calendar document: school years, each with the days it speaks for and its periods.</summary>
internal static class OwnCalendarFormat
{
    private const int MaximumYears = 30;
    private const int MaximumPeriodsOfAYear = 60;

    public static IReadOnlyList<SchoolYear> Read(JsonElement years, List<string> warnings)
    {
        var read = new List<SchoolYear>();
        foreach (var element in years.EnumerateArray().Take(MaximumYears))
        {
            var (year, fault) = ReadYear(element);
            if (year is not null)
            {
                read.Add(year);
            }
            else
            {
                warnings.Add($"school year {read.Count + warnings.Count + 1}: {fault}");
            }
        }

        return read;
    }

    private static (SchoolYear? Year, string? Fault) ReadYear(JsonElement element)
    {
        if (Date(element, "from") is not { } from || Date(element, "to") is not { } to)
        {
            return (null, "\"from\" and \"to\" must be dates such as 2026-09-01");
        }

        if (!element.TryGetProperty("periods", out var periods)
            || periods.ValueKind != JsonValueKind.Array
            || periods.GetArrayLength() is 0 or > MaximumPeriodsOfAYear)
        {
            return (null, $"\"periods\" must hold 1 to {MaximumPeriodsOfAYear} periods");
        }

        var read = new List<SchoolHolidayPeriod>();
        foreach (var period in periods.EnumerateArray())
        {
            if (ReadPeriod(period) is not { } holiday)
            {
                return (null, $"period {read.Count + 1} needs \"zones\", \"first\" and \"last\"");
            }

            read.Add(holiday);
        }

        var zones = read.SelectMany(period => period.Zones).ToFrozenSet();
        var year = new SchoolYear(Text(element, "schoolYear") ?? $"{from.Year}-{to.Year}", from, to, zones, read);
        return SchoolYearRules.FaultOf(year) is { } fault ? (null, fault) : (year, null);
    }

    private static SchoolHolidayPeriod? ReadPeriod(JsonElement element)
    {
        if (Date(element, "first") is not { } first
            || Date(element, "last") is not { } last
            || !element.TryGetProperty("zones", out var named)
            || named.ValueKind != JsonValueKind.Array
            || named.GetArrayLength() is 0 or > 3)
        {
            return null;
        }

        var zones = new HashSet<SchoolZone>();
        foreach (var zone in named.EnumerateArray())
        {
            if (zone.ValueKind != JsonValueKind.String || SchoolZones.Parse(zone.GetString()) is not { } known)
            {
                return null;
            }

            zones.Add(known);
        }

        return new SchoolHolidayPeriod(Text(element, "name") ?? string.Empty, zones, first, last);
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static DateOnly? Date(JsonElement element, string name) =>
        DateOnly.TryParseExact(Text(element, name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;
}
