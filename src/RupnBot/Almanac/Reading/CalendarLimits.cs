namespace RupnBot.Almanac.Reading;

/// <summary>What of a calendar is looked at. Whoever wrote it, more than this is not read, not stored and not expanded.</summary>
public static class CalendarLimits
{
    /// <summary>The film of a year is some tens of kilobytes.</summary>
    public const int Bytes = 2 * 1024 * 1024;

    /// <summary>Characters of an unfolded line; what is beyond is cut off, not gathered.</summary>
    public const int Line = 4096;

    public const int Events = 2000;

    /// <summary>Events that repeat: each is a rule to be evaluated.</summary>
    public const int Rules = 200;

    public const int Uid = 255;

    public const int Title = 150;

    public const int Place = 80;

    public const int Name = 80;

    /// <summary>Dates added to or taken from one repetition.</summary>
    public const int Exceptions = 400;

    /// <summary>Reminders of one date.</summary>
    public const int Alarms = 3;

    public const int Rule = 300;

    /// <summary>The most a rule may count or skip.</summary>
    public const int RuleNumber = 1000;

    /// <summary>A whole year of days.</summary>
    public const int DatesOfOne = 400;

    /// <summary>Dates kept of one calendar, the nearest.</summary>
    public const int Dates = 500;

    /// <summary>Dates looked at before the nearest are chosen.</summary>
    public const int DatesExpanded = 20_000;

    /// <summary>A rule that finds no date in this many steps finds none: 30 February.</summary>
    public const int StepsWithoutDate = 400;

    /// <summary>How long before its date a reminder may be asked for.</summary>
    public static readonly TimeSpan LongestLead = TimeSpan.FromDays(60);

    public static readonly TimeSpan LongestDate = TimeSpan.FromDays(400);
}
