using RupnBot.Localization;
using RupnBot.Polls.Results.Charts;
using RupnBot.Scheduling.Dates;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace RupnBot.Reach.Telling;

/// <summary>The last sendings of a salon as a picture: a bar each, the earliest on top, with its number, read without colours.</summary>
internal static class ReachChart
{
    public const int Width = 1000;
    public const int Most = 12;

    private const int LabelWidth = 36;
    private const float TextSize = 16;
    private static readonly int[] Shares = [0, 25, 50, 75, 100];
    private static readonly Color Dark = Color.FromHex("#333333");

    /// <summary>The picture as PNG, and its height in pixels.</summary>
    /// <param name="salon">Whose.</param>
    /// <param name="figures">In the order of time; those that may not be shown are left out before.</param>
    /// <param name="zone">The clock their days are told by.</param>
    /// <param name="texts">The language.</param>
    public static (byte[] Png, int Height) Render(string salon, IReadOnlyList<ReachFigure> figures, TimeZoneInfo zone, Texts texts)
    {
        var title = ChartText.Wrap(texts.Format("Reach.ChartTitle", ("salon", salon)), 70, mostLines: 2);
        var labels = figures.Select(figure => ChartText.Wrap($"{DateText.Day(figure.Item.SentAt, zone, texts.Culture, withYear: false)}, {figure.Item.Title}", LabelWidth, mostLines: 2)).ToList();
        var height = 120 + (30 * title.Count) + (56 * figures.Count);
        lock (ChartFont.Drawing)
        {
            ChartFont.Use();
            using var plot = new Plot();
            plot.Font.Set(ChartFont.Name);
            var bars = plot.Add.Bars(figures.Select((figure, place) => BarOf(-place * 1.4, figure, texts)).ToList());
            bars.ValueLabelStyle.FontSize = TextSize;
            bars.ValueLabelStyle.FontName = ChartFont.Name;
            plot.Axes.Left.TickGenerator = new NumericManual([.. labels.Select((_, place) => -place * 1.4)], [.. labels.Select(lines => string.Join('\n', lines))]);
            plot.Axes.Left.MajorTickStyle.Length = 0;
            plot.Axes.Left.TickLabelStyle.FontSize = TextSize;
            plot.Axes.SetLimitsX(0, 125);
            plot.Axes.Bottom.TickGenerator = new NumericManual([.. Shares.Select(share => (double)share)], [.. Shares.Select(share => texts.Format("Polls.Chart.EarlierLabel", ("percent", share)))]);
            plot.Axes.Right.IsVisible = false;
            plot.Axes.Top.IsVisible = false;
            plot.HideGrid();
            plot.Title(string.Join('\n', title), 18);
            return (plot.GetImageBytes(Width, height, ImageFormat.Png), height);
        }
    }

    private static Bar BarOf(double position, ReachFigure figure, Texts texts) => new()
    {
        Position = position,
        Value = figure.Percent,
        Label = texts.Format("Reach.ChartLabel", ("readers", figure.Readers), ("members", figure.Item.Members), ("percent", figure.Percent)),
        Orientation = Orientation.Horizontal,
        FillColor = Dark,
        LineColor = Colors.Black,
    };
}
