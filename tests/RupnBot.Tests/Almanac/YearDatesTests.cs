namespace RupnBot.Tests.Almanac;

public sealed class YearDatesTests
{
    [Fact]
    public void An_operation_of_a_month_comes_back_every_year() =>
        Assert.Equal(["2027-03-01 00:00"], Ics.Starts(Ics.Day("pix", "Campagne Pix", "20240301", "DTEND;VALUE=DATE:20240401\nRRULE:FREQ=YEARLY")));

    [Fact]
    public void It_keeps_its_hour_when_the_clocks_change() =>
        Assert.Equal(
            ["2027-03-22 17:00", "2027-03-29 17:00"],
            Ics.Starts(Ics.Timed("a", "Atelier", "20270322T170000", "RRULE:FREQ=WEEKLY;COUNT=2")));

    [Theory]
    [InlineData("RRULE:FREQ=WEEKLY;UNTIL=20261208T170000Z")]
    [InlineData("RRULE:FREQ=WEEKLY;UNTIL=20261208")]
    [InlineData("RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;TZID=Europe/Paris:20261215T180000")]
    [InlineData("RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:20261215T170000Z")]
    [InlineData("RDATE;TZID=Europe/Paris:20261208T180000")]
    public void Rules_exceptions_and_additions_are_read_on_the_clock_of_the_event(string more) =>
        Assert.Equal(["2026-12-01 18:00", "2026-12-08 18:00"], Ics.Starts(Ics.Timed("a", "Atelier", "20261201T180000", more)).Where(start => start != "2026-12-08 00:00"));

    [Fact]
    public void One_date_of_many_that_was_moved_stands_at_its_new_time_and_is_still_the_same_date()
    {
        var before = Ics.Dates(Ics.Timed("a", "Atelier", "20261201T180000", "RRULE:FREQ=WEEKLY;COUNT=2"));
        var after = Ics.Dates(
            Ics.Timed("a", "Atelier", "20261201T180000", "RRULE:FREQ=WEEKLY;COUNT=2"),
            Ics.Timed("a", "Atelier, en salle B", "20261210T170000", "RECURRENCE-ID;TZID=Europe/Paris:20261208T180000"));

        Assert.Equal(before.Select(date => date.Occurrence), after.Select(date => date.Occurrence));
        Assert.Equal(("Atelier, en salle B", "10/12 17:00"), (after[1].Title, $"{TimeZoneInfo.ConvertTime(after[1].StartsAt, Ics.Paris):dd'/'MM HH:mm}"));
    }

    [Fact]
    public void Of_two_revisions_the_later_one_counts_wherever_it_stands() =>
        Assert.Equal(
            ["2026-12-03 00:00"],
            Ics.Starts(Ics.Day("a", "Conseil", "20261203", "SEQUENCE:2"), Ics.Day("a", "Conseil", "20261201", "SEQUENCE:1")));

    [Fact]
    public void What_is_cancelled_is_known_to_be()
    {
        var dates = Ics.Dates(
            Ics.Timed("a", "Atelier", "20261201T180000", "RRULE:FREQ=WEEKLY;COUNT=2"),
            Ics.Timed("a", "Atelier", "20261208T180000", "RECURRENCE-ID:20261208T170000Z\nSTATUS:CANCELLED"));
        Assert.Equal([false, true], dates.Select(date => date.IsCancelled));
    }

    [Fact]
    public void A_date_moved_into_the_year_from_outside_it_is_there() =>
        Assert.Equal(["2026-12-01 18:00"], Ics.Starts(Ics.Timed("a", "Atelier", "20261201T180000", "RECURRENCE-ID;TZID=Europe/Paris:20251202T180000")));

    [Fact]
    public void Dates_over_before_and_begun_after_the_year_are_not_there() =>
        Assert.Equal(["2026-10-12 00:00"], Ics.Starts(Ics.Day("a", "Hier", "20261030"), Ics.Day("b", "En cours", "20261012", "DTEND;VALUE=DATE:20261121"), Ics.Day("c", "Plus tard", "20271201")));
}
