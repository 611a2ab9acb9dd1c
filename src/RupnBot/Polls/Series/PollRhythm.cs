namespace RupnBot.Polls.Series;

/// <summary>How often a poll comes back: <c>répéter: mois | trimestre | rentrée</c>.</summary>
public enum PollRhythm
{
    Month = 1,

    /// <summary>Every three months.</summary>
    Term = 2,

    /// <summary>Every September, a week after school has begun.</summary>
    SchoolYear = 3,
}
