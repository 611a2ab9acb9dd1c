using System.Globalization;
using System.Text.Json;

namespace RupnBot.Scheduling.Calendar;

/// <summary>One usable record of the open data, its instants turned into days without class.</summary>
internal sealed record OpenDataHoliday(int FirstYear, SchoolZone Zone, SchoolHolidayKind Kind, DateOnly First, DateOnly Last)
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    private static readonly (string Word, SchoolHolidayKind Kind)[] Words =
    [
        ("toussaint", SchoolHolidayKind.AllSaints),
        ("noel", SchoolHolidayKind.Christmas),
        ("hiver", SchoolHolidayKind.Winter),
        ("printemps", SchoolHolidayKind.Spring),
        ("ascension", SchoolHolidayKind.Ascension),
        ("vacances d'ete", SchoolHolidayKind.Summer),
    ];

    /// <summary>Null for what is not a pupils' holiday of a zone: teachers' days, Corsica, overseas, a broken record.</summary>
    public static OpenDataHoliday? From(JsonElement record)
    {
        if (record.ValueKind != JsonValueKind.Object
            || Text(record, "population") is "Enseignants"
            || SchoolZones.Parse(Text(record, "zones")) is not { } zone
            || KindOf(Text(record, "description")) is not { } kind
            || FirstYearOf(Text(record, "annee_scolaire")) is not { } year
            || DayOf(Text(record, "start_date")) is not { } start
            || DayOf(Text(record, "end_date")) is not { } end
            || start.Year < 1990 || end.Year > 2200)
        {
            return null;
        }

        return new OpenDataHoliday(year, zone, kind, FirstDay(kind, start), LastDay(kind, start, end));
    }

    private static DateOnly FirstDay(SchoolHolidayKind kind, DateOnly start)
    {
        if (kind == SchoolHolidayKind.Ascension)
        {
            // Given as the Friday, or as the Wednesday of departure: the day after Ascension Thursday either way.
            return PublicHolidays.EasterSunday(start.Year).AddDays(40);
        }

        // Pupils leave on a Saturday, or after the lessons of a week day (the summers of 2021 and 2022).
        return SchoolCalendar.IsWeekend(start) ? start : start.AddDays(1);
    }

    private static DateOnly LastDay(SchoolHolidayKind kind, DateOnly start, DateOnly end) => kind switch
    {
        SchoolHolidayKind.Ascension => PublicHolidays.EasterSunday(start.Year).AddDays(41),

        // « Début des Vacances d'Été » has no end: lessons never begin before 1 September.
        SchoolHolidayKind.Summer when end <= start => new DateOnly(start.Year, 8, 31),
        _ => end.AddDays(-1),
    };

    private static SchoolHolidayKind? KindOf(string? description)
    {
        if (description is null)
        {
            return null;
        }

        foreach (var (word, kind) in Words)
        {
            const CompareOptions Forgiving = CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace;
            if (CultureInfo.InvariantCulture.CompareInfo.IndexOf(description, word, Forgiving) >= 0)
            {
                return kind;
            }
        }

        return null;
    }

    private static int? FirstYearOf(string? schoolYear) =>
        schoolYear is { Length: 9 }
        && schoolYear[4] == '-'
        && int.TryParse(schoolYear.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var first)
        && int.TryParse(schoolYear.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var last)
        && last == first + 1
        && first is > 1990 and < 2200
            ? first
            : null;

    private static DateOnly? DayOf(string? text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? LocalInstant.DateOf(instant, Paris)
            : null;
    }

    private static string? Text(JsonElement record, string name) =>
        record.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
