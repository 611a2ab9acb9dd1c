using System.Globalization;
using System.Resources;
using RupnBot.Scheduling.Calendar;

namespace RupnBot.Scheduling.Dates;

/// <summary>Days, hours and cadences as the bot repeats them: « lundi 30 novembre 2026 à 8 h », "Monday 30 November 2026 at 8:00 am".</summary>
public static class DateText
{
    private static readonly ResourceManager Texts = new("RupnBot.Scheduling.SchedulingTexts", typeof(DateText).Assembly);

    /// <summary>The whole date with its hour.</summary>
    public static string Full(DateTimeOffset instant, TimeZoneInfo zone, CultureInfo culture) => AtTime(
        Day(LocalInstant.DateOf(instant, zone), culture, withYear: true), LocalInstant.TimeOf(instant, zone), culture);

    /// <summary>The date with its hour, without the year: for what is at most some months away.</summary>
    public static string WithoutYear(DateTimeOffset instant, TimeZoneInfo zone, CultureInfo culture) => AtTime(
        Day(LocalInstant.DateOf(instant, zone), culture, withYear: false), LocalInstant.TimeOf(instant, zone), culture);

    /// <summary>The day alone.</summary>
    public static string Day(DateTimeOffset instant, TimeZoneInfo zone, CultureInfo culture, bool withYear = true) =>
        Day(LocalInstant.DateOf(instant, zone), culture, withYear);

    /// <summary>The day alone.</summary>
    public static string Day(DateOnly date, CultureInfo culture, bool withYear = true)
    {
        ArgumentNullException.ThrowIfNull(culture);
        return Text(withYear ? "Date.Full" : "Date.Short", culture)
            .Replace("{weekday}", date.ToString("dddd", culture), StringComparison.Ordinal)
            .Replace("{day}", DayOfMonth(date.Day, culture), StringComparison.Ordinal)
            .Replace("{month}", date.ToString("MMMM", culture), StringComparison.Ordinal)
            .Replace("{year}", date.ToString("yyyy", culture), StringComparison.Ordinal);
    }

    /// <summary>« 8 h », « 18 h 30 », "6:30 pm".</summary>
    public static string Time(TimeOnly time, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);

        // Half-day marks are read aloud letter by letter in capitals; nothing else here has capitals.
        var pattern = Text(time.Minute == 0 ? "Time.Hour" : "Time.HourMinutes", culture);
        return string.Concat(time.ToString(pattern, CultureInfo.InvariantCulture).Select(char.ToLowerInvariant));
    }

    /// <summary>« chaque lundi à 8 h ».</summary>
    public static string Rhythm(Cadence cadence, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(cadence);
        var text = cadence switch
        {
            Cadence.Daily => Text("Cadence.Daily", culture),
            Cadence.Weekly weekly => Text("Cadence.Weekly", culture).Replace("{weekday}", Name(weekly.Day, culture), StringComparison.Ordinal),
            Cadence.Monthly { Rule: MonthlyRule.OnDay day } => Text("Cadence.MonthlyDay", culture)
                .Replace("{day}", DayOfMonth(day.Day, culture), StringComparison.Ordinal),
            Cadence.Monthly { Rule: MonthlyRule.FirstWeekday weekday } => Text("Cadence.MonthlyWeekday", culture)
                .Replace("{weekday}", Name(weekday.Day, culture), StringComparison.Ordinal),
            _ => Text("Cadence.MonthlyFirstWorkingDay", culture),
        };
        return text.Replace("{time}", Time(cadence.Time, culture), StringComparison.Ordinal);
    }

    private static string AtTime(string date, TimeOnly time, CultureInfo culture) => Text("Date.AtTime", culture)
        .Replace("{date}", date, StringComparison.Ordinal)
        .Replace("{time}", Time(time, culture), StringComparison.Ordinal);

    private static string Name(DayOfWeek day, CultureInfo culture) => culture.DateTimeFormat.GetDayName(day);

    private static string DayOfMonth(int day, CultureInfo culture) =>
        day == 1 ? Text("Date.FirstOfMonth", culture) : day.ToString(CultureInfo.InvariantCulture);

    private static string Text(string key, CultureInfo culture) =>
        Texts.GetString(key, culture) ?? throw new MissingManifestResourceException($"The text {key} is missing.");
}
