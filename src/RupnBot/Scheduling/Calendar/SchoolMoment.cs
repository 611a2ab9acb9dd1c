using System.Text.RegularExpressions;
using RupnBot.Localization;

namespace RupnBot.Scheduling.Calendar;

/// <summary>
/// A day of the school calendar as people name one: « la rentrée », « la fin des vacances d'hiver », « jusqu'aux vacances », « pendant les
/// vacances ». « La rentrée » is the end of the next holidays, or of those one is in; a bridge of two days is none.
/// </summary>
/// <param name="Day">The first day of class again, or the first of the holidays where these were meant; null: no calendar known reaches so far.</param>
public sealed partial record SchoolMoment(DateOnly? Day)
{
    private const int ShortestHolidays = 5;

    private static readonly HashSet<string> Holidays = new(StringComparer.Ordinal) { "vacances", "vacance", "holidays", "holiday", "vacation", "break" };
    private static readonly HashSet<string> Return = new(StringComparer.Ordinal) { "rentree", "rentrees", "retour", "back", "term" };
    private static readonly HashSet<string> Over = new(StringComparer.Ordinal) { "fin", "apres", "pendant", "durant", "end", "after", "during", "for", "pour" };

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["toussaint"] = "toussaint", ["automne"] = "toussaint", ["autumn"] = "toussaint", ["noel"] = "noel", ["christmas"] = "noel", ["hiver"] = "hiver", ["winter"] = "hiver",
        ["printemps"] = "printemps", ["paques"] = "printemps", ["spring"] = "printemps", ["easter"] = "printemps", ["ete"] = "ete", ["grandes"] = "ete", ["summer"] = "ete",
    };

    private static readonly string[] Months =
    [
        "janvier january", "fevrier february", "mars march", "avril april", "mai may", "juin june", "juillet july", "aout august", "septembre september", "octobre october", "novembre november", "decembre december",
    ];

    // What may stand between; any other word means that something else was said.
    private static readonly HashSet<string> Silent = new(StringComparer.Ordinal)
    {
        "jusqu", "jusque", "a", "au", "aux", "la", "le", "les", "l", "de", "des", "du", "d", "toutes", "ces", "cette", "prochaine", "prochaines", "petites", "scolaire", "scolaires", "classes", "debut",
        "until", "till", "to", "the", "of", "start", "starts", "next", "school",
    };

    /// <summary>Null when the words name no such moment.</summary>
    public static SchoolMoment? Read(string text, DateOnly today, SchoolCalendar calendar, SchoolZone zone)
    {
        // « Jusqu'au 9 janvier, après la rentrée » is a date.
        if (text.Any(char.IsAsciiDigit)) return null;
        var words = Word().Matches(TextFolding.Fold(text)).Select(match => match.Value).ToList();
        // The end of term is the beginning of the holidays.
        var isTermsEnd = words.Contains("term") && words.Contains("end");
        var isReturn = !isTermsEnd && words.Exists(Return.Contains);
        if (!isReturn && !isTermsEnd && !words.Exists(Holidays.Contains)) return null;
        var name = words.Select(Names.GetValueOrDefault).FirstOrDefault(found => found is not null);
        var month = words.Select(MonthOf).FirstOrDefault(found => found is not null);
        if (words.Exists(word => !(Silent.Contains(word) || Return.Contains(word) || Holidays.Contains(word) || Over.Contains(word) || Names.ContainsKey(word) || MonthOf(word) is not null))) return null;

        // « Pause vacances » lasts as long as they do; « jusqu'aux vacances » ends when they begin.
        var untilTheyBegin = isTermsEnd || (!isReturn && !words.Exists(Over.Contains) && words.Exists(word => word is "jusqu" or "jusque" or "until" or "till" or "debut" or "start"));
        var holidays = calendar.HolidaysFrom(today, zone).Where(period => period.Last.DayNumber - period.First.DayNumber >= ShortestHolidays - 1 && (name is null || IsNamed(period, name)));
        var days = untilTheyBegin
            ? holidays.Where(period => period.First > today && (month is null || Touches(period, month.Value))).Select(period => period.First)
            : holidays.Select(period => (Period: period, Back: DayAfter(period, calendar, zone)))
                .Where(found => month is null || (isReturn ? found.Back.Month == month : Touches(found.Period, month.Value))).Select(found => found.Back);
        return new SchoolMoment(days.Select(day => (DateOnly?)day).FirstOrDefault());
    }

    private static bool IsNamed(SchoolHolidayPeriod period, string name) => Word().Matches(TextFolding.Fold(period.Name)).Any(word => word.Value == name);

    private static bool Touches(SchoolHolidayPeriod period, int month) => period.First.Month == month || period.Last.Month == month;

    private static DateOnly DayAfter(SchoolHolidayPeriod period, SchoolCalendar calendar, SchoolZone zone)
    {
        var day = period.Last.AddDays(1);
        while (SchoolCalendar.IsWeekend(day) || calendar.IsPublicHoliday(day) || calendar.IsHoliday(day, zone)) day = day.AddDays(1);
        return day;
    }

    private static int? MonthOf(string word) => Array.FindIndex(Months, names => names.Split(' ').Contains(word)) is >= 0 and var index ? index + 1 : null;

    [GeneratedRegex(@"\p{L}+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
