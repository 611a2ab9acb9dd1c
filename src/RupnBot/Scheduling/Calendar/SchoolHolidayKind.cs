namespace RupnBot.Scheduling.Calendar;

/// <summary>The holidays of a school year, as the open data names them.</summary>
internal enum SchoolHolidayKind
{
    AllSaints,
    Christmas,
    Winter,
    Spring,
    Ascension,
    Summer,
}
