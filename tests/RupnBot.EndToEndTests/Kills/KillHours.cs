namespace RupnBot.EndToEndTests.Kills;

/// <summary>
/// When the kills fall, and the digests among them. A digest is agreed on by the minute, so that the first is due at the next full minute; the kills
/// go on until shortly after the last.
/// </summary>
internal sealed class KillHours
{
    private const int Noon = 12;

    // Twenty salons agree on an hour in about two seconds.
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan After = TimeSpan.FromSeconds(4);

    private readonly int _offset;
    private readonly int _minutes;

    /// <param name="start">The kills begin.</param>
    /// <param name="offset">Hours between UTC and the bot's time.</param>
    public KillHours(DateTimeOffset start, int offset)
    {
        _offset = offset;
        var minute = start + Lead;
        FirstDue = minute.AddTicks(TimeSpan.TicksPerMinute - (minute.Ticks % TimeSpan.TicksPerMinute));
        var needed = KillSettings.MeanLife * KillSettings.Kills;
        _minutes = 1 + Math.Max(0, (int)((start + needed - FirstDue - After) / TimeSpan.FromMinutes(1)));
        var last = FirstDue.AddMinutes(_minutes - 1) + After;
        Interval = TimeSpan.FromTicks(Math.Max(needed.Ticks, (last - start).Ticks) / KillSettings.Kills);
    }

    public DateTimeOffset FirstDue { get; }

    /// <summary>Between two kills, on average.</summary>
    public TimeSpan Interval { get; }

    /// <summary>A salon's minute, as the bot's clock shows it.</summary>
    public TimeOnly DueOf(int salon) => TimeOnly.FromDateTime(FirstDue.AddMinutes(salon % _minutes).UtcDateTime.AddHours(_offset));

    /// <summary>An offset by which it is about noon now: whenever the test runs, no midnight comes between, and nothing waits for the morning.</summary>
    public static int NoonOffset(DateTimeOffset now) => Noon - now.UtcDateTime.Hour;

    /// <summary>The zone with this offset. POSIX counts westwards: <c>Etc/GMT-2</c> is two hours ahead of UTC.</summary>
    public static string ZoneOf(int offset) => offset == 0 ? "Etc/UTC" : $"Etc/GMT{-offset:+0;-0}";
}
