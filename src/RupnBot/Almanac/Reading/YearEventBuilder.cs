using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RupnBot.Bot.Messages;

namespace RupnBot.Almanac.Reading;

/// <summary>Puts one event together from its lines.</summary>
internal sealed class YearEventBuilder(TimeZoneInfo own)
{
    private readonly List<EventTime> _added = [];
    private readonly List<EventTime> _excepted = [];
    private readonly List<EventAlarm> _alarms = [];
    private readonly List<string> _rules = [];
    private string? _uid;
    private EventTime? _start;
    private EventTime? _end;
    private EventTime? _recurrenceId;
    private TimeSpan? _duration;
    private string _title = "";
    private string? _place;
    private int _sequence;
    private bool _isCancelled;
    private bool _isSubstitute;
    private EventAlarm? _alarm;
    private bool _isSilent;

    public void Take(CalendarLine line, string inside)
    {
        if (inside == "VALARM") TakeAlarm(line);
        else if (inside == "VEVENT") TakeEvent(line);
    }

    public void BeginAlarm() => (_alarm, _isSilent) = (null, false);

    public void EndAlarm()
    {
        if (_alarm is { } alarm && !_isSilent && _alarms.Count < CalendarLimits.Alarms && !_alarms.Contains(alarm)) _alarms.Add(alarm);
    }

    /// <summary>The event; null when it has no date that can be read, or repeats as none may.</summary>
    public YearEvent? Build()
    {
        if (_start is not { } start || (_isSubstitute && _recurrenceId is null)) return null;
        string? rule = null;
        // Two rules of one event were given up by the standard: such an event is left out rather than half said.
        if (_rules.Count > 1 || (_rules.Count == 1 && (rule = RecurrenceText.Bound(_rules[0], start, own)) is null)) return null;
        return new YearEvent(_uid ?? Nameless(start), start)
        {
            RecurrenceId = _recurrenceId,
            Sequence = _sequence,
            IsCancelled = _isCancelled,
            End = _end?.IsAllDay == start.IsAllDay ? _end : null,
            Duration = _duration > TimeSpan.Zero ? _duration : null,
            Rule = _recurrenceId is null ? rule : null,
            Added = [.. _added.Select(time => time.As(start, own))],
            Excepted = [.. _excepted.Select(time => time.As(start, own))],
            Title = _title.Length > 0 ? _title : "…",
            Place = _place,
            Alarms = [.. _alarms],
        };
    }

    private void TakeEvent(CalendarLine line)
    {
        switch (line.Name)
        {
            case "UID" when line.Value.Length is > 0 and <= CalendarLimits.Uid:
                _uid = line.Value;
                break;
            case "DTSTART":
                _start = TimeOf(line);
                break;
            case "DTEND":
                _end = TimeOf(line);
                break;
            case "DURATION":
                _duration = CalendarDuration.Parse(line.Value);
                break;
            case "RECURRENCE-ID":
                (_recurrenceId, _isSubstitute) = (TimeOf(line), true);
                break;
            case "SEQUENCE":
                _sequence = int.TryParse(line.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
                break;
            case "STATUS":
                _isCancelled = line.Value.Equals("CANCELLED", StringComparison.OrdinalIgnoreCase);
                break;
            case "SUMMARY":
                _title = DisplayText.Shorten(DisplayText.OneLine(line.Text), CalendarLimits.Title);
                break;
            case "LOCATION":
                _place = DisplayText.Shorten(DisplayText.OneLine(line.Text), CalendarLimits.Place) is { Length: > 0 } place ? place : null;
                break;
            case "RRULE":
                _rules.Add(line.Value);
                break;
            case "RDATE":
                AddTimes(line, _added);
                break;
            case "EXDATE":
                AddTimes(line, _excepted);
                break;
        }
    }

    private void TakeAlarm(CalendarLine line)
    {
        if (line.Name == "ACTION" && line.Value.Equals("NONE", StringComparison.OrdinalIgnoreCase)) _isSilent = true;
        if (line.Name != "TRIGGER") return;
        if (EventTime.Parse(line.Value, null) is { IsAllDay: false } at) _alarm = new EventAlarm(TimeSpan.Zero, false, at.Instant(own));
        else if (CalendarDuration.Parse(line.Value) is { } offset && offset <= TimeSpan.Zero && offset >= -CalendarLimits.LongestLead)
            _alarm = new EventAlarm(offset, line.Parameters.GetValueOrDefault("RELATED", "").Equals("END", StringComparison.OrdinalIgnoreCase), null);
    }

    private static EventTime? TimeOf(CalendarLine line) => EventTime.Parse(line.Value, CalendarZones.Find(line.Parameters.GetValueOrDefault("TZID")));

    private static void AddTimes(CalendarLine line, List<EventTime> times)
    {
        var zone = CalendarZones.Find(line.Parameters.GetValueOrDefault("TZID"));
        foreach (var value in line.Value.Split(','))
        {
            if (times.Count == CalendarLimits.Exceptions) return;
            // A period (« 20261201T080000Z/PT1H ») begins with its start.
            if (EventTime.Parse(value.Split('/')[0], zone) is { } time) times.Add(time);
        }
    }

    // Section 3.8.4.7 demands a name; where there is none, what the event says is its name.
    private string Nameless(EventTime start) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{start.Key} {_title}")).AsSpan(0, 16));
}
