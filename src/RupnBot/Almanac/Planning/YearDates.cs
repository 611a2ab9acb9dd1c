using System.Security.Cryptography;
using System.Text;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;
using RupnBot.Almanac.Reading;

namespace RupnBot.Almanac.Planning;

/// <summary>Spreads a calendar's events out into dates, those that repeat as well; pure. Repetitions are evaluated on the clock of the event itself.</summary>
internal static class YearDates
{
    private static readonly EvaluationOptions Bounded = new() { MaxUnmatchedIncrementsLimit = CalendarLimits.StepsWithoutDate };

    /// <param name="events">As read.</param>
    /// <param name="from">Dates over before this day are left out.</param>
    /// <param name="until">Dates that begin on this day or later as well.</param>
    /// <param name="own">The bot's clock.</param>
    /// <returns>The nearest first, at most <see cref="CalendarLimits.Dates"/>.</returns>
    public static IReadOnlyList<YearDate> Expand(IReadOnlyList<YearEvent> events, DateOnly from, DateOnly until, TimeZoneInfo own)
    {
        var dates = new List<YearDate>();
        foreach (var group in events.GroupBy(one => one.Uid, StringComparer.Ordinal))
        {
            if (dates.Count >= CalendarLimits.DatesExpanded) break;
            dates.AddRange(OfOne(group.ToList(), from, until, own));
        }

        return [.. dates.DistinctBy(date => date.Occurrence).OrderBy(date => date.StartsAt).ThenBy(date => date.Occurrence, StringComparer.Ordinal).Take(CalendarLimits.Dates)];
    }

    // RFC 5545, section 3.8.4.4: an event of the same name with a RECURRENCE-ID stands for that one date; of two revisions the later one does.
    private static IEnumerable<YearDate> OfOne(List<YearEvent> revisions, DateOnly from, DateOnly until, TimeZoneInfo own)
    {
        var substitutes = revisions.Where(one => one.RecurrenceId is not null).ToList();
        var master = revisions.Where(one => one.RecurrenceId is null).Reverse().MaxBy(one => one.Sequence);
        var used = new HashSet<YearEvent>();
        if (master is not null)
        {
            // One that does not repeat is itself, whenever it is moved to.
            var isSingle = master.Rule is null && master.Added.Count == 0;
            foreach (var start in Starts(master, from, until).Concat(master.Added).Where(start => !master.Excepted.Any(except => IsSame(except, start))).Distinct())
            {
                var meant = substitutes.Where(one => IsSame(one.RecurrenceId!.As(master.Start, own), start)).Reverse().ToList();
                used.UnionWith(meant);
                var said = meant.MaxBy(one => one.Sequence);
                var original = isSingle ? "" : start.Key;
                var date = said is null ? DateOf(master, start, original, own) : DateOf(said, said.Start, original, own) with { IsCancelled = said.IsCancelled || master.IsCancelled };
                if (IsWithin(date, from, until, own)) yield return date;
            }
        }

        // Moved into the year from a date outside it, or left alone by a calendar that shows parts only.
        foreach (var rest in substitutes.Where(one => !used.Contains(one)).GroupBy(one => (master is null ? one.RecurrenceId! : one.RecurrenceId!.As(master.Start, own)).Key))
        {
            var said = rest.Reverse().MaxBy(one => one.Sequence)!;
            var date = DateOf(said, said.Start, rest.Key, own);
            if (IsWithin(date, from, until, own)) yield return date;
        }
    }

    private static IReadOnlyList<EventTime> Starts(YearEvent one, DateOnly from, DateOnly until)
    {
        if (one.Rule is null) return [one.Start];
        var (start, length) = (one.Start, LengthOf(one));
        try
        {
            var repeated = new CalendarEvent { DtStart = new CalDateTime(start.Day, start.Clock, null), RecurrenceRule = new RecurrenceRule(one.Rule) };
            var first = from.AddDays(-(int)Math.Ceiling(length.TotalDays) - 1);
            return
            [
                .. repeated.GetOccurrences(new CalDateTime(first, start.Clock, null), Bounded)
                    .Select(found => start with { Day = found.Period.StartTime.Date })
                    .TakeWhile(found => found.Day < until).Take(CalendarLimits.DatesOfOne),
            ];
        }
        catch (Exception e) when (e is EvaluationException or ArgumentException or FormatException or InvalidOperationException or OverflowException)
        {
            // A rule that leads nowhere: what is left is the date it was to begin on.
            return [start];
        }
    }

    private static YearDate DateOf(YearEvent one, EventTime start, string original, TimeZoneInfo own)
    {
        var startsAt = start.Instant(own);
        var endsAt = start.IsAllDay ? (start with { Day = start.Day.AddDays(Math.Max(1, (int)LengthOf(one).TotalDays)) }).Instant(own) : startsAt + LengthOf(one);
        var alarms = one.Alarms.Where(alarm => alarm.At is null || one.Rule is null)
            .Select(alarm => alarm.At ?? (alarm.FromEnd ? endsAt : startsAt) + alarm.Offset)
            .Where(at => at <= (start.IsAllDay ? endsAt : startsAt) && at >= startsAt - CalendarLimits.LongestLead).Distinct().ToList();
        return new YearDate(Name(one.Uid, original), startsAt, endsAt, start.IsAllDay, one.Title, one.Place, one.IsCancelled, alarms);
    }

    private static TimeSpan LengthOf(YearEvent one)
    {
        var length = one.Duration ?? (one.End is { } end ? Clock(end) - Clock(one.Start) : TimeSpan.Zero);
        return length > CalendarLimits.LongestDate ? CalendarLimits.LongestDate : length > TimeSpan.Zero ? length : TimeSpan.Zero;

        static DateTime Clock(EventTime time) => time.Day.ToDateTime(time.Clock ?? TimeOnly.MinValue);
    }

    private static bool IsSame(EventTime said, EventTime start) => said.IsAllDay ? said.Day == start.Day : said.Key == start.Key;

    private static bool IsWithin(YearDate date, DateOnly from, DateOnly until, TimeZoneInfo own) =>
        date.Deadline >= new EventTime(from, null, null).Instant(own) && date.StartsAt < new EventTime(until, null, null).Instant(own);

    private static string Name(string uid, string original) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{uid}\n{original}")).AsSpan(0, 12));
}
