using System.Globalization;
using RupnBot.Scheduling.Calendar;

namespace RupnBot.Almanac.Reading;

/// <summary>A date, or a time on the clock of a zone, as a calendar says it.</summary>
/// <param name="Day">The day.</param>
/// <param name="Clock">Null for a whole day.</param>
/// <param name="Zone">Null where the calendar names none that is known: the bot's own.</param>
public sealed record EventTime(DateOnly Day, TimeOnly? Clock, string? Zone)
{
    private const string Utc = "UTC";
    private static readonly DateOnly Earliest = new(1970, 1, 1);
    private static readonly DateOnly Latest = new(2200, 1, 1);

    public bool IsAllDay => Clock is null;

    /// <summary>What tells one date of a repetition from the others.</summary>
    public string Key => Clock is { } clock
        ? string.Create(CultureInfo.InvariantCulture, $"{Day:yyyyMMdd}T{clock:HHmmss}")
        : Day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>Reads <c>20261201</c>, <c>20261201T180000</c> or <c>20261201T170000Z</c>; null for anything else, and for times no reminder can mean.</summary>
    public static EventTime? Parse(string value, string? zone)
    {
        ArgumentNullException.ThrowIfNull(value);
        var text = value.Trim();
        if (DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return Within(day) ? new EventTime(day, null, null) : null;
        var isUtc = text.EndsWith('Z');
        if (!DateTime.TryParseExact(isUtc ? text[..^1] : text, "yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return null;
        day = DateOnly.FromDateTime(time);
        return Within(day) ? new EventTime(day, TimeOnly.FromDateTime(time), isUtc ? Utc : zone) : null;
    }

    /// <summary>The instant; a whole day begins at midnight on the bot's clock.</summary>
    public DateTimeOffset Instant(TimeZoneInfo own) => LocalInstant.At(Day, Clock ?? TimeOnly.MinValue, IsAllDay ? own : ZoneOf(own));

    /// <summary>The same instant on the clock of another time, to be compared with its repetitions.</summary>
    public EventTime As(EventTime other, TimeZoneInfo own)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.IsAllDay) return new EventTime(Day, null, null);
        if (IsAllDay || Zone == other.Zone) return this;
        var zone = other.ZoneOf(own);
        var instant = Instant(own);
        return new EventTime(LocalInstant.DateOf(instant, zone), LocalInstant.TimeOf(instant, zone), other.Zone);
    }

    private TimeZoneInfo ZoneOf(TimeZoneInfo own) => Zone is { } id && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : own;

    private static bool Within(DateOnly day) => day >= Earliest && day < Latest;
}
