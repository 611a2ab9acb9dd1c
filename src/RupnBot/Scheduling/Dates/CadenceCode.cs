using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace RupnBot.Scheduling.Dates;

/// <summary>A cadence as the database keeps it: <c>daily 08:00</c>, <c>weekly monday 08:00</c>, <c>monthly first 08:00</c>, <c>monthly 15 08:00</c>, <c>monthly monday 08:00</c>.</summary>
public static class CadenceCode
{
    public static string Write(Cadence cadence)
    {
        var time = cadence.Time.ToString("HH:mm", CultureInfo.InvariantCulture);
        return cadence switch
        {
            Cadence.Daily => $"daily {time}",
            Cadence.Weekly weekly => $"weekly {Name(weekly.Day)} {time}",
            Cadence.Monthly { Rule: MonthlyRule.FirstWorkingDay } => $"monthly first {time}",
            Cadence.Monthly { Rule: MonthlyRule.OnDay day } => string.Create(CultureInfo.InvariantCulture, $"monthly {day.Day} {time}"),
            Cadence.Monthly { Rule: MonthlyRule.FirstWeekday weekday } => $"monthly {Name(weekday.Day)} {time}",
            _ => throw new ArgumentOutOfRangeException(nameof(cadence)),
        };
    }

    public static bool TryRead(string? code, [NotNullWhen(true)] out Cadence? cadence)
    {
        cadence = null;
        var words = code?.Split(' ') ?? [];
        if (words is [] || !TimeOnly.TryParseExact(words[^1], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return false;
        }

        cadence = words switch
        {
            ["daily", _] => new Cadence.Daily(time),
            ["weekly", var name, _] when DayOf(name) is { } day => new Cadence.Weekly(day, time),
            ["monthly", "first", _] => new Cadence.Monthly(new MonthlyRule.FirstWorkingDay(), time),
            ["monthly", var name, _] when DayOf(name) is { } day => new Cadence.Monthly(new MonthlyRule.FirstWeekday(day), time),
            ["monthly", var figure, _] when int.TryParse(figure, NumberStyles.None, CultureInfo.InvariantCulture, out var day) && day is >= 1 and <= 31 =>
                new Cadence.Monthly(new MonthlyRule.OnDay(day), time),
            _ => null,
        };
        return cadence is not null;
    }

#pragma warning disable CA1308 // The code is lower case by its definition.
    private static string Name(DayOfWeek day) => day.ToString().ToLowerInvariant();
#pragma warning restore CA1308

    private static DayOfWeek? DayOf(string name) => Enum.GetValues<DayOfWeek>().Where(day => Name(day) == name).Select(day => (DayOfWeek?)day).FirstOrDefault();
}
