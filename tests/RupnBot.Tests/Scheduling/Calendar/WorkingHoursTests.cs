using RupnBot.Scheduling.Calendar;

namespace RupnBot.Tests.Scheduling.Calendar;

public sealed class WorkingHoursTests
{
    [Theory]
    [InlineData("07:30-18:30")]
    [InlineData("7:30 - 18:30")]
    public void They_are_read_from_the_setting(string text)
    {
        Assert.True(WorkingHours.TryParse(text, out var hours));
        Assert.Equal(WorkingHours.Default, hours);
        Assert.Equal("07:30-18:30", hours.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("07:30")]
    [InlineData("18:30-07:30")]
    [InlineData("08:00-08:00")]
    [InlineData("07:30-24:30")]
    [InlineData("07:30-12:00-18:30")]
    [InlineData("matin-soir")]
    public void Anything_else_is_refused(string? text) => Assert.False(WorkingHours.TryParse(text, out _));

    [Theory]
    [InlineData(7, 29, false)]
    [InlineData(7, 30, true)]
    [InlineData(18, 30, true)]
    [InlineData(18, 31, false)]
    public void Both_ends_are_within(int hour, int minute, bool within) =>
        Assert.Equal(within, WorkingHours.Default.Contains(new TimeOnly(hour, minute)));
}
