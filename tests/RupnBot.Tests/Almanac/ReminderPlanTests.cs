using RupnBot.Almanac.Planning;
using RupnBot.Scheduling.Calendar;

namespace RupnBot.Tests.Almanac;

/// <summary>When a date is reminded of, by the school calendar of zone A: All Saints' holidays until 1 November, Christmas from 19 December 2026 to 3 January 2027.</summary>
public sealed class ReminderPlanTests
{
    private static readonly WorkingTime Time = new(ShippedSchoolCalendar.Calendar, SchoolZone.A, WorkingHours.Default, Ics.Paris);

    [Theory]
    [InlineData("20261201", "", "01/12 08:00")] // a Tuesday
    [InlineData("20261205", "", "04/12 08:00")] // a Saturday: the day before
    [InlineData("20261111", "", "10/11 08:00")] // a public holiday
    [InlineData("20261225", "", "18/12 08:00")] // in the holidays: the last day of work before
    [InlineData("20261101", "DTEND;VALUE=DATE:20261201", "02/11 08:00")] // the month begins in the holidays: the first day of work in it
    [InlineData("20261219", "DTEND;VALUE=DATE:20270104", "18/12 08:00")] // nothing but holidays
    [InlineData("20261205", "DTEND;VALUE=DATE:20261207", "04/12 08:00")] // a week-end
    public void A_day_is_reminded_of_on_its_morning_or_the_last_working_one_before(string day, string more, string due) => Assert.Equal([due], Due(Ics.Day("a", "Jour", day, more)));

    [Theory]
    [InlineData("20261201T180000", "", "01/12 08:00")]
    [InlineData("20261201T080000", "", "30/11 08:00")] // begins with the morning
    [InlineData("20261205T100000", "", "04/12 08:00")]
    [InlineData("20261201T180000", "-PT2H", "01/12 16:00")]
    [InlineData("20261201T180000", "-P1D", "30/11 18:00")]
    [InlineData("20261201T070000", "-PT15M", "30/11 08:00")] // before opening, and too late after it
    [InlineData("20261207T100000", "-P1D", "07/12 07:30")] // a Sunday: the next opening, as digests are
    [InlineData("20270105T100000", "-P7D", "04/01 07:30")] // in the holidays
    [InlineData("20261225T100000", "-P1D", "18/12 08:00")] // no working day before it begins
    [InlineData("20261201T180000", "PT30M", "01/12 08:00")] // after it began: no reminder
    [InlineData("20261201T180000", "-P365D", "01/12 08:00")] // a year before: neither
    [InlineData("20261201T180000", "20261130T090000Z", "30/11 10:00")]
    public void An_hour_is_reminded_of_when_the_calendar_asks_moved_into_working_time(string start, string trigger, string due) =>
        Assert.Equal([due], Due(Ics.Timed("a", "Heure", start, trigger.Length == 0 ? "" : $"BEGIN:VALARM\nTRIGGER:{trigger}\nEND:VALARM")));

    [Fact]
    public void Several_reminders_are_several_and_two_that_fall_together_are_one() =>
        Assert.Equal(
            ["24/11 18:00", "01/12 16:00"],
            Due(Ics.Timed("a", "Heure", "20261201T180000", "BEGIN:VALARM\nTRIGGER:-P7D\nEND:VALARM\nBEGIN:VALARM\nTRIGGER:-PT2H\nEND:VALARM\nBEGIN:VALARM\nACTION:NONE\nTRIGGER:-PT1H\nEND:VALARM")));

    private static IReadOnlyList<string> Due(string one) =>
        [.. ReminderPlan.Of(Assert.Single(Ics.Dates(one)), Time).Select(planned => $"{TimeZoneInfo.ConvertTime(planned.DueAt, Ics.Paris):dd'/'MM HH:mm}")];
}
