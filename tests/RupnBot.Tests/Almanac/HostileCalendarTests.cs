using System.Diagnostics;
using System.Text;
using RupnBot.Almanac.Reading;

namespace RupnBot.Tests.Almanac;

/// <summary>Whoever wrote the calendar, reading and spreading it out ends soon and small.</summary>
public sealed class HostileCalendarTests
{
    [Fact]
    public void A_document_that_is_too_large_is_not_read() =>
        Assert.Equal(CalendarFault.TooLarge, CalendarReader.Read(new byte[CalendarLimits.Bytes + 1], Ics.Paris).Fault);

    [Theory]
    [InlineData("\r\n ")]
    [InlineData("")]
    public void A_line_of_megabytes_folded_or_not_is_cut_off(string fold)
    {
        var title = new StringBuilder();
        while (title.Length < CalendarLimits.Bytes - 1000) title.Append('x', 60).Append(fold);

        var read = Ics.Read(Ics.Of(Ics.Day("a", title.ToString(), "20261201"), Ics.Day("b", "Conseil", "20261202")));

        Assert.Equal(2, read.Events.Count);
        Assert.All(read.Events, one => Assert.True(one.Title.Length <= CalendarLimits.Title));
    }

    [Theory]
    [InlineData("FREQ=SECONDLY")]
    [InlineData("FREQ=MINUTELY;COUNT=2")]
    [InlineData("FREQ=HOURLY")]
    [InlineData("FREQ=DAILY;BYSECOND=0,1,2,3,4,5,6,7,8,9;BYMINUTE=0,1,2,3;BYHOUR=0,1,2,3")]
    [InlineData("FREQ=DAILY;FREQ=SECONDLY")]
    [InlineData("FREQ=DAILY;INTERVAL=0")]
    [InlineData("FREQ=DAILY;COUNT=99999999999999999999")]
    [InlineData("FREQ=DAILY;UNTIL=soon")]
    [InlineData("FREQ=DAILY;X-BOMB=1")]
    [InlineData("nonsense")]
    [InlineData("FREQ=DAILY\nRRULE:FREQ=WEEKLY")]
    public void A_rule_that_repeats_more_than_once_a_day_or_cannot_be_read_is_left_out_and_counted(string rule)
    {
        var read = Ics.Read(Ics.Of(Ics.Timed("a", "Bombe", "20261201T080000", $"RRULE:{rule}"), Ics.Day("b", "Conseil", "20261202")));

        Assert.Equal(("Conseil", 1), (Assert.Single(read.Events).Title, read.LeftOut));
    }

    [Theory]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("FREQ=YEARLY;INTERVAL=1000;BYMONTH=2;BYMONTHDAY=29")]
    [InlineData("FREQ=DAILY;BYMONTHDAY=-400")]
    [InlineData("FREQ=WEEKLY;BYDAY=ZZ")]
    [InlineData("FREQ=YEARLY;BYDAY=1000MO")]
    public void A_rule_that_leads_nowhere_leaves_the_date_it_was_to_begin_on(string rule) => Assert.Equal(["2026-12-01 00:00"], Ics.Starts(Ics.Day("a", "Conseil", "20261201", $"RRULE:{rule}")));

    [Fact]
    public void Hundreds_of_endless_rules_from_long_ago_end_soon()
    {
        var events = Enumerable.Range(0, 3000).Select(i => Ics.Timed($"e{i}", "Bombe", "19700101T080000", i % 2 == 0 ? "RRULE:FREQ=DAILY" : "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")).ToArray();
        var clock = Stopwatch.StartNew();

        var dates = Ics.Dates(events);

        Assert.Equal(CalendarLimits.Dates, dates.Count);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), $"it took {clock.Elapsed}");
    }

    [Fact]
    public void Beyond_the_most_events_the_rest_is_counted()
    {
        var read = Ics.Read(Ics.Of([.. Enumerable.Range(0, CalendarLimits.Events + 7).Select(i => Ics.Day($"e{i}", "Jour", "20261201"))]));
        Assert.Equal((CalendarLimits.Events, 7), (read.Events.Count, read.LeftOut));
    }

    [Theory]
    [InlineData("DTSTART:20269999")]
    [InlineData("DTSTART:00010101T000000Z")]
    [InlineData("DTSTART:99991231T235959Z")]
    [InlineData("DTSTART:demain")]
    [InlineData("DTSTART;VALUE=DATE:20261201T")]
    [InlineData("SUMMARY:sans date")]
    public void An_event_without_a_date_that_can_be_read_is_left_out(string line)
    {
        var read = Ics.Read(Ics.Of($"UID:a\n{line}", Ics.Day("b", "Conseil", "20261202")));
        Assert.Equal((1, 1), (read.Events.Count, read.LeftOut));
    }

    [Theory]
    [InlineData("DURATION:P99999W")]
    [InlineData("DURATION:P999999999999999D")]
    [InlineData("DTEND;VALUE=DATE:21991231")]
    [InlineData("DTEND;VALUE=DATE:20200101")]
    public void No_date_lasts_for_ever_or_ends_before_it_begins(string end)
    {
        var date = Assert.Single(Ics.Dates(Ics.Day("a", "Conseil", "20261201", end)));
        Assert.InRange(date.EndsAt - date.StartsAt, TimeSpan.FromHours(23), CalendarLimits.LongestDate + TimeSpan.FromHours(2));
    }

    [Fact]
    public void A_flood_of_added_dates_and_of_reminders_is_cut_off()
    {
        var added = "RDATE;VALUE=DATE:" + string.Join(',', Enumerable.Range(0, 5000).Select(i => new DateOnly(2026, 11, 2).AddDays(i % 390).ToString("yyyyMMdd", null)));
        var alarms = string.Concat(Enumerable.Range(1, 500).Select(i => $"\nBEGIN:VALARM\nTRIGGER:-PT{i}M\nEND:VALARM"));
        var dates = Ics.Dates(Ics.Day("a", "Conseil", "20261201", added + alarms));
        Assert.True(dates.Count <= CalendarLimits.Exceptions + 1);
        Assert.All(dates, date => Assert.True(date.Alarms.Count <= CalendarLimits.Alarms));
    }

    [Fact]
    public void Components_in_components_without_end_are_no_calendar()
    {
        var nested = "BEGIN:VCALENDAR\r\n" + string.Concat(Enumerable.Repeat("BEGIN:VEVENT\r\n", 100_000));
        Assert.Equal(CalendarFault.NotACalendar, Ics.Read(nested).Fault);
    }

    [Fact]
    public void Random_bytes_between_its_lines_never_throw()
    {
        var random = new Random(5);
        var sample = Encoding.UTF8.GetBytes(Ics.Of(Ics.Timed("a", "Conseil", "20261201T180000", "RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:20261208T180000\nBEGIN:VALARM\nTRIGGER:-P1D\nEND:VALARM")));
        for (var round = 0; round < 3000; round++)
        {
            var bytes = (byte[])sample.Clone();
            for (var i = 0; i < 6; i++) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var read = CalendarReader.Read(bytes, Ics.Paris);
            Assert.True(RupnBot.Almanac.Planning.YearDates.Expand(read.Events, new DateOnly(2026, 11, 1), new DateOnly(2027, 12, 1), Ics.Paris).Count <= CalendarLimits.Dates);
        }
    }
}
