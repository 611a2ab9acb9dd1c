namespace RupnBot.Scheduling.Dates;

/// <summary>Reads an hour: <c>8h</c>, <c>8 h 30</c>, <c>8:30</c>, <c>8 heures et demie</c>, <c>midi</c>, <c>5pm</c>, <c>à 8</c>.</summary>
internal static class ClockReader
{
    public static ClockTime? Read(TokenCursor cursor)
    {
        var start = cursor.Position;
        if (ReadNamed(cursor) is { } named)
        {
            return named;
        }

        if (!cursor.Peek().IsNumber || ReadFigures(cursor) is not { } read)
        {
            cursor.MoveTo(start);
            return null;
        }

        var time = ReadHalfOfDay(cursor, read);
        if (!time.Exists)
        {
            cursor.Fail(WhenFault.NoSuchTime);
        }

        return time;
    }

    private static ClockTime? ReadNamed(TokenCursor cursor)
    {
        if (cursor.TakeKey(Key.Midnight))
        {
            return ClockTime.Midnight;
        }

        if (!cursor.TakeKey(Key.Noon))
        {
            return null;
        }

        if (cursor.Peek() is { IsFigure: true, Digits: 2, Value: < 60 } minutes && !NamesADay(cursor, 0))
        {
            cursor.Move();
            return new ClockTime(12, minutes.Value);
        }

        return WithFraction(cursor, 12);
    }

    private static ClockTime? ReadFigures(TokenCursor cursor)
    {
        var hour = cursor.Peek();
        var next = cursor.Peek(1);
        if (next.IsSign(':') && cursor.Peek(2) is { IsFigure: true } minutes)
        {
            cursor.Move(3);
            SkipSeconds(cursor);
            return minutes.Digits == 2 ? new ClockTime(hour.Value, minutes.Value) : new ClockTime(hour.Value, 60);
        }

        if (next.IsUnit(Unit.Hour))
        {
            cursor.Move(2);
            return ReadMinutes(cursor, hour.Value);
        }

        if (IsHalfOfDay(cursor, 1) || next.Text == "o")
        {
            cursor.Move();
            return new ClockTime(hour.Value, 0);
        }

        if (cursor.Peek(-1).IsKey(Key.At) && hour.Value < 24)
        {
            cursor.Move();
            return new ClockTime(hour.Value, 0);
        }

        return null;
    }

    private static ClockTime ReadMinutes(TokenCursor cursor, int hour)
    {
        if (!cursor.Peek().IsNumber || NamesADay(cursor, 0))
        {
            return WithFraction(cursor, hour);
        }

        var minutes = cursor.Peek();
        cursor.Move();
        cursor.TakeUnit(Unit.Minute);

        // "8h5" is a slip of the finger: 8 h 05 or 8 h 50?
        return minutes.IsFigure && minutes.Digits != 2 ? new ClockTime(hour, 60) : new ClockTime(hour, minutes.Value);
    }

    private static ClockTime WithFraction(TokenCursor cursor, int hour)
    {
        var start = cursor.Position;
        if (cursor.TakeKey(Key.And))
        {
            if (cursor.TakeKey(Key.Half))
            {
                return new ClockTime(hour, 30);
            }

            cursor.SkipFillers();
            if (cursor.TakeKey(Key.Quarter))
            {
                return new ClockTime(hour, 15);
            }
        }
        else if (hour > 0 && cursor.TakeKey(Key.Minus))
        {
            cursor.SkipFillers();
            if (cursor.TakeKey(Key.Quarter))
            {
                return new ClockTime(hour - 1, 45);
            }

            if (cursor.Peek() is { IsNumber: true, Value: > 0 and < 60 } less)
            {
                cursor.Move();
                return new ClockTime(hour - 1, 60 - less.Value);
            }
        }

        cursor.MoveTo(start);
        return new ClockTime(hour, 0);
    }

    private static ClockTime ReadHalfOfDay(TokenCursor cursor, ClockTime time)
    {
        if (!IsHalfOfDay(cursor, 0))
        {
            return time;
        }

        var afternoon = cursor.Peek().IsKey(Key.Pm) || cursor.Peek().Text == "p";
        cursor.Move(cursor.Peek(1).Text == "m" ? 2 : 1);
        if (time.Hour is < 1 or > 12)
        {
            return new ClockTime(time.Hour, 60);
        }

        return time with { Hour = (time.Hour % 12) + (afternoon ? 12 : 0) };
    }

    private static bool IsHalfOfDay(TokenCursor cursor, int ahead) =>
        cursor.Peek(ahead).IsKey(Key.Am) || cursor.Peek(ahead).IsKey(Key.Pm)
        || (cursor.Peek(ahead).Text is "a" or "p" && cursor.Peek(ahead + 1).Text == "m");

    /// <summary>In "8h 15 mars" the second figure is a day, in "8h 9h" another hour.</summary>
    private static bool NamesADay(TokenCursor cursor, int ahead) =>
        cursor.Peek(ahead + 1).IsUnit(Unit.Hour) || cursor.Peek(ahead + 1).Is(TermKind.Month) || cursor.Peek(ahead + 1).IsSign('/') || cursor.Peek(ahead + 1).IsKey(Key.OrdinalEnding);

    private static void SkipSeconds(TokenCursor cursor)
    {
        if (cursor.Peek().IsSign(':') && cursor.Peek(1) is { IsFigure: true, Digits: 2, Value: < 60 })
        {
            cursor.Move(2);
        }
    }
}
