using RupnBot.Sources.Probing;

namespace RupnBot.Almanac.Fetching;

/// <summary>Addresses of calendars as people copy them; pure.</summary>
internal static class CalendarAddress
{
    private const string Webcal = "webcal";

    /// <summary>Null for words. <c>webcal://</c> is what makers of calendars write in place of <c>https://</c>.</summary>
    public static Uri? Parse(string text)
    {
        var written = text.Trim().TrimStart('<');
        if (written.StartsWith(Webcal + "s://", StringComparison.OrdinalIgnoreCase)) written = "https" + written[(Webcal.Length + 1)..];
        else if (written.StartsWith(Webcal + "://", StringComparison.OrdinalIgnoreCase)) written = "https" + written[Webcal.Length..];
        return SourceProbe.TryReadAddress(written, out var address) ? address : null;
    }

    /// <summary>Whether it names a calendar rather than news.</summary>
    public static bool IsOne(string text) =>
        text.Trim().TrimStart('<').StartsWith(Webcal, StringComparison.OrdinalIgnoreCase) || (Parse(text) is { } address && address.AbsolutePath.EndsWith(".ics", StringComparison.OrdinalIgnoreCase));
}
