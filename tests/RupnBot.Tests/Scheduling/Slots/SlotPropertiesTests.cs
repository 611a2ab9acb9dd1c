using RupnBot.Scheduling.Calendar;
using RupnBot.Scheduling.Dates;
using RupnBot.Scheduling.Slots;

namespace RupnBot.Tests.Scheduling.Slots;

/// <summary>What holds of every slot of three school years, six clock changes included, for each cadence and zone.</summary>
public sealed class SlotPropertiesTests
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
    private static readonly DateTimeOffset Start = LocalInstant.At(new DateTime(2024, 9, 2), Paris);
    private static readonly DateTimeOffset End = LocalInstant.At(new DateTime(2027, 9, 2), Paris);

    public static TheoryData<string, SchoolZone> Cases()
    {
        string[] codes =
        [
            "daily 08:00", "daily 18:30", "daily 02:30", "weekly monday 08:00", "weekly tuesday 07:30", "weekly thursday 17:00", "weekly friday 18:30",
            "weekly saturday 08:00", "weekly sunday 02:30", "monthly first 08:00", "monthly 1 08:00", "monthly 15 12:00", "monthly 29 08:00", "monthly 31 08:00",
            "monthly monday 08:00", "monthly friday 17:00",
        ];
        var cases = new TheoryData<string, SchoolZone>();
        foreach (var code in codes)
        {
            foreach (var zone in Enum.GetValues<SchoolZone>())
            {
                cases.Add(code, zone);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_slot_is_in_order_once_and_within_working_time(string code, SchoolZone zone)
    {
        var time = new WorkingTime(ShippedSchoolCalendar.Calendar, zone, WorkingHours.Default, Paris);
        var slots = Walk(new SlotCalculator(time), Read(code));

        Assert.Equal(slots.Count, slots.Select(slot => slot.Key).Distinct().Count());
        Assert.Equal(slots.Select(slot => slot.Due).Order(), slots.Select(slot => slot.Due));
        Assert.Equal(slots.Count, slots.Select(slot => LocalInstant.DateOf(slot.Due, Paris)).Distinct().Count());
        Assert.All(slots, slot => Assert.True(time.Contains(slot.Due), slot.ToString()));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Asking_one_by_one_or_all_at_once_gives_the_same_slots(string code, SchoolZone zone)
    {
        var calculator = Calculator(zone);
        var cadence = Read(code);
        var horizon = Start.AddDays(700);

        Assert.Equal(
            calculator.After(cadence, Start).TakeWhile(slot => slot.Due < horizon),
            Walk(calculator, cadence).TakeWhile(slot => slot.Due < horizon));
    }

    [Theory]
    [InlineData(SchoolZone.A)]
    [InlineData(SchoolZone.B)]
    [InlineData(SchoolZone.C)]
    public void A_daily_slot_comes_on_every_working_day_and_on_no_other(SchoolZone zone)
    {
        var time = new WorkingTime(ShippedSchoolCalendar.Calendar, zone, WorkingHours.Default, Paris);
        var days = Enumerable.Range(0, 1095).Select(new DateOnly(2024, 9, 2).AddDays).Where(time.IsWorkingDay);

        Assert.Equal(days, Walk(new SlotCalculator(time), Read("daily 08:00")).Select(slot => LocalInstant.DateOf(slot.Due, Paris)));
    }

    [Theory]
    [InlineData(SchoolZone.A)]
    [InlineData(SchoolZone.B)]
    [InlineData(SchoolZone.C)]
    public void A_weekly_slot_comes_in_every_week_of_term_with_its_weekday(SchoolZone zone)
    {
        var calendar = ShippedSchoolCalendar.Calendar;
        var mondays = Enumerable.Range(0, 156).Select(week => new DateOnly(2024, 9, 2).AddDays(7 * week));
        var expected = mondays.Where(date => !calendar.IsHoliday(date, zone)).Select(date => date.ToString("yyyy-MM-dd", null));

        Assert.Equal(expected, Walk(Calculator(zone), Read("weekly monday 08:00")).Select(slot => slot.Key));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_bot_that_sleeps_at_random_sends_each_slot_at_most_once_and_only_in_working_time(string code, SchoolZone zone)
    {
        var time = new WorkingTime(ShippedSchoolCalendar.Calendar, zone, WorkingHours.Default, Paris);
        var calculator = new SlotCalculator(time);
        var cadence = Read(code);
        var random = new Random(code.Length + (int)zone);
        var done = new HashSet<string>();
        var sentDays = new HashSet<DateOnly>();
        var pending = calculator.Next(cadence, Start);
        for (var now = Start; now < End && pending is not null; now = now.AddMinutes(random.Next(20) == 0 ? random.Next(6000) : 47))
        {
            var decision = calculator.Decide(cadence, pending, now);
            if (decision is SlotDecision.WaitUntil wait)
            {
                Assert.True(wait.Instant > now);
                Assert.True(time.Contains(wait.Instant));
                continue;
            }

            Assert.True(done.Add(pending.Key), pending.Key);
            if (decision is SlotDecision.SendNow)
            {
                Assert.True(time.Contains(now));
                Assert.True(sentDays.Add(LocalInstant.DateOf(now, Paris)), pending.Key);
            }

            pending = calculator.Next(cadence, pending.Due);
        }
    }

    private static SlotCalculator Calculator(SchoolZone zone) => new(new WorkingTime(ShippedSchoolCalendar.Calendar, zone, WorkingHours.Default, Paris));

    private static List<Slot> Walk(SlotCalculator calculator, Cadence cadence)
    {
        var slots = new List<Slot>();
        for (var slot = calculator.Next(cadence, Start); slot is not null && slot.Due < End; slot = calculator.Next(cadence, slot.Due))
        {
            slots.Add(slot);
        }

        return slots;
    }

    private static Cadence Read(string code) => CadenceCode.TryRead(code, out var cadence) ? cadence : throw new ArgumentException(code);
}
