namespace RupnBot.Scheduling.Dates;

/// <summary>
/// Reads the end of <c>abonner</c>: <c>[quotidien | hebdo | (jour) | mensuel] [heure]</c>, and the ways people say the same. A weekday alone is weekly;
/// nothing at all is the default. "mensuel" is the first working day of the month, "le 15 du mois" and "mensuel lundi" say another.
/// </summary>
public static class CadenceParser
{
    public static CadenceResult Parse(string? text, CadenceDefaults? defaults = null)
    {
        defaults ??= CadenceDefaults.Standard;
        if (string.IsNullOrWhiteSpace(text))
        {
            return new CadenceResult.Understood(defaults.Cadence);
        }

        if (text.Length > WhenParser.MaximumLength)
        {
            return new CadenceResult.NotUnderstood(CadenceFault.NotACadence);
        }

        var cursor = new TokenCursor(Lexer.Read(text, guess: true));
        var phrase = CadencePhrase.Read(cursor);
        if (cursor.Fault is not null)
        {
            return new CadenceResult.NotUnderstood(CadenceFault.NoSuchTime);
        }

        return phrase is null or { IsEmpty: true } ? new CadenceResult.NotUnderstood(CadenceFault.NotACadence) : Build(phrase, defaults);
    }

    /// <summary>
    /// Parts what is subscribed from how often: the longest end of the text that is a cadence, and what stands before it, as written. With no such end
    /// the whole text is the head and the default applies. A source whose name ends like a cadence is for the caller to look up first.
    /// </summary>
    public static (string Head, CadenceResult Cadence) ParseTail(string text, CadenceDefaults? defaults = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        defaults ??= CadenceDefaults.Standard;
        var tail = Math.Max(0, text.Length - WhenParser.MaximumLength);
        for (var at = NextWord(text, tail); at < text.Length; at = NextWord(text, at + 1))
        {
            // The spelling of a source's name is nobody's slip: only words that are right begin a cadence.
            var cursor = new TokenCursor(Lexer.Read(text[at..], guess: false));
            var phrase = CadencePhrase.Read(cursor);
            if (cursor.Fault is null && phrase is null or { IsEmpty: true })
            {
                continue;
            }

            return (text[..at].Trim(), Parse(text[at..], defaults));
        }

        return (text.Trim(), new CadenceResult.Understood(defaults.Cadence));
    }

    private static int NextWord(string text, int from)
    {
        var at = from;
        while (at < text.Length && (char.IsWhiteSpace(text[at]) || (at > 0 && !char.IsWhiteSpace(text[at - 1]))))
        {
            at++;
        }

        return at;
    }

    private static CadenceResult Build(CadencePhrase phrase, CadenceDefaults defaults)
    {
        if (TimeOf(phrase, defaults) is not { } time)
        {
            return new CadenceResult.NotUnderstood(CadenceFault.NoSuchTime);
        }

        if (!defaults.Hours.Contains(time))
        {
            return new CadenceResult.NotUnderstood(CadenceFault.OutsideHours);
        }

        if (phrase.Weekday is DayOfWeek.Saturday or DayOfWeek.Sunday)
        {
            return new CadenceResult.NotUnderstood(CadenceFault.Weekend);
        }

        Cadence? cadence = phrase switch
        {
            { Rhythm: Key.Daily, Weekday: null, DayOfMonth: null } => new Cadence.Daily(time),
            { Rhythm: Key.Monthly, DayOfMonth: { } day, Weekday: null } => new Cadence.Monthly(new MonthlyRule.OnDay(day), time),
            { Rhythm: Key.Monthly, Weekday: { } weekday, DayOfMonth: null } => new Cadence.Monthly(new MonthlyRule.FirstWeekday(weekday), time),
            { Rhythm: Key.Monthly, DayOfMonth: null } => new Cadence.Monthly(new MonthlyRule.FirstWorkingDay(), time),
            { Rhythm: null or Key.Weekly, DayOfMonth: null } => new Cadence.Weekly(phrase.Weekday ?? defaults.Day, time),
            _ => null,
        };
        return cadence is null ? new CadenceResult.NotUnderstood(CadenceFault.NotACadence) : new CadenceResult.Understood(cadence);
    }

    private static TimeOnly? TimeOf(CadencePhrase phrase, CadenceDefaults defaults)
    {
        if (phrase.Time is not { } named)
        {
            return phrase.Part is { } part ? PartOfDayReader.HourOf(part, defaults.Words) : defaults.Time;
        }

        var agreed = phrase.Part is { } said ? PartOfDayReader.Agree(named, said) : named;
        return agreed is { } time && time.Exists ? new TimeOnly(time.Hour % 24, time.Minute) : null;
    }
}
