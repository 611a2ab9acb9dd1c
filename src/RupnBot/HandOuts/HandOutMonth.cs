using RupnBot.Localization;
using RupnBot.Sources.Feeds.Dates;

namespace RupnBot.HandOuts;

/// <summary>Reads which month is meant: « novembre », « octobre 2026 », « 11/2026 », « mois dernier »; nothing is the present one. Pure.</summary>
public static class HandOutMonth
{
    private static readonly HashSet<string> Last = new(StringComparer.Ordinal) { "mois dernier", "le mois dernier", "mois precedent", "mois passe", "last month", "previous month" };

    /// <returns>The first day of the month; null for other words, or a month to come.</returns>
    public static DateOnly? Parse(string text, DateOnly today)
    {
        var present = new DateOnly(today.Year, today.Month, 1);
        var folded = TextFolding.Fold(text).Trim(' ', '.', ',');
        if (folded.Length == 0 || folded is "ce mois" or "ce mois-ci" or "this month") return present;
        if (Last.Contains(folded)) return present.AddMonths(-1);
        var words = folded.Split([' ', '/', '-'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is 0 or > 2) return null;
        var month = int.TryParse(words[0], System.Globalization.NumberStyles.None, null, out var number) ? number : MonthNames.Find(words[0]);
        if (month is < 1 or > 12) return null;
        if (words.Length == 1) return new DateOnly(month <= today.Month ? today.Year : today.Year - 1, month, 1);
        if (words[1].Length != 4 || !int.TryParse(words[1], System.Globalization.NumberStyles.None, null, out var year) || year is < 2000 or > 9998) return null;
        var asked = new DateOnly(year, month, 1);
        return asked > present ? null : asked;
    }
}
