namespace RupnBot.Scheduling.Dates;

/// <summary>Reads <c>matin</c>, <c>après-midi</c>, <c>soir</c>, <c>morning</c>…</summary>
internal static class PartOfDayReader
{
    public static PartOfDay? Read(TokenCursor cursor)
    {
        if (cursor.Peek().Is(TermKind.Part))
        {
            var part = (PartOfDay)cursor.Peek().Term!.Value;
            cursor.Move();
            return part;
        }

        if (cursor.Peek().IsKey(Key.After) && cursor.Peek(1).IsKey(Key.Noon))
        {
            cursor.Move(2);
            return PartOfDay.Afternoon;
        }

        return null;
    }

    /// <summary>"8 h du soir" is 20 h; "lundi matin 14 h" is nothing.</summary>
    public static ClockTime? Agree(ClockTime time, PartOfDay part) => part switch
    {
        PartOfDay.Morning when time.Hour >= 13 => null,
        PartOfDay.Afternoon or PartOfDay.Evening when time.Hour is >= 1 and <= 11 => time with { Hour = time.Hour + 12 },
        PartOfDay.Night when time.Hour is >= 7 and <= 11 => time with { Hour = time.Hour + 12 },
        _ => time,
    };

    public static TimeOnly HourOf(PartOfDay part, WhenOptions options) => part switch
    {
        PartOfDay.Morning => options.Morning,
        PartOfDay.Afternoon => options.Afternoon,
        PartOfDay.Evening => options.Evening,
        _ => options.Night,
    };
}
