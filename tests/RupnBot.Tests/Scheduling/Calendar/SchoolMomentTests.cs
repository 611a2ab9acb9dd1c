using System.Globalization;
using RupnBot.Scheduling.Calendar;

namespace RupnBot.Tests.Scheduling.Calendar;

/// <summary>On the shipped calendar, 2026-2027.</summary>
public sealed class SchoolMomentTests
{
    private static readonly SchoolCalendar Shipped = ShippedSchoolCalendar.Calendar;

    [Theory]
    [InlineData("jusqu'à la rentrée", "2026-11-23", "2027-01-04")]
    [InlineData("la rentrée scolaire", "2026-12-24", "2027-01-04")]
    [InlineData("jusqu'à la rentrée", "2027-01-03", "2027-01-04")]
    [InlineData("jusqu'à la rentrée", "2027-01-04", "2027-03-01")]
    [InlineData("jusqu'à la rentrée de septembre", "2027-01-04", "2027-09-02")]
    [InlineData("jusqu'à la rentrée des vacances de printemps", "2027-01-04", "2027-04-26")]
    [InlineData("jusqu'à la fin des vacances", "2026-11-23", "2027-01-04")]
    [InlineData("jusqu'à la fin des vacances d'hiver", "2026-11-23", "2027-03-01")]
    [InlineData("jusqu'après les vacances de février", "2026-11-23", "2027-03-01")]
    [InlineData("pendant les vacances de Noël", "2026-11-23", "2027-01-04")]
    [InlineData("pendant les grandes vacances", "2026-11-23", "2027-09-02")]
    [InlineData("vacances", "2026-11-23", "2027-01-04")]
    [InlineData("jusqu'aux vacances", "2026-11-23", "2026-12-19")]
    [InlineData("jusqu'aux vacances", "2026-12-24", "2027-02-13")]
    [InlineData("jusqu'au début des vacances d'été", "2026-11-23", "2027-07-03")]
    [InlineData("until the end of the holidays", "2026-11-23", "2027-01-04")]
    [InlineData("until the Christmas holidays", "2026-11-23", "2026-12-19")]
    [InlineData("until the end of term", "2026-11-23", "2026-12-19")]
    [InlineData("until school starts back", "2026-12-24", "2027-01-04")]
    public void A_moment_of_the_school_calendar_is_a_day(string text, string today, string day) => Assert.Equal(Day(day), Read(text, today)?.Day);

    [Theory]
    [InlineData(SchoolZone.A, "2027-03-01")]
    [InlineData(SchoolZone.B, "2027-03-08")]
    [InlineData(SchoolZone.C, "2027-02-22")]
    public void Each_zone_has_its_own_return(SchoolZone zone, string day) => Assert.Equal(Day(day), SchoolMoment.Read("jusqu'à la rentrée", Day("2027-01-05"), Shipped, zone)?.Day);

    [Fact]
    public void The_bridge_of_Ascension_is_no_return() => Assert.Equal(Day("2027-09-02"), Read("jusqu'à la rentrée", "2027-05-03")?.Day);

    [Fact]
    public void Beyond_every_calendar_the_day_is_unknown() => Assert.Equal(new SchoolMoment(Day: null), Read("jusqu'à la rentrée", "2035-09-03"));

    [Theory]
    [InlineData("")]
    [InlineData("2 semaines")]
    [InlineData("jusqu'au 5 janvier")]
    [InlineData("jusqu'au 9 janvier, après la rentrée")]
    [InlineData("la rentrée des cours de yoga")]
    [InlineData("jusqu'à la fin du mois")]
    public void Other_words_name_none(string text) => Assert.Null(Read(text, "2026-11-23"));

    private static SchoolMoment? Read(string text, string today) => SchoolMoment.Read(text, Day(today), Shipped, SchoolZone.A);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
