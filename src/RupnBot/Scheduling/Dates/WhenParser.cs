using System.Globalization;
using RupnBot.Scheduling.Calendar;

namespace RupnBot.Scheduling.Dates;

/// <summary>
/// The one reader of dates and hours people write, in French and English. It answers an instant or a question, never throws, and reads the wall
/// clock by the rule of <see cref="LocalInstant"/>.
/// <list type="bullet">
/// <item>An hour without a day is the next such hour; a weekday without an hour is never today, with an hour still ahead it is.</item>
/// <item>"mardi prochain" is the next Tuesday after today; "mardi en huit" is a week later.</item>
/// <item>"minuit" and "24h" end the day they are said of: "vendredi minuit" is the instant Saturday begins. "0h" begins it.</item>
/// <item>A date without a year is the next such date; if it is today and its hour is over, it is past.</item>
/// <item>"dans 2 jours" keeps the present hour on the wall clock; "dans 48 heures" counts the hours.</item>
/// </list>
/// </summary>
public static class WhenParser
{
    /// <summary>Characters beyond which a text is no date.</summary>
    public const int MaximumLength = 200;

    public static WhenResult Parse(string? text, DateTimeOffset now, TimeZoneInfo zone, CultureInfo culture, WhenOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(zone);
        ArgumentNullException.ThrowIfNull(culture);
        options ??= WhenOptions.Default;
        if (string.IsNullOrWhiteSpace(text))
        {
            return new WhenResult.NotUnderstood(WhenFault.Empty);
        }

        if (text.Length > MaximumLength && !options.AllowRemainder)
        {
            return new WhenResult.NotUnderstood(WhenFault.TooLong);
        }

        var resolver = new WhenResolver(now, zone, options);
        if (IsoInstant.Read(text) is { } instant)
        {
            return resolver.Judge(instant, TimePrecision.Minute, null);
        }

        // Of a long text only its beginning can be a date.
        var head = text.Length > MaximumLength ? text[..MaximumLength] : text;
        var cursor = new TokenCursor(Lexer.Read(head, guess: !options.AllowRemainder));
        var phrase = WhenPhrase.Read(cursor, resolver.Today, IsDayFirst(culture));
        if (cursor.Fault is { } fault)
        {
            return new WhenResult.NotUnderstood(fault);
        }

        if (phrase.IsEmpty || (phrase.RestStart is not null && !options.AllowRemainder))
        {
            return new WhenResult.NotUnderstood(WhenFault.NotADate);
        }

        return resolver.Resolve(phrase, phrase.RestStart is { } start ? text[start..].Trim() : null);
    }

    private static bool IsDayFirst(CultureInfo culture) =>
        culture.TwoLetterISOLanguageName != "en"
        || (!culture.IsNeutralCulture && culture.DateTimeFormat.ShortDatePattern.StartsWith("d", StringComparison.OrdinalIgnoreCase));
}
