namespace RupnBot.Scheduling.Dates;

/// <summary>Reads <c>dans 2 jours</c>, <c>dans une heure et demie</c>, <c>d'ici trois semaines</c>, <c>in 30 minutes</c>.</summary>
internal static class DelayReader
{
    private const int MostDays = 36_500;

    public static DayExpression? Read(TokenCursor cursor, DateOnly today)
    {
        var start = cursor.Position;
        if (!cursor.TakeKey(Key.In) || ReadAmount(cursor, today) is not { } day)
        {
            cursor.MoveTo(start);
            return null;
        }

        return day;
    }

    private static DayExpression? ReadAmount(TokenCursor cursor, DateOnly today)
    {
        if (ReadFraction(cursor) is { } minutes)
        {
            return new DayExpression.After(TimeSpan.FromMinutes(minutes));
        }

        if (ReadCount(cursor) is not { } count)
        {
            return null;
        }

        cursor.SkipFillers();
        var unit = cursor.Peek() switch
        {
            { Term: { Kind: TermKind.Unit } term } => (Unit?)term.Value,
            { Text: "an" } => Unit.Year,
            { Text: "m" } => Unit.Minute,
            _ => null,
        };
        if (unit is null)
        {
            return null;
        }

        cursor.Move();
        return unit switch
        {
            Unit.Minute => Delay(cursor, count),
            Unit.Hour => Delay(cursor, (count * 60) + ReadMinutesOfHour(cursor)),
            Unit.Day => Days(cursor, today, count),
            Unit.Week => Days(cursor, today, count * 7L),
            Unit.Month => Months(cursor, today, count),
            _ => Months(cursor, today, count * 12L),
        };
    }

    private static int? ReadCount(TokenCursor cursor)
    {
        // English "in a week".
        if (cursor.Peek().Text == "a" && cursor.Peek(1).Is(TermKind.Unit))
        {
            cursor.Move();
            return 1;
        }

        if (!cursor.Peek().IsNumber)
        {
            return null;
        }

        // "une quinzaine de jours" says its number twice.
        if (cursor.Peek(1) is { IsNumber: true, IsFigure: false } && cursor.Peek(1).Text.EndsWith("aine", StringComparison.Ordinal))
        {
            cursor.Move();
        }

        var count = cursor.Peek().Value;
        cursor.Move();
        return count;
    }

    /// <summary>"une demi-heure", "un quart d'heure", "trois quarts d'heure", "half an hour".</summary>
    private static int? ReadFraction(TokenCursor cursor)
    {
        var start = cursor.Position;
        var count = cursor.Peek().IsNumber || cursor.Peek().Text == "a" ? ReadNumberOrOne(cursor) : 1;
        var minutes = cursor.TakeKey(Key.Half) ? 30 : cursor.TakeKey(Key.Quarter) ? 15 : 0;
        cursor.SkipFillers();
        if (minutes > 0 && cursor.Peek().IsNumber)
        {
            cursor.Move();
        }

        if (minutes > 0 && count is >= 1 and <= 3 && cursor.TakeUnit(Unit.Hour))
        {
            return count * minutes;
        }

        cursor.MoveTo(start);
        return null;
    }

    private static int ReadNumberOrOne(TokenCursor cursor)
    {
        var count = cursor.Peek().IsNumber ? cursor.Peek().Value : 1;
        cursor.Move();
        return count;
    }

    private static int ReadMinutesOfHour(TokenCursor cursor)
    {
        if (cursor.Peek().IsKey(Key.And) && cursor.Peek(1).IsKey(Key.Half))
        {
            cursor.Move(2);
            return 30;
        }

        if (cursor.Peek() is { IsFigure: true, Digits: 2, Value: < 60 } minutes)
        {
            cursor.Move();
            cursor.TakeUnit(Unit.Minute);
            return minutes.Value;
        }

        return 0;
    }

    private static DayExpression.After? Delay(TokenCursor cursor, long minutes) =>
        InRange(cursor, minutes / 1440) ? new DayExpression.After(TimeSpan.FromMinutes(minutes)) : null;

    private static DayExpression.Exactly? Days(TokenCursor cursor, DateOnly today, long days) =>
        InRange(cursor, days) ? new DayExpression.Exactly(today.AddDays((int)days), MissingHour.OfNow) : null;

    private static DayExpression.Exactly? Months(TokenCursor cursor, DateOnly today, long months) =>
        InRange(cursor, months * 30) ? new DayExpression.Exactly(today.AddMonths((int)months), MissingHour.OfNow) : null;

    private static bool InRange(TokenCursor cursor, long days)
    {
        if (days <= MostDays)
        {
            return true;
        }

        cursor.Fail(WhenFault.TooFar);
        return false;
    }
}
