using System.Globalization;
using RupnBot.Scheduling.Calendar;
using RupnBot.Scheduling.Dates;
using RupnBot.Scheduling.Slots;

namespace RupnBot.Tests.Scheduling.Slots;

public sealed class SlotCalculatorTests
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
    private static readonly SlotCalculator ZoneA = In(SchoolZone.A, ShippedSchoolCalendar.Calendar);

    [Theory]
    [InlineData("weekly monday 08:00", "2026-11-23T16:20", "2026-11-30 2026-11-30T08:00")]
    [InlineData("weekly monday 08:00", "2026-11-23T07:59", "2026-11-23 2026-11-23T08:00")]
    [InlineData("weekly monday 08:00", "2026-11-23T08:00", "2026-11-30 2026-11-30T08:00")]
    [InlineData("daily 08:00", "2026-11-20T09:00", "2026-11-23 2026-11-23T08:00")]
    [InlineData("daily 08:00", "2026-12-18T09:00", "2027-01-04 2027-01-04T08:00")]
    [InlineData("daily 08:00", "2026-11-10T09:00", "2026-11-12 2026-11-12T08:00")]
    [InlineData("weekly monday 08:00", "2026-12-15T09:00", "2027-01-04 2027-01-04T08:00")]
    [InlineData("weekly monday 08:00", "2027-03-23T09:00", "2027-03-29 2027-03-30T08:00")]
    [InlineData("weekly wednesday 08:00", "2026-11-05T09:00", "2026-11-11 2026-11-12T08:00")]
    [InlineData("weekly thursday 08:00", "2027-04-30T09:00", "2027-05-06 2027-05-10T08:00")]
    [InlineData("weekly saturday 08:00", "2026-11-23T09:00", "none")]
    [InlineData("monthly first 08:00", "2026-11-23T09:00", "2026-12 2026-12-01T08:00")]
    [InlineData("monthly first 08:00", "2026-10-31T09:00", "2026-11 2026-11-02T08:00")]
    [InlineData("monthly first 08:00", "2026-12-02T09:00", "2027-01 2027-01-04T08:00")]
    [InlineData("monthly first 08:00", "2027-07-02T09:00", "2027-09 2027-09-02T08:00")]
    [InlineData("monthly 15 08:00", "2026-11-01T09:00", "2026-11 2026-11-16T08:00")]
    [InlineData("monthly 31 08:00", "2026-11-23T09:00", "2026-11 2026-11-30T08:00")]
    [InlineData("monthly 31 08:00", "2027-01-10T09:00", "2027-01 2027-02-01T08:00")]
    [InlineData("monthly 20 08:00", "2026-12-01T09:00", "2027-01 2027-01-20T08:00")]
    [InlineData("monthly thursday 17:00", "2026-11-23T09:00", "2026-12 2026-12-03T17:00")]
    [InlineData("monthly thursday 17:00", "2027-05-05T09:00", "2027-05 2027-05-10T17:00")]
    [InlineData("weekly tuesday 06:00", "2026-11-23T09:00", "2026-11-24 2026-11-24T07:30")]
    [InlineData("weekly tuesday 21:00", "2026-11-23T09:00", "2026-11-24 2026-11-24T18:30")]
    public void The_next_slot_keeps_out_of_holidays_and_week_ends(string cadence, string after, string expected) =>
        Assert.Equal(expected, Describe(ZoneA.Next(Read(cadence), At(after))));

    [Fact]
    public void A_public_holiday_at_the_eve_of_the_holidays_skips_the_week()
    {
        // Friday 1 May 2026, in a calendar made for it: closed from the Saturday for three weeks.
        var eve = new DateOnly(2026, 5, 1);
        var calendar = Closed(eve.AddDays(1), eve.AddDays(21));

        var slot = In(SchoolZone.A, calendar).Next(new Cadence.Weekly(DayOfWeek.Friday, new TimeOnly(8, 0)), At("2026-04-27T09:00"));

        Assert.Equal("2026-05-29 2026-05-29T08:00", Describe(slot));
    }

    [Theory]
    [InlineData("2026-11-30T07:59", "wait 2026-11-30T08:00")]
    [InlineData("2026-11-30T08:00", "send")]
    [InlineData("2026-11-30T11:00", "send")]
    [InlineData("2026-11-30T11:01", "wait 2026-12-01T07:30")]
    [InlineData("2026-11-30T20:00", "wait 2026-12-01T07:30")]
    [InlineData("2026-12-01T03:00", "wait 2026-12-01T07:30")]
    [InlineData("2026-12-01T07:30", "send")]
    [InlineData("2026-12-01T10:30", "send")]
    [InlineData("2026-12-01T10:31", "wait 2026-12-02T07:30")]
    [InlineData("2026-12-05T10:00", "skip Superseded")]
    [InlineData("2026-12-07T07:30", "skip Superseded")]
    [InlineData("2026-12-07T08:00", "skip Superseded")]
    public void A_weekly_slot_more_than_three_hours_late_waits_for_the_next_working_morning(string now, string expected) =>
        Assert.Equal(expected, Decide(ZoneA, "weekly monday 08:00", "2026-11-30", "2026-11-30T08:00", now));

    [Theory]
    [InlineData("2026-11-30T10:00", "send")]
    [InlineData("2026-11-30T12:00", "skip Superseded")]
    [InlineData("2026-11-30T19:00", "skip Superseded")]
    public void A_late_daily_slot_gives_way_to_the_next_days(string now, string expected) =>
        Assert.Equal(expected, Decide(ZoneA, "daily 08:00", "2026-11-30", "2026-11-30T08:00", now));

    [Fact]
    public void A_slot_missed_on_the_eve_of_the_holidays_waits_for_the_return() =>
        Assert.Equal(
            "wait 2027-01-04T07:30",
            Decide(ZoneA, "weekly friday 17:00", "2026-12-18", "2026-12-18T17:00", "2026-12-19T09:00"));

    [Fact]
    public void A_slot_foreseen_before_the_calendar_changed_is_skipped()
    {
        var refreshed = In(SchoolZone.A, Closed(new DateOnly(2026, 11, 28), new DateOnly(2026, 12, 6)));

        Assert.Equal("skip SchoolHoliday", Decide(refreshed, "weekly monday 08:00", "2026-11-30", "2026-11-30T08:00", "2026-11-30T08:00"));
    }

    [Fact]
    public void A_day_no_calendar_speaks_for_is_term_and_told()
    {
        var slot = ZoneA.Next(Read("weekly monday 08:00"), At("2035-08-05T09:00"))!;

        Assert.Equal("2035-08-06 2035-08-06T08:00", Describe(slot));
        Assert.True(ZoneA.LacksCalendar(slot));
        Assert.False(ZoneA.LacksCalendar(new Slot("2026-11-30", At("2026-11-30T08:00"))));
    }

    [Theory]
    [InlineData("2026-11-27T18:00", "2026-11-27T18:00")]
    [InlineData("2026-11-27T23:59", "2026-11-30T07:30")]
    [InlineData("2026-12-24T12:00", "2027-01-04T07:30")]
    public void A_poll_that_ends_outside_working_time_is_told_at_the_next_opening(string ends, string told) =>
        Assert.Equal(At(told), ZoneA.NextAllowedInstant(At(ends)));

    [Theory]
    [InlineData("2026-11-28T21:58")]
    [InlineData("2026-12-25T03:00")]
    [InlineData("2027-07-14T12:00")]
    public void Where_no_day_is_closed_a_slot_comes_at_week_ends_and_in_holidays(string now)
    {
        var demonstration = new SlotCalculator(new WorkingTime(
            ShippedSchoolCalendar.Calendar, SchoolZone.A, new WorkingHours(TimeOnly.MinValue, new TimeOnly(23, 59)), Paris, everyDay: true));
        var cadence = new Cadence.Daily(TimeOnly.FromDateTime(At(now).DateTime).AddMinutes(1));

        var slot = demonstration.Next(cadence, At(now))!;

        Assert.Equal(At(now).AddMinutes(1), slot.Due);
        Assert.IsType<SlotDecision.SendNow>(demonstration.Decide(cadence, slot, slot.Due));
        Assert.False(demonstration.LacksCalendar(slot));
    }

    private static SlotCalculator In(SchoolZone zone, SchoolCalendar calendar) => new(new WorkingTime(calendar, zone, WorkingHours.Default, Paris));

    private static SchoolCalendar Closed(DateOnly first, DateOnly last)
    {
        var zones = new HashSet<SchoolZone> { SchoolZone.A };
        return new SchoolCalendar([new SchoolYear("made", first.AddDays(-200), last.AddDays(100), zones, [new("made", zones, first, last)])]);
    }

    private static string Decide(SlotCalculator calculator, string cadence, string key, string due, string now) =>
        calculator.Decide(Read(cadence), new Slot(key, At(due)), At(now)) switch
        {
            SlotDecision.SendNow => "send",
            SlotDecision.WaitUntil wait => $"wait {Local(wait.Instant)}",
            SlotDecision.Skip skip => $"skip {skip.Reason}",
            _ => throw new InvalidOperationException(),
        };

    private static string Describe(Slot? slot) => slot is null ? "none" : $"{slot.Key} {Local(slot.Due)}";

    private static Cadence Read(string code) => CadenceCode.TryRead(code, out var cadence) ? cadence : throw new ArgumentException(code);

    private static string Local(DateTimeOffset instant) =>
        TimeZoneInfo.ConvertTime(instant, Paris).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    private static DateTimeOffset At(string local) =>
        LocalInstant.At(DateTime.ParseExact(local, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture), Paris);
}
