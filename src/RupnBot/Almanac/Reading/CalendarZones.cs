namespace RupnBot.Almanac.Reading;

/// <summary>
/// The zones that calendars name: by IANA (<c>Europe/Paris</c>), by Windows (<c>Romance Standard Time</c>), or behind a maker's path
/// (<c>/citadel.org/20210210_1/Europe/Paris</c>). Rules that a file brings of its own are not read: whoever writes a zone nobody knows means the local one.
/// </summary>
internal static class CalendarZones
{
    private const int LongestName = 100;

    public static string? Find(string? name)
    {
        if (name is null or { Length: 0 or > LongestName }) return null;
        var parts = name.Split('/', StringSplitOptions.RemoveEmptyEntries);
        string[] candidates = [string.Join('/', parts), string.Join('/', parts.TakeLast(2)), string.Join('/', parts.TakeLast(3))];
        return candidates.FirstOrDefault(candidate => candidate.Length > 0 && TimeZoneInfo.TryFindSystemTimeZoneById(candidate, out _));
    }
}
