namespace RupnBot.Scheduling.Dates;

/// <summary>Reads a week, a month or a year, its beginning or its end: <c>la semaine prochaine</c>, <c>fin du mois</c>, <c>ce week-end</c>.</summary>
internal static class PeriodReader
{
    public static DayExpression? Read(TokenCursor cursor, DateOnly today)
    {
        var start = cursor.Position;
        var day = ReadWeekend(cursor) ?? ReadEnd(cursor, today) ?? ReadStart(cursor, today) ?? ReadNext(cursor, today);
        if (day is null)
        {
            cursor.MoveTo(start);
        }

        return day;
    }

    private static DayExpression.OnWeekday? ReadWeekend(TokenCursor cursor)
    {
        if (cursor.TakeKey(Key.Weekend))
        {
            cursor.TakeKey(Key.Next);
            return new DayExpression.OnWeekday(DayOfWeek.Saturday);
        }

        if (!cursor.Peek().IsUnit(Unit.Week) || !cursor.Peek(1).IsKey(Key.End))
        {
            return null;
        }

        cursor.Move(2);
        cursor.TakeKey(Key.Next);
        return new DayExpression.OnWeekday(DayOfWeek.Saturday);
    }

    private static DayExpression.Exactly? ReadEnd(TokenCursor cursor, DateOnly today)
    {
        if (!cursor.TakeKey(Key.End))
        {
            return null;
        }

        if (ReadPeriod(cursor) is not var (unit, next, month))
        {
            return null;
        }

        var date = unit switch
        {
            Unit.Day => today,
            Unit.Week => FridayOf(today, next),
            Unit.Year => new DateOnly(today.Year + (next ? 1 : 0), 12, 31),
            _ => LastDayOf(today, next, month),
        };
        return new DayExpression.Exactly(date, MissingHour.OfEvening);
    }

    private static DayExpression? ReadStart(TokenCursor cursor, DateOnly today)
    {
        if (!cursor.TakeKey(Key.Start) || ReadPeriod(cursor) is not var (unit, next, month))
        {
            return null;
        }

        return unit switch
        {
            Unit.Day => null,
            Unit.Week => new DayExpression.OfNextWeek(DayOfWeek.Monday),
            Unit.Year => new DayExpression.Exactly(new DateOnly(today.Year + 1, 1, 1)),
            _ when month is { } named => new DayExpression.OnDate(1, named),
            _ => new DayExpression.Exactly(FirstOfNextMonth(today)),
        };
    }

    private static DayExpression? ReadNext(TokenCursor cursor, DateOnly today)
    {
        if (ReadPeriod(cursor) is not (var unit, true, null))
        {
            return null;
        }

        return unit switch
        {
            Unit.Week => new DayExpression.OfNextWeek(ReadWeekday(cursor) ?? DayOfWeek.Monday),
            Unit.Month => new DayExpression.Exactly(FirstOfNextMonth(today)),
            Unit.Year => new DayExpression.Exactly(new DateOnly(today.Year + 1, 1, 1)),
            _ => null,
        };
    }

    /// <summary>"la semaine prochaine, mardi".</summary>
    private static DayOfWeek? ReadWeekday(TokenCursor cursor)
    {
        if (!cursor.Peek().Is(TermKind.Weekday))
        {
            return null;
        }

        var day = (DayOfWeek)cursor.Peek().Term!.Value;
        cursor.Move();
        return day;
    }

    private static (Unit Unit, bool Next, int? Month)? ReadPeriod(TokenCursor cursor)
    {
        cursor.SkipFillers();
        cursor.TakeKey(Key.This);
        var next = cursor.TakeKey(Key.Next);
        var token = cursor.Peek();
        if (token.Is(TermKind.Month))
        {
            cursor.Move();
            return (Unit.Month, false, token.Term!.Value);
        }

        var isYear = token.Text is "an" or "annee";
        if (!token.Is(TermKind.Unit) && !isYear)
        {
            return null;
        }

        cursor.Move();
        next |= cursor.TakeKey(Key.Next);
        return (isYear ? Unit.Year : (Unit)token.Term!.Value, next, null);
    }

    /// <summary>In France "fin de semaine" is the end of the working week; from Saturday on it is the next one's.</summary>
    private static DateOnly FridayOf(DateOnly today, bool next)
    {
        var ahead = ((int)DayOfWeek.Friday - (int)today.DayOfWeek + 7) % 7;
        var stillThisWeek = today.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
        return today.AddDays(ahead + (next && stillThisWeek ? 7 : 0));
    }

    private static DateOnly LastDayOf(DateOnly today, bool next, int? month)
    {
        if (month is { } named)
        {
            var year = named < today.Month ? today.Year + 1 : today.Year;
            return new DateOnly(year, named, DateTime.DaysInMonth(year, named));
        }

        var within = next ? today.AddMonths(1) : today;
        return new DateOnly(within.Year, within.Month, DateTime.DaysInMonth(within.Year, within.Month));
    }

    private static DateOnly FirstOfNextMonth(DateOnly today) => new DateOnly(today.Year, today.Month, 1).AddMonths(1);
}
