using System.Globalization;
using RupnBot.Scheduling.Calendar;

namespace RupnBot.Tests.Scheduling.Calendar;

public sealed class PublicHolidaysTests
{
    [Theory]
    [InlineData("2024-03-31")]
    [InlineData("2025-04-20")]
    [InlineData("2026-04-05")]
    [InlineData("2027-03-28")]
    [InlineData("2028-04-16")]
    [InlineData("2038-04-25")]
    [InlineData("1981-04-19")]
    [InlineData("1954-04-18")]
    public void Easter_falls_where_the_tables_say(string expected)
    {
        var date = Day(expected);

        Assert.Equal(date, PublicHolidays.EasterSunday(date.Year));
    }

    [Fact]
    public void The_year_2027_has_its_eleven_holidays_and_no_other()
    {
        var found = Days(2027).Where(date => PublicHolidays.Contains(date)).Select(Text);

        Assert.Equal(
            [
                "2027-01-01", "2027-03-29", "2027-05-01", "2027-05-06", "2027-05-08", "2027-05-17",
                "2027-07-14", "2027-08-15", "2027-11-01", "2027-11-11", "2027-12-25",
            ],
            found);
    }

    [Fact]
    public void Alsace_and_Moselle_add_Good_Friday_and_the_26th_of_December()
    {
        var added = Days(2026).Where(date => PublicHolidays.Contains(date, alsaceMoselle: true) && !PublicHolidays.Contains(date)).Select(Text);

        Assert.Equal(["2026-04-03", "2026-12-26"], added);
    }

    private static IEnumerable<DateOnly> Days(int year) =>
        Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(new DateOnly(year, 1, 1).AddDays);

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
