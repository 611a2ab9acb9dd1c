namespace RupnBot.Scheduling.Dates;

/// <summary>The parts of a phrase about time, in whatever order they came.</summary>
internal sealed class WhenPhrase
{
    public DayExpression? Day { get; private set; }

    public ClockTime? Time { get; private set; }

    public PartOfDay? Part { get; private set; }

    /// <summary>A figure that names neither hour nor day by itself: "lundi 8".</summary>
    public int? Figure { get; private set; }

    /// <summary>"ce soir", "cet après-midi 15h": of today.</summary>
    public bool OfToday { get; private set; }

    /// <summary>Where the text that is no date begins, or null.</summary>
    public int? RestStart { get; private set; }

    public bool IsEmpty => Day is null && Time is null && Part is null && Figure is null;

    public static WhenPhrase Read(TokenCursor cursor, DateOnly today, bool dayFirst)
    {
        var phrase = new WhenPhrase();
        var end = 0;
        while (!cursor.AtEnd && cursor.Fault is null)
        {
            if (phrase.TakePart(cursor, today, dayFirst))
            {
                end = cursor.Position;
                continue;
            }

            if (cursor.Fault is not null || !IsSilent(cursor))
            {
                break;
            }

            cursor.Move();
        }

        if (!cursor.AtEnd)
        {
            cursor.MoveTo(end);
            phrase.RestStart = cursor.Peek().Start;
        }

        return phrase;
    }

    private bool TakePart(TokenCursor cursor, DateOnly today, bool dayFirst)
    {
        if (cursor.TakeKey(Key.Tonight))
        {
            (OfToday, Part) = (true, Part ?? PartOfDay.Evening);
            return true;
        }

        if (Day is null && DayReader.Read(cursor, today, dayFirst) is { } day)
        {
            Day = day;
            return true;
        }

        if (cursor.Fault is null && Time is null && ClockReader.Read(cursor) is { } time)
        {
            Time = time;
            return true;
        }

        if (cursor.Fault is null && Part is null && PartOfDayReader.Read(cursor) is { } part)
        {
            OfToday |= cursor.Peek(-2).IsKey(Key.This) || cursor.Peek(-3).IsKey(Key.This);
            Part = part;
            return true;
        }

        if (cursor.Fault is null && Figure is null && cursor.Peek().IsNumber)
        {
            Figure = cursor.Peek().Value;
            cursor.Move();
            return true;
        }

        return false;
    }

    private static bool IsSilent(TokenCursor cursor)
    {
        var token = cursor.Peek();
        return token.Is(TermKind.Filler) || token.IsKey(Key.At) || token.IsKey(Key.The) || token.IsKey(Key.This)
            || token.IsKey(Key.And) || token.IsKey(Key.In) || token.IsKey(Key.Before) || token.IsKey(Key.En) || token.IsSign('-');
    }
}
