namespace RupnBot.Scheduling.Dates;

/// <summary>The parts of a phrase about rhythm, in whatever order they came.</summary>
internal sealed class CadencePhrase
{
    public Key? Rhythm { get; private set; }

    public DayOfWeek? Weekday { get; private set; }

    public int? DayOfMonth { get; private set; }

    public bool FirstWorkingDay { get; private set; }

    public ClockTime? Time { get; private set; }

    public PartOfDay? Part { get; private set; }

    public bool IsEmpty => Rhythm is null && Weekday is null && DayOfMonth is null && !FirstWorkingDay && Time is null && Part is null;

    /// <summary>Null when something in it is no part of a rhythm.</summary>
    public static CadencePhrase? Read(TokenCursor cursor)
    {
        var phrase = new CadencePhrase();
        while (!cursor.AtEnd && cursor.Fault is null)
        {
            if (phrase.TakeRhythm(cursor) || phrase.TakeDay(cursor) || phrase.TakeHour(cursor))
            {
                continue;
            }

            if (!cursor.Peek().Is(TermKind.Filler) && !cursor.Peek().IsKey(Key.The) && !cursor.Peek().IsKey(Key.At))
            {
                return null;
            }

            cursor.Move();
        }

        return phrase;
    }

    private bool TakeRhythm(TokenCursor cursor)
    {
        if (Rhythm is not null)
        {
            return false;
        }

        foreach (var rhythm in new[] { Key.Daily, Key.Weekly, Key.Monthly })
        {
            if (cursor.TakeKey(rhythm))
            {
                Rhythm = rhythm;
                return true;
            }
        }

        var start = cursor.Position;
        if (!cursor.TakeKey(Key.Each))
        {
            // "le 15 du mois", "the 15th of the month": the day says the rest.
            if (DayOfMonth is null || !cursor.TakeUnit(Unit.Month))
            {
                return false;
            }

            Rhythm = Key.Monthly;
            return true;
        }

        cursor.SkipFillers();
        Rhythm = cursor.Peek() switch
        {
            var day when day.IsUnit(Unit.Day) => Key.Daily,
            var week when week.IsUnit(Unit.Week) => Key.Weekly,
            var month when month.IsUnit(Unit.Month) => Key.Monthly,
            _ => null,
        };
        if (Rhythm is not null)
        {
            cursor.Move();
            return true;
        }

        // "chaque lundi", "tous les matins": the word itself adds nothing.
        if (cursor.Peek().Is(TermKind.Weekday))
        {
            Rhythm = Key.Weekly;
            return true;
        }

        if (cursor.Peek().Is(TermKind.Part))
        {
            Rhythm = Key.Daily;
            return true;
        }

        cursor.MoveTo(start);
        return false;
    }

    private bool TakeDay(TokenCursor cursor)
    {
        // Short forms ("mer", "jeu", "sam") are words of source names too.
        if (Weekday is null && cursor.Peek() is { Term: { Kind: TermKind.Weekday } term, Text.Length: >= 5 })
        {
            Weekday = (DayOfWeek)term.Value;
            cursor.Move();
            return true;
        }

        if (cursor.TakeKey(Key.First))
        {
            if (Weekday is null && cursor.Peek().Is(TermKind.Weekday))
            {
                Weekday = (DayOfWeek)cursor.Peek().Term!.Value;
                Rhythm ??= Key.Monthly;
                cursor.Move();
                SkipOfMonth(cursor);
                return true;
            }

            if (cursor.TakeUnit(Unit.Day) || cursor.Peek().IsKey(Key.Working))
            {
                cursor.TakeKey(Key.Working);
                cursor.TakeUnit(Unit.Day);
                (FirstWorkingDay, Rhythm) = (true, Rhythm ?? Key.Monthly);
                SkipOfMonth(cursor);
                return true;
            }

            cursor.Move(-1);
        }

        var ordinal = cursor.Peek(1).IsKey(Key.OrdinalEnding);
        var named = ordinal || (cursor.Peek(-1).IsKey(Key.The) && !cursor.Peek(1).IsUnit(Unit.Hour) && !cursor.Peek(1).IsSign(':'));
        if (DayOfMonth is not null || !named || cursor.Peek() is not { IsFigure: true, Value: >= 1 and <= 31 } figure)
        {
            return false;
        }

        DayOfMonth = figure.Value;
        cursor.Move(ordinal ? 2 : 1);
        return true;
    }

    private static void SkipOfMonth(TokenCursor cursor)
    {
        var start = cursor.Position;
        cursor.SkipFillers();
        cursor.TakeKey(Key.Each);
        if (!cursor.TakeUnit(Unit.Month))
        {
            cursor.MoveTo(start);
        }
    }

    private bool TakeHour(TokenCursor cursor)
    {
        if (Time is null && ClockReader.Read(cursor) is { } time)
        {
            Time = time;
            return true;
        }

        if (Part is null && PartOfDayReader.Read(cursor) is { } part)
        {
            Part = part;
            return true;
        }

        return false;
    }
}
