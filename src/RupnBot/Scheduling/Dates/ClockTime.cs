namespace RupnBot.Scheduling.Dates;

/// <summary>An hour as named: 24 h is the end of the day, as is "minuit" after a day.</summary>
internal readonly record struct ClockTime(int Hour, int Minute)
{
    public static ClockTime Midnight { get; } = new(24, 0);

    public static ClockTime From(TimeOnly time) => new(time.Hour, time.Minute);

    public bool Exists => Hour is >= 0 and < 24 && Minute is >= 0 and < 60 || this == Midnight;

    public DateTime On(DateOnly date) => date.ToDateTime(TimeOnly.MinValue).AddHours(Hour).AddMinutes(Minute);
}
