using System.Globalization;

namespace RupnBot.Demo.Story;

/// <summary>A minute of the clock on the wall that is about to come, as one writes it to the bot.</summary>
public static class NextMinute
{
    /// <summary>What must remain until then: time to write the command and to have it understood.</summary>
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(15);

    /// <summary>
    /// The next full minute at least <see cref="Lead"/> away. Not the last two minutes of a day: the working hours of the demo end at 23:59, and
    /// what misses them waits for the next day. Then it is one minute past midnight.
    /// </summary>
    public static TimeOnly After(DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(now + Lead, zone);
        var minute = new TimeOnly(local.Hour, local.Minute).AddMinutes(1);
        return minute >= new TimeOnly(23, 58) || minute == TimeOnly.MinValue ? new TimeOnly(0, 1) : minute;
    }

    /// <summary><c>8h05</c>.</summary>
    public static string Write(TimeOnly time) => string.Create(CultureInfo.InvariantCulture, $"{time.Hour}h{time.Minute:00}");
}
