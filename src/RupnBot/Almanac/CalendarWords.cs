using RupnBot.Almanac.Records;
using RupnBot.Bot.Messages;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Scheduling.Calendar;
using RupnBot.Scheduling.Dates;
using RupnBot.Sources.Polling;

namespace RupnBot.Almanac;

/// <summary>What is said of a calendar and of its dates.</summary>
internal sealed class CalendarWords(CurrentWorkingTime working, Texts texts)
{
    /// <summary>More than anyone reads at once; the rest is counted.</summary>
    public const int MostTold = 12;
    private const int MostNext = 3;

    /// <summary>« mardi 1er décembre à 18 h », « samedi 5 décembre », « du lundi 2 novembre au vendredi 27 novembre ».</summary>
    public string When(CalendarDate date)
    {
        var zone = working.Now.TimeZone;
        if (!date.IsAllDay) return DateText.WithoutYear(date.StartsAt, zone, texts.Culture);
        var last = date.EndsAt.AddTicks(-1);
        var first = DateText.Day(date.StartsAt, zone, texts.Culture, withYear: false);
        return LocalInstant.DateOf(last, zone) <= LocalInstant.DateOf(date.StartsAt, zone)
            ? first
            : texts.Format("Almanac.Span", ("first", first), ("last", DateText.Day(last, zone, texts.Culture, withYear: false)));
    }

    /// <summary>« Portes ouvertes, samedi 5 décembre (CDI) ».</summary>
    public string Line(CalendarDate date) => date.Place is { } place
        ? texts.Format("Almanac.LineAt", ("title", date.Title), ("when", When(date)), ("place", place))
        : texts.Format("Almanac.Line", ("title", date.Title), ("when", When(date)));

    /// <summary>One message for all that is due in a salon.</summary>
    public MessageContent Reminder(IReadOnlyList<ToldDate> told)
    {
        var lines = told.Take(MostTold).Select(one => (one.Kind, Text: Line(one.Date))).ToList();
        if (lines is [var only] && told.Count == 1) return texts.Format($"Almanac.Told.{only.Kind}", ("date", only.Text)).ToBody().ToMessage(notice: false);
        var builder = new MessageBuilder().Paragraph(texts.Get("Almanac.Several"))
            .BulletList(lines.Select(line => InlineText.From(line.Kind == ToldKind.Reminder ? line.Text : texts.Format($"Almanac.Told.{line.Kind}", ("date", line.Text)))));
        if (told.Count > MostTold) builder.Paragraph(texts.Plural("Almanac.More", told.Count - MostTold));
        return builder.Build().ToMessage(notice: false);
    }

    /// <summary>What follows a subscription: how much there is, what comes next, what was left out.</summary>
    public MessageBody Done(YearCalendar calendar, string salon, IReadOnlyList<CalendarDate> dates, DateTimeOffset now, bool wasThere)
    {
        var coming = dates.Where(date => date is { IsFirst: true, IsCancelled: false } && date.Deadline > now).ToList();
        var builder = new MessageBuilder().Paragraph(texts.Plural(wasThere ? "Almanac.Changed" : "Almanac.Done", coming.Count, ("name", calendar.Name), ("salon", salon)));
        if (coming.Count > 0) builder.Paragraph(texts.Get("Almanac.Next")).BulletList(coming.OrderBy(date => date.StartsAt).ThenBy(date => date.EndsAt).ThenBy(date => date.Title, StringComparer.Ordinal).Take(MostNext).Select(date => InlineText.From(Line(date))));
        if (calendar.LeftOut > 0) builder.Paragraph(texts.Plural("Almanac.LeftOut", calendar.LeftOut));
        return builder.Paragraph(texts.Format("Almanac.How", ("name", calendar.Name), ("time", DateText.Time(Planning.ReminderPlan.Morning(working.Now.Hours), texts.Culture)))).Build();
    }

    /// <summary>« Film annuel : prochaine date …, illisible depuis mardi (404) ».</summary>
    public string Summary(YearCalendar calendar, CalendarDate? next, DateTimeOffset now)
    {
        var line = next is null ? texts.Format("Almanac.SummaryNone", ("name", calendar.Name)) : texts.Format("Almanac.Summary", ("name", calendar.Name), ("next", Line(next)));
        if (calendar.FailingSince is not { } since || calendar.FailureReason is not { } reason) return line;
        var why = texts.Has($"Almanac.Fault.{reason}") ? texts.Get($"Almanac.Fault.{reason}") : FailureText.Of(reason, calendar.FailureStatus, texts);
        return texts.Format("Almanac.Failing", ("line", line), ("since", FailureText.Since(since, now, working.Now.TimeZone, texts)), ("reason", why));
    }
}

/// <summary>What is said of a date.</summary>
internal enum ToldKind
{
    Reminder = 0,

    /// <summary>It was said before that it would be at another time.</summary>
    Moved = 1,

    /// <summary>It was said before that it would be.</summary>
    Cancelled = 2,
}

internal sealed record ToldDate(CalendarDate Date, ToldKind Kind);
