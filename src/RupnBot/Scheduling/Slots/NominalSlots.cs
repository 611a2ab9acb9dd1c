using System.Globalization;
using RupnBot.Scheduling.Calendar;
using RupnBot.Scheduling.Dates;

namespace RupnBot.Scheduling.Slots;

/// <summary>The dates a cadence names, in order, from a given day on.</summary>
internal static class NominalSlots
{
    public static IEnumerable<NominalSlot> From(Cadence cadence, DateOnly start, int days, WorkingTime time) => cadence switch
    {
        Cadence.Daily => Dates(start, days, every: 1),
        Cadence.Weekly weekly => Dates(start.AddDays((weekly.Day - start.DayOfWeek + 7) % 7), days, every: 7),
        Cadence.Monthly monthly => Months(monthly.Rule, start, days, time),
        _ => [],
    };

    private static IEnumerable<NominalSlot> Dates(DateOnly first, int days, int every)
    {
        for (var ahead = 0; ahead <= days; ahead += every)
        {
            var date = first.AddDays(ahead);
            yield return new NominalSlot(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), date, date.AddDays(every));
        }
    }

    private static IEnumerable<NominalSlot> Months(MonthlyRule rule, DateOnly start, int days, WorkingTime time)
    {
        for (var ahead = 0; ahead <= days / 28; ahead++)
        {
            var month = new DateOnly(start.Year, start.Month, 1).AddMonths(ahead);
            yield return new NominalSlot(
                month.ToString("yyyy-MM", CultureInfo.InvariantCulture),
                DateIn(month, rule, time),
                DateIn(month.AddMonths(1), rule, time));
        }
    }

    private static DateOnly DateIn(DateOnly month, MonthlyRule rule, WorkingTime time) => rule switch
    {
        MonthlyRule.OnDay day => month.AddDays(Math.Clamp(day.Day, 1, DateTime.DaysInMonth(month.Year, month.Month)) - 1),
        MonthlyRule.FirstWeekday weekday => month.AddDays((weekday.Day - month.DayOfWeek + 7) % 7),
        _ => FirstWorkingDay(month, time),
    };

    /// <summary>A month without a working day keeps its first day, which the holidays then skip.</summary>
    private static DateOnly FirstWorkingDay(DateOnly month, WorkingTime time)
    {
        var first = time.IsWorkingDay(month) ? month : time.NextWorkingDay(month);
        return first.Month == month.Month && first.Year == month.Year ? first : month;
    }
}
