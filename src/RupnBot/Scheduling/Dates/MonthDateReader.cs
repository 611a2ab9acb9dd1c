namespace RupnBot.Scheduling.Dates;

/// <summary>Reads <c>3 mars</c>, <c>1er avril 2027</c>, <c>le 15</c>, <c>le 15 du mois prochain</c>, <c>March 3rd</c>.</summary>
internal static class MonthDateReader
{
    public static DayExpression? Read(TokenCursor cursor, DateOnly today)
    {
        if (cursor.Peek().Is(TermKind.Month) && cursor.Peek(1) is { IsFigure: true, Digits: <= 2 } && !IsHour(cursor, 1))
        {
            return ReadMonthFirst(cursor);
        }

        // "le premier mars" is written too.
        var isFirst = cursor.Peek().IsKey(Key.First);
        if ((!cursor.Peek().IsNumber && !isFirst) || cursor.Peek().Digits > 2)
        {
            return null;
        }

        var day = isFirst ? 1 : cursor.Peek().Value;
        var ordinal = cursor.Peek(1).IsKey(Key.OrdinalEnding) ? 1 : 0;
        var afterDay = 1 + ordinal + (cursor.Peek(1 + ordinal).Text is "of" or "de" ? 1 : 0);
        if (MonthAt(cursor, afterDay) is { } month)
        {
            cursor.Move(afterDay + 1);
            return new DayExpression.OnDate(day, month, ReadYear(cursor));
        }

        var named = cursor.Peek(-1).IsKey(Key.The) && (cursor.Peek().IsFigure || isFirst) && !IsHour(cursor, 0);
        if (ordinal == 0 && !named)
        {
            return null;
        }

        cursor.Move(1 + ordinal);
        return ReadMonthWord(cursor, day, today);
    }

    /// <summary>What follows a weekday: "lundi 30 novembre", "mardi 1er". A figure alone is left: it may be an hour.</summary>
    public static DayExpression? ReadAfterWeekday(TokenCursor cursor, DayOfWeek weekday)
    {
        var start = cursor.Position;
        cursor.SkipFillers();
        var day = cursor.Peek();
        if (day.IsFigure && cursor.Peek(1).IsSign('/') && FigureDateReader.Read(cursor, dayFirst: true) is DayExpression.OnDate figures)
        {
            return figures with { Weekday = weekday };
        }

        if (Read(cursor, default) is DayExpression.OnDate date && day.Value <= 31)
        {
            return date with { Weekday = weekday };
        }

        cursor.MoveTo(start);
        return null;
    }

    private static DayExpression.OnDate ReadMonthFirst(TokenCursor cursor)
    {
        var month = cursor.Peek().Term!.Value;
        var day = cursor.Peek(1).Value;
        cursor.Move(2);
        if (cursor.Peek().IsKey(Key.OrdinalEnding))
        {
            cursor.Move();
        }

        return new DayExpression.OnDate(day, month, ReadYear(cursor));
    }

    private static DayExpression.OnDate ReadMonthWord(TokenCursor cursor, int day, DateOnly today)
    {
        var start = cursor.Position;
        cursor.SkipFillers();
        var next = cursor.TakeKey(Key.Next);
        if (cursor.TakeUnit(Unit.Month))
        {
            if ((next || cursor.TakeKey(Key.Next)) && today != default)
            {
                var month = today.AddMonths(1);
                return new DayExpression.OnDate(day, month.Month, month.Year);
            }

            return new DayExpression.OnDate(day);
        }

        cursor.MoveTo(start);
        return new DayExpression.OnDate(day);
    }

    /// <summary>After a figure "mar" is March and "sept" is September; elsewhere they are Tuesday and seven.</summary>
    private static int? MonthAt(TokenCursor cursor, int ahead) => cursor.Peek(ahead) switch
    {
        { Term: { Kind: TermKind.Month } month } => month.Value,
        { Text: "mar" } => 3,
        { Text: "sept" } => 9,
        _ => null,
    };

    private static int? ReadYear(TokenCursor cursor)
    {
        if (cursor.Peek() is not { IsFigure: true, Digits: 4 } year || IsHour(cursor, 0))
        {
            return null;
        }

        cursor.Move();
        return year.Value;
    }

    private static bool IsHour(TokenCursor cursor, int ahead) =>
        cursor.Peek(ahead + 1).IsUnit(Unit.Hour) || cursor.Peek(ahead + 1).IsSign(':')
        || cursor.Peek(ahead + 1).IsKey(Key.Am) || cursor.Peek(ahead + 1).IsKey(Key.Pm);
}
