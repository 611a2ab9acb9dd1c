using RupnBot.Polls.Series;
using RupnBot.Scheduling.Calendar;

namespace RupnBot.Tests.Polls.Series;

public sealed class SeriesCalendarTests
{
    private static readonly WorkingTime Time = new(ShippedSchoolCalendar.Calendar, SchoolZone.A, WorkingHours.Default, TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"));

    [Fact]
    public void A_month_later_at_the_same_hour() => Assert.Equal("2026-10-13 10:00", Next(PollRhythm.Month, At(2026, 9, 13, 10), At(2026, 9, 14, 10)));

    [Fact]
    public void A_weekend_moves_a_round_to_monday_morning() => Assert.Equal("2026-11-16 07:30", Next(PollRhythm.Month, At(2026, 10, 14, 10), At(2026, 10, 15, 10)));

    [Fact]
    public void School_holidays_move_a_round_to_the_day_after_them() => Assert.Equal("2027-01-04 07:30", Next(PollRhythm.Month, At(2026, 11, 24, 10), At(2026, 11, 25, 10)));

    [Fact]
    public void The_rounds_of_the_summer_fall_away() => Assert.Equal("2027-09-09 10:00", Next(PollRhythm.Month, At(2027, 6, 9, 10), At(2027, 6, 10, 10)));

    [Fact]
    public void A_short_month_moves_no_later_round() => Assert.Equal("2027-03-31 10:00", Next(PollRhythm.Month, At(2026, 8, 31, 10), At(2027, 3, 2, 10)));

    [Fact]
    public void Every_three_months() => Assert.Equal("2027-03-15 10:00", Next(PollRhythm.Term, At(2026, 12, 15, 10), At(2026, 12, 16, 10)));

    [Fact]
    public void Every_september_a_week_after_school_has_begun() => Assert.Equal("2027-09-08 10:00", Next(PollRhythm.SchoolYear, At(2026, 11, 24, 10), At(2026, 11, 25, 10)));

    [Fact]
    public void One_begun_in_september_comes_back_the_next_year() => Assert.Equal("2027-09-08 10:00", Next(PollRhythm.SchoolYear, At(2026, 9, 2, 10), At(2026, 9, 3, 10)));

    [Fact]
    public void Rounds_missed_are_not_made_up_for() => Assert.Equal("2027-03-24 10:00", Next(PollRhythm.Month, At(2026, 11, 24, 10), At(2027, 3, 1, 10)));

    [Fact]
    public void Each_round_has_a_name_of_its_own()
    {
        var slots = new List<string>();
        for (var after = At(2026, 9, 1, 10); slots.Count < 40;)
        {
            var (slot, at) = SeriesCalendar.NextAfter(PollRhythm.Month, At(2026, 9, 1, 10), after, Time)!.Value;
            Assert.True(at > after && Time.Contains(at));
            slots.Add(slot);
            after = at;
        }

        Assert.Equal(slots.Count, slots.Distinct().Count());
    }

    private static string Next(PollRhythm rhythm, DateTimeOffset first, DateTimeOffset after) =>
        TimeZoneInfo.ConvertTime(SeriesCalendar.NextAfter(rhythm, first, after, Time)!.Value.At, Time.TimeZone).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private static DateTimeOffset At(int year, int month, int day, int hour) => LocalInstant.At(new DateOnly(year, month, day), new TimeOnly(hour, 0), Time.TimeZone);
}
