namespace RupnBot.Scheduling.Dates;

/// <summary>Reads a day, trying in turn each way people name one. What it does not understand it leaves in place.</summary>
internal static class DayReader
{
    public static DayExpression? Read(TokenCursor cursor, DateOnly today, bool dayFirst)
    {
        var start = cursor.Position;
        var day = FigureDateReader.Read(cursor, dayFirst)
            ?? DelayReader.Read(cursor, today)
            ?? ReadNamedDay(cursor, today)
            ?? ReadWeekday(cursor)
            ?? MonthDateReader.Read(cursor, today)
            ?? PeriodReader.Read(cursor, today);
        if (day is null)
        {
            cursor.MoveTo(start);
        }

        return day;
    }

    private static DayExpression.Exactly? ReadNamedDay(TokenCursor cursor, DateOnly today)
    {
        if (cursor.TakeKey(Key.Today))
        {
            return new(today);
        }

        if (cursor.TakeKey(Key.Tomorrow))
        {
            return new(today.AddDays(1));
        }

        if (cursor.TakeKey(Key.DayAfterTomorrow))
        {
            return new(today.AddDays(2));
        }

        if (cursor.TakeKey(Key.Yesterday))
        {
            return new(today.AddDays(-1));
        }

        if (cursor.Peek().IsKey(Key.After) && cursor.Peek(1).IsKey(Key.Tomorrow))
        {
            cursor.Move(2);
            return new(today.AddDays(2));
        }

        if (cursor.Peek().IsKey(Key.Before) && cursor.Peek(1).IsKey(Key.Yesterday))
        {
            cursor.Move(2);
            return new(today.AddDays(-2));
        }

        if (cursor.Peek().IsUnit(Unit.Day) && cursor.Peek(1).IsKey(Key.After) && cursor.Peek(2).IsKey(Key.Tomorrow))
        {
            cursor.Move(3);
            return new(today.AddDays(2));
        }

        return null;
    }

    private static DayExpression? ReadWeekday(TokenCursor cursor)
    {
        var start = cursor.Position;
        var next = cursor.TakeKey(Key.Next);
        if (!cursor.Peek().Is(TermKind.Weekday))
        {
            cursor.MoveTo(start);
            return null;
        }

        var day = (DayOfWeek)cursor.Peek().Term!.Value;
        cursor.Move();
        if (TakeNextWeek(cursor))
        {
            return new DayExpression.OfNextWeek(day);
        }

        if (cursor.Peek().IsKey(Key.En) && cursor.Peek(1) is { IsNumber: true, Value: 8 or 15 } days)
        {
            cursor.Move(2);
            return new DayExpression.OnWeekday(day, Weeks: days.Value == 8 ? 1 : 2);
        }

        if (next || cursor.TakeKey(Key.Next))
        {
            return new DayExpression.OnWeekday(day, NotToday: true);
        }

        return MonthDateReader.ReadAfterWeekday(cursor, day) ?? new DayExpression.OnWeekday(day);
    }

    private static bool TakeNextWeek(TokenCursor cursor)
    {
        var start = cursor.Position;
        cursor.SkipFillers();
        var nextFirst = cursor.TakeKey(Key.Next);
        if (cursor.TakeUnit(Unit.Week) && (nextFirst || cursor.TakeKey(Key.Next)))
        {
            return true;
        }

        cursor.MoveTo(start);
        return false;
    }
}
