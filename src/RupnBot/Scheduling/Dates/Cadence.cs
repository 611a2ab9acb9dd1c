namespace RupnBot.Scheduling.Dates;

/// <summary>How often a digest comes, and at what hour of the wall clock.</summary>
public abstract record Cadence(TimeOnly Time)
{
    /// <summary>Every working day.</summary>
    public sealed record Daily(TimeOnly Time) : Cadence(Time);

    public sealed record Weekly(DayOfWeek Day, TimeOnly Time) : Cadence(Time);

    public sealed record Monthly(MonthlyRule Rule, TimeOnly Time) : Cadence(Time);
}

/// <summary>Which day of a month.</summary>
public abstract record MonthlyRule
{
    private MonthlyRule()
    {
    }

    /// <summary>The first working day: the month's plain meaning, never a week-end.</summary>
    public sealed record FirstWorkingDay : MonthlyRule;

    /// <summary>A day of the month, 1 to 31; in a shorter month its last day.</summary>
    public sealed record OnDay(int Day) : MonthlyRule;

    /// <summary>The first such weekday ("mensuel lundi").</summary>
    public sealed record FirstWeekday(DayOfWeek Day) : MonthlyRule;
}
