namespace RupnBot.Scheduling.Dates;

/// <summary>What words that name no hour mean.</summary>
public sealed record WhenOptions
{
    public static WhenOptions Default { get; } = new();

    /// <summary>The hour of a day named without one ("vendredi"). Default: 8 h.</summary>
    public TimeOnly DayTime { get; init; } = new(8, 0);

    public TimeOnly Morning { get; init; } = new(8, 0);

    public TimeOnly Afternoon { get; init; } = new(14, 0);

    /// <summary>Also the hour of "fin de semaine" and "fin du mois". Default: 18 h.</summary>
    public TimeOnly Evening { get; init; } = new(18, 0);

    public TimeOnly Night { get; init; } = new(22, 0);

    /// <summary>Text may follow the date, and comes back as the remainder. Spelling is then not guessed, lest a word of the text become a day.</summary>
    public bool AllowRemainder { get; init; }

    /// <summary>Days beyond which an instant is refused as too far. Default: about four years, so that 29 February can be named.</summary>
    public int MaximumDays { get; init; } = 1500;
}
