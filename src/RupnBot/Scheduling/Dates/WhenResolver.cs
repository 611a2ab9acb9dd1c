using RupnBot.Scheduling.Calendar;

namespace RupnBot.Scheduling.Dates;

/// <summary>Finds the instant a phrase names, as seen from now.</summary>
internal sealed class WhenResolver(DateTimeOffset now, TimeZoneInfo zone, WhenOptions options)
{
    private const int LeapYearGap = 8;

    private readonly TimeOnly clock = LocalInstant.TimeOf(now, zone);

    public DateOnly Today { get; } = LocalInstant.DateOf(now, zone);

    public WhenResult Resolve(WhenPhrase phrase, string? rest)
    {
        var time = phrase.Time;
        if (phrase.Part is { } said && phrase.Time is { } named)
        {
            if (PartOfDayReader.Agree(named, said) is not { } agreed)
            {
                return new WhenResult.NotUnderstood(WhenFault.Contradiction);
            }

            time = agreed;
        }

        var day = phrase.Day;
        var precision = time is not null ? TimePrecision.Minute : phrase.Part is null ? TimePrecision.Day : TimePrecision.PartOfDay;
        var hour = time ?? (phrase.Part is { } part ? ClockTime.From(PartOfDayReader.HourOf(part, options)) : null);
        if (phrase.Figure is { } figure)
        {
            return ResolveFigure(day, hour, figure, precision, rest);
        }

        if (day is null && phrase.OfToday)
        {
            day = new DayExpression.Exactly(Today);
        }

        return day is null ? NextHour(hour!.Value, precision, rest) : ResolveDay(day, hour, precision, rest);
    }

    public WhenResult Judge(DateTimeOffset instant, TimePrecision precision, string? rest)
    {
        if (instant <= now)
        {
            return new WhenResult.Past(instant);
        }

        return instant - now > TimeSpan.FromDays(options.MaximumDays)
            ? new WhenResult.NotUnderstood(WhenFault.TooFar)
            : new WhenResult.Understood(instant, precision, string.IsNullOrEmpty(rest) ? null : rest);
    }

    private WhenResult ResolveDay(DayExpression day, ClockTime? hour, TimePrecision precision, string? rest) => day switch
    {
        DayExpression.After when hour is not null => new WhenResult.NotUnderstood(WhenFault.Contradiction),
        DayExpression.After after => Judge(now + after.Delay, TimePrecision.Minute, rest),
        DayExpression.Exactly { Hour: MissingHour.OfNow } later when hour is null =>
            Judge(LocalInstant.At(later.Date, new TimeOnly(clock.Hour, clock.Minute), zone), TimePrecision.Minute, rest),
        DayExpression.Exactly exactly => Judge(At(exactly.Date, hour ?? Missing(exactly.Hour)), precision, rest),
        DayExpression.OnWeekday weekday => Judge(NextWeekday(weekday, hour), precision, rest),
        DayExpression.OfNextWeek weekday => Judge(At(DayOfNextWeek(weekday.Day), hour ?? Missing(MissingHour.OfDay)), precision, rest),
        DayExpression.OnDate date => ResolveDate(date, hour, precision, rest),
        DayExpression.EitherOrder either => ResolveEither(either, hour),
        _ => new WhenResult.NotUnderstood(WhenFault.NotADate),
    };

    /// <summary>"lundi 8", "demain 17", "8": an hour, or a day of the month, or both are as likely.</summary>
    private WhenResult ResolveFigure(DayExpression? day, ClockTime? hour, int figure, TimePrecision precision, string? rest)
    {
        if (day is not (null or DayExpression.OnWeekday { Weeks: 0 }) || figure > 31)
        {
            return day is null || hour is not null || figure > 23
                ? new WhenResult.NotUnderstood(WhenFault.NotADate)
                : ResolveDay(day, new ClockTime(figure, 0), TimePrecision.Minute, rest);
        }

        var weekday = (day as DayExpression.OnWeekday)?.Day;
        var asDate = figure > 0 ? ResolveDate(new DayExpression.OnDate(figure, Weekday: weekday), hour, precision, rest) : null;
        if (hour is not null || figure > 23)
        {
            return asDate ?? new WhenResult.NotUnderstood(WhenFault.NoSuchDate);
        }

        var time = new ClockTime(figure, 0);
        var asHour = day is null ? NextHour(time, TimePrecision.Minute, rest) : ResolveDay(day, time, TimePrecision.Minute, rest);
        return (asHour, asDate) is (WhenResult.Understood first, WhenResult.Understood second)
            ? new WhenResult.Ambiguous(WhenQuestion.HourOrDay, [first.Instant, second.Instant])
            : asHour;
    }

