namespace RupnBot.Scheduling.Calendar;

/// <summary>
/// The eleven public holidays of France (code du travail, article L. 3133-1), and the two more of Alsace and Moselle
/// (article L. 3134-13). Overseas ones are not known here.
/// </summary>
public static class PublicHolidays
{
    public static bool Contains(DateOnly date, bool alsaceMoselle = false)
    {
        if (IsFixed(date) || (alsaceMoselle && date is { Month: 12, Day: 26 }))
        {
            return true;
        }

        var sinceEaster = date.DayNumber - EasterSunday(date.Year).DayNumber;

        // Easter Monday, Ascension, Whit Monday; Good Friday in Alsace and Moselle.
        return sinceEaster is 1 or 39 or 50 || (alsaceMoselle && sinceEaster == -2);
    }

    /// <summary>Easter Sunday in the Gregorian calendar (anonymous algorithm, as given by J. Meeus).</summary>
    public static DateOnly EasterSunday(int year)
    {
        var golden = year % 19;
        var (century, ofCentury) = Math.DivRem(year, 100);
        var (leapCenturies, centuryRest) = Math.DivRem(century, 4);
        var lunarCorrection = (century - ((century + 8) / 25) + 1) / 3;
        var epact = ((19 * golden) + century - leapCenturies - lunarCorrection + 15) % 30;
        var (leapYears, yearRest) = Math.DivRem(ofCentury, 4);
        var toSunday = (32 + (2 * centuryRest) + (2 * leapYears) - epact - yearRest) % 7;
        var lateMoon = (golden + (11 * epact) + (22 * toSunday)) / 451;
        var (month, day) = Math.DivRem(epact + toSunday - (7 * lateMoon) + 114, 31);
        return new DateOnly(year, month, day + 1);
    }

    private static bool IsFixed(DateOnly date) => (date.Month, date.Day) is
        (1, 1) or (5, 1) or (5, 8) or (7, 14) or (8, 15) or (11, 1) or (11, 11) or (12, 25);
}
