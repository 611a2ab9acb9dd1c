using RupnBot.Scheduling.Calendar;

namespace RupnBot.Tests.Scheduling.Calendar;

public sealed class CurrentSchoolCalendarTests
{
    private static readonly DateOnly Day = new(2026, 12, 14);

    [Fact]
    public void A_newer_document_takes_over_and_a_broken_one_changes_nothing()
    {
        var current = new CurrentSchoolCalendar(ShippedSchoolCalendar.Calendar);

        Assert.IsType<SchoolCalendarReading.Complete>(current.Refresh(Document("2026-12-12")));
        Assert.True(current.Calendar.IsHoliday(Day, SchoolZone.A));

        Assert.IsType<SchoolCalendarReading.Refused>(current.Refresh("<html>"u8.ToArray()));
        Assert.True(current.Calendar.IsHoliday(Day, SchoolZone.A));

        Assert.IsType<SchoolCalendarReading.Complete>(current.Refresh(Document("2026-12-19")));
        Assert.False(current.Calendar.IsHoliday(Day, SchoolZone.A));
    }

    private static byte[] Document(string first) => System.Text.Encoding.UTF8.GetBytes($$"""
        {"years": [{"from": "2026-09-01", "to": "2027-08-31", "periods": [{"zones": ["A"], "first": "{{first}}", "last": "2027-01-03"}]}]}
        """);
}