    private WhenResult NextHour(ClockTime hour, TimePrecision precision, string? rest)
    {
        var today = At(Today, hour);
        return Judge(today > now ? today : At(Today.AddDays(1), hour), precision, rest);
    }

    private DateTimeOffset NextWeekday(DayExpression.OnWeekday weekday, ClockTime? hour)
    {
        var ahead = (weekday.Day - Today.DayOfWeek + 7) % 7;
        if (weekday.Weeks > 0)
        {
            return At(Today.AddDays(ahead + (7 * weekday.Weeks)), hour ?? Missing(MissingHour.OfDay));
        }

        if (ahead == 0 && (weekday.NotToday || hour is null || At(Today, hour.Value) <= now))
        {
            ahead = 7;
        }

        return At(Today.AddDays(ahead), hour ?? Missing(MissingHour.OfDay));
    }

    private DateOnly DayOfNextWeek(DayOfWeek day) => Today.AddDays(7 - FromMonday(Today.DayOfWeek) + FromMonday(day));

    private WhenResult ResolveDate(DayExpression.OnDate named, ClockTime? hour, TimePrecision precision, string? rest)
    {
        if (DateOf(named) is not { } date)
        {
            return new WhenResult.NotUnderstood(WhenFault.NoSuchDate);
        }

        var time = hour ?? Missing(MissingHour.OfDay);
        var result = Judge(At(date, time), precision, rest);
        if (named.Weekday is not { } weekday || weekday == date.DayOfWeek || result is not WhenResult.Understood)
        {
            return result;
        }

        // One of the two is a slip: the date as written, or the nearest such weekday.
        var before = date.AddDays(-((date.DayOfWeek - weekday + 7) % 7));
        var nearest = date.DayNumber - before.DayNumber <= 3 && At(before, time) > now ? before : before.AddDays(7);
        return new WhenResult.Ambiguous(WhenQuestion.WeekdayOrDate, [At(date, time), At(nearest, time)]);
    }

    private WhenResult ResolveEither(DayExpression.EitherOrder either, ClockTime? hour)
    {
        var time = hour ?? Missing(MissingHour.OfDay);
        DayExpression.OnDate[] readings = [new(either.First, either.Second, either.Year), new(either.Second, either.First, either.Year)];
        var results = readings.Select(reading => ResolveDate(reading, time, TimePrecision.Minute, null)).ToList();
        var candidates = results.OfType<WhenResult.Understood>().Select(result => result.Instant).ToList();
        return candidates.Count switch
        {
            2 => new WhenResult.Ambiguous(WhenQuestion.DayOrMonthFirst, candidates),
            1 => results.OfType<WhenResult.Understood>().Single(),
            _ => results[0],
        };
    }

    /// <summary>The first date that fits and is not over, today included; null when there is none.</summary>
    private DateOnly? DateOf(DayExpression.OnDate named)
    {
        if (named.Month is not { } month)
        {
            return Enumerable.Range(0, 12)
                .Select(ahead => new DateOnly(Today.Year, Today.Month, 1).AddMonths(ahead))
                .Select(first => Date(first.Year, first.Month, named.Day))
                .FirstOrDefault(date => date >= Today);
        }

        if (named.Year is { } year)
        {
            return Date(year, month, named.Day);
        }

        return Enumerable.Range(Today.Year, LeapYearGap + 1)
            .Select(candidate => Date(candidate, month, named.Day))
            .FirstOrDefault(date => date >= Today);
    }

    private static DateOnly? Date(int year, int month, int day) =>
        year is >= 1900 and <= 9000 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;

    private ClockTime Missing(MissingHour hour) => ClockTime.From(hour == MissingHour.OfEvening ? options.Evening : options.DayTime);

    private DateTimeOffset At(DateOnly date, ClockTime time) => LocalInstant.At(time.On(date), zone);

    private static int FromMonday(DayOfWeek day) => ((int)day + 6) % 7;
}
