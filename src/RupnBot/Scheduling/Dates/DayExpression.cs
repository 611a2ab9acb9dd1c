namespace RupnBot.Scheduling.Dates;

/// <summary>A day as named, before it is known which one that is.</summary>
internal abstract record DayExpression
{
    private DayExpression()
    {
    }

    /// <summary>One date. <paramref name="Hour"/> is what it means when none is given.</summary>
    public sealed record Exactly(DateOnly Date, MissingHour Hour = MissingHour.OfDay) : DayExpression;

    /// <summary>The next such weekday; <paramref name="Weeks"/> more for "en huit", "en quinze".</summary>
    public sealed record OnWeekday(DayOfWeek Day, int Weeks = 0, bool NotToday = false) : DayExpression;

    /// <summary>"vendredi de la semaine prochaine".</summary>
    public sealed record OfNextWeek(DayOfWeek Day) : DayExpression;

    /// <summary>A day of a month, the next one when month or year is left open; with the weekday it is said to be, if any.</summary>
    public sealed record OnDate(int Day, int? Month = null, int? Year = null, DayOfWeek? Weekday = null) : DayExpression;

    /// <summary>"3/4" where either may be the day.</summary>
    public sealed record EitherOrder(int First, int Second, int? Year) : DayExpression;

    /// <summary>"dans 30 min": counted on the time line, not on the clock.</summary>
    public sealed record After(TimeSpan Delay) : DayExpression;
}

/// <summary>What a day named without an hour means.</summary>
internal enum MissingHour
{
    /// <summary>The options' hour of a day.</summary>
    OfDay,

    /// <summary>The end of the working day.</summary>
    OfEvening,

    /// <summary>The present hour: "dans 2 jours" is two days later to the minute.</summary>
    OfNow,
}
