using System.Globalization;

namespace RupnBot.Reach.Telling;

/// <summary>What several sendings had in common, added up.</summary>
/// <param name="Name">A source, a theme, or a month.</param>
/// <param name="Count">How many sendings.</param>
/// <param name="Readers">Readers of all of them together.</param>
/// <param name="Members">Members of all of them together.</param>
internal sealed record ReachTotal(string Name, int Count, int Readers, int Members)
{
    public int Percent => Members == 0 ? 0 : (int)Math.Round(100.0 * Readers / Members, MidpointRounding.AwayFromZero);

    /// <summary>The same by months, the earliest first.</summary>
    public IReadOnlyList<ReachTotal> Months { get; init; } = [];
}

/// <summary>Adds figures up by source, by theme and by month; pure. Those of small salons are left out.</summary>
internal static class ReachTotals
{
    public static IReadOnlyList<ReachTotal> BySource(IEnumerable<ReachFigure> figures, TimeZoneInfo zone, CultureInfo culture) => By(figures, figure => figure.Item.Sources, zone, culture);

    public static IReadOnlyList<ReachTotal> ByTopic(IEnumerable<ReachFigure> figures, TimeZoneInfo zone, CultureInfo culture) => By(figures, figure => figure.Item.Topics, zone, culture);

    private static IReadOnlyList<ReachTotal> By(IEnumerable<ReachFigure> figures, Func<ReachFigure, IEnumerable<string>> names, TimeZoneInfo zone, CultureInfo culture) =>
    [
        .. figures.Where(figure => figure.IsShown).SelectMany(figure => names(figure).Distinct(StringComparer.Ordinal).Select(name => (name, figure)))
            .GroupBy(pair => pair.name, pair => pair.figure, StringComparer.Ordinal)
            .Select(group => Sum(group.Key, group) with { Months = [.. ByMonth(group, zone, culture)] })
            .OrderByDescending(total => total.Percent).ThenBy(total => total.Name, StringComparer.Create(culture, ignoreCase: true)),
    ];

    private static IEnumerable<ReachTotal> ByMonth(IEnumerable<ReachFigure> figures, TimeZoneInfo zone, CultureInfo culture) => figures
        .GroupBy(figure => TimeZoneInfo.ConvertTime(figure.Item.SentAt, zone) is var at ? new DateOnly(at.Year, at.Month, 1) : default)
        .OrderBy(month => month.Key).Select(month => Sum(month.Key.ToString("MMMM yyyy", culture), month));

    private static ReachTotal Sum(string name, IEnumerable<ReachFigure> figures) =>
        figures.Aggregate(new ReachTotal(name, 0, 0, 0), (sum, figure) => sum with { Count = sum.Count + 1, Readers = sum.Readers + figure.Readers, Members = sum.Members + figure.Item.Members });
}
