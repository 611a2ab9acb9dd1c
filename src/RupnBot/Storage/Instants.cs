namespace RupnBot.Storage;

/// <summary>Instants as servers write them: any number may come.</summary>
public static class Instants
{
    private static readonly long Least = DateTimeOffset.UnixEpoch.ToUnixTimeMilliseconds();
    private static readonly long Greatest = new DateTimeOffset(9999, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    /// <summary>The instant, clamped to the years 1970 to 9999.</summary>
    public static DateTimeOffset FromUnixMilliseconds(long value) => DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(value, Least, Greatest));
}
