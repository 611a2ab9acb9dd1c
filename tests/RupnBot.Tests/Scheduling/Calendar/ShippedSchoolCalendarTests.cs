using System.Globalization;
using RupnBot.Scheduling.Calendar;

namespace RupnBot.Tests.Scheduling.Calendar;

/// <summary>Dates as the arrêtés of 7 December 2022, 22 October 2025 and 21 July 2026 give them.</summary>
public sealed class ShippedSchoolCalendarTests
{
    private static readonly SchoolCalendar Calendar = ShippedSchoolCalendar.Calendar;

    // Each row: the last day of lessons (a Friday or earlier), the first and last day off, the day lessons begin again.
    [Theory]
    [InlineData("ABC", "2024-10-18", "2024-10-19", "2024-11-03", "2024-11-04")]
    [InlineData("ABC", "2024-12-20", "2024-12-21", "2025-01-05", "2025-01-06")]
    [InlineData("A", "2025-02-21", "2025-02-22", "2025-03-09", "2025-03-10")]
    [InlineData("B", "2025-02-07", "2025-02-08", "2025-02-23", "2025-02-24")]
    [InlineData("C", "2025-02-14", "2025-02-15", "2025-03-02", "2025-03-03")]
    [InlineData("A", "2025-04-18", "2025-04-19", "2025-05-04", "2025-05-05")]
    [InlineData("B", "2025-04-04", "2025-04-05", "2025-04-21", "2025-04-22")]
    [InlineData("C", "2025-04-11", "2025-04-12", "2025-04-27", "2025-04-28")]
    [InlineData("ABC", "2025-05-28", "2025-05-30", "2025-05-31", "2025-06-02")]
    [InlineData("ABC", "2025-07-04", "2025-07-05", "2025-08-31", "2025-09-01")]
    [InlineData("ABC", "2025-10-17", "2025-10-18", "2025-11-02", "2025-11-03")]
    [InlineData("ABC", "2025-12-19", "2025-12-20", "2026-01-04", "2026-01-05")]
    [InlineData("A", "2026-02-06", "2026-02-07", "2026-02-22", "2026-02-23")]
    [InlineData("B", "2026-02-13", "2026-02-14", "2026-03-01", "2026-03-02")]
    [InlineData("C", "2026-02-20", "2026-02-21", "2026-03-08", "2026-03-09")]
    [InlineData("A", "2026-04-03", "2026-04-04", "2026-04-19", "2026-04-20")]
    [InlineData("B", "2026-04-10", "2026-04-11", "2026-04-26", "2026-04-27")]
    [InlineData("C", "2026-04-17", "2026-04-18", "2026-05-03", "2026-05-04")]
    [InlineData("ABC", "2026-05-13", "2026-05-15", "2026-05-16", "2026-05-18")]
    [InlineData("ABC", "2026-07-03", "2026-07-04", "2026-08-31", "2026-09-01")]
    [InlineData("ABC", "2026-10-16", "2026-10-17", "2026-11-01", "2026-11-02")]
    [InlineData("ABC", "2026-12-18", "2026-12-19", "2027-01-03", "2027-01-04")]
    [InlineData("A", "2027-02-12", "2027-02-13", "2027-02-28", "2027-03-01")]
    [InlineData("B", "2027-02-19", "2027-02-20", "2027-03-07", "2027-03-08")]
    [InlineData("C", "2027-02-05", "2027-02-06", "2027-02-21", "2027-02-22")]
    [InlineData("A", "2027-04-09", "2027-04-10", "2027-04-25", "2027-04-26")]
    [InlineData("B", "2027-04-16", "2027-04-17", "2027-05-02", "2027-05-03")]
    [InlineData("C", "2027-04-02", "2027-04-03", "2027-04-18", "2027-04-19")]
    [InlineData("ABC", "2027-05-05", "2027-05-07", "2027-05-08", "2027-05-10")]
    [InlineData("ABC", "2027-07-02", "2027-07-03", "2027-09-01", "2027-09-02")]
    [InlineData("ABC", "2027-10-22", "2027-10-23", "2027-11-07", "2027-11-08")]
    [InlineData("ABC", "2027-12-17", "2027-12-18", "2028-01-02", "2028-01-03")]
    [InlineData("A", "2028-02-18", "2028-02-19", "2028-03-05", "2028-03-06")]
    [InlineData("B", "2028-02-04", "2028-02-05", "2028-02-20", "2028-02-21")]
    [InlineData("C", "2028-02-11", "2028-02-12", "2028-02-27", "2028-02-28")]
    [InlineData("A", "2028-04-21", "2028-04-22", "2028-05-08", "2028-05-09")]
    [InlineData("B", "2028-04-07", "2028-04-08", "2028-04-23", "2028-04-24")]
    [InlineData("C", "2028-04-14", "2028-04-15", "2028-05-01", "2028-05-02")]
    [InlineData("ABC", "2028-05-24", "2028-05-26", "2028-05-27", "2028-05-29")]
    [InlineData("ABC", "2028-07-04", "2028-07-05", "2028-08-31", "2028-09-01")]
    public void Holidays_run_from_the_day_after_lessons_to_the_eve_of_return(string zones, string lessons, string first, string last, string back)
    {
        foreach (var zone in zones.Select(letter => Enum.Parse<SchoolZone>(letter.ToString())))
        {
            Assert.True(Calendar.IsWorkingDay(Day(lessons), zone));
            Assert.True(Calendar.IsHoliday(Day(first), zone));
            Assert.True(Calendar.IsHoliday(Day(last), zone));
            Assert.False(Calendar.IsHoliday(Day(back), zone));
            Assert.True(Calendar.IsWorkingDay(Day(back), zone));
        }
    }

    [Theory]
    [InlineData("2024-09-01", false)]
    [InlineData("2024-09-02", true)]
    [InlineData("2026-11-23", true)]
    [InlineData("2027-09-01", true)]
    [InlineData("2028-08-31", true)]
    [InlineData("2028-09-01", false)]
    public void It_says_which_days_it_speaks_for(string date, bool covered)
    {
        Assert.All(Enum.GetValues<SchoolZone>(), zone => Assert.Equal(covered, Calendar.Covers(Day(date), zone)));
    }

    [Fact]
    public void A_day_it_does_not_speak_for_is_term_time()
    {
        Assert.False(Calendar.IsHoliday(Day("2035-08-07"), SchoolZone.A));
        Assert.True(Calendar.IsWorkingDay(Day("2035-08-07"), SchoolZone.A));
        Assert.Equal(Day("2028-08-31"), Calendar.CoveredUntil(SchoolZone.A));
    }

    [Fact]
    public void Every_covered_day_belongs_to_one_school_year_only()
    {
        var days = Enumerable.Range(0, 1500).Select(Day("2024-09-02").AddDays).TakeWhile(date => date <= Day("2028-08-31"));

        Assert.All(days, date => Assert.Single(Calendar.Years, year => year.Covers(date, SchoolZone.B)));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
