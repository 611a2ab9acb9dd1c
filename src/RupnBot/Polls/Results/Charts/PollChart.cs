using RupnBot.Localization;
using RupnBot.Polls.Counting;
using ScottPlot;
using ScottPlot.Hatches;
using ScottPlot.TickGenerators;

namespace RupnBot.Polls.Results.Charts;

/// <summary>
/// A result as a picture for a meeting: a bar an answer, most votes first, and beside it the round before, when there was one. It is read without
/// colours: one bar is dark, the other hatched, each with its number; and printed it stays the same.
/// </summary>
internal static class PollChart
{
    public const int Width = 1000;

    private const int LabelWidth = 32;
    private const int TitleWidth = 70;
    private const float TextSize = 16;
    private const double BarSize = 0.85;
    private static readonly int[] Shares = [0, 25, 50, 75, 100];
    private static readonly Color Dark = Color.FromHex("#333333");

    /// <summary>The picture as PNG, and its height in pixels.</summary>
    public static (byte[] Png, int Height) Render(PollReport report, Texts texts)
    {
        var answers = report.Tally.Answers.OrderByDescending(answer => answer.Votes).ToList();
        var labels = answers.ConvertAll(answer => ChartText.Wrap(answer.Answer.Text, LabelWidth, mostLines: 4));
        var rows = labels.Sum(label => Math.Max(label.Count, report.Earlier is null ? 1 : 2) + 1);
        var title = ChartText.Wrap(report.Poll.Question, TitleWidth, mostLines: 3).Append(PollResultText.Turnout(report, texts)).ToList();
        var height = 120 + (30 * title.Count) + (26 * rows);
        lock (ChartFont.Drawing)
        {
            ChartFont.Use();
            using var plot = new Plot();
            plot.Font.Set(ChartFont.Name);
            Draw(plot, report, answers, labels, texts);
            plot.Title(string.Join('\n', title), 18);
            return (plot.GetImageBytes(Width, height, ImageFormat.Png), height);
        }
    }

    private static void Draw(Plot plot, PollReport report, List<AnswerVotes> answers, List<IReadOnlyList<string>> labels, Texts texts)
    {
        var step = report.Earlier is null ? 1.3 : 2.4;
        var bars = new List<Bar>();
        for (var i = 0; i < answers.Count; i++)
        {
            var percent = report.PercentOf(answers[i]);
            bars.Add(BarOf(-i * step, percent, texts.Plural("Polls.Chart.Label", answers[i].Votes, ("percent", percent)), Dark, hatch: null));
            if (report.Earlier?.ShareOf(answers[i]) is { } before)
                bars.Add(BarOf((-i * step) - BarSize - 0.05, before, texts.Format("Polls.Chart.EarlierLabel", ("percent", before)), Colors.White, new Striped(StripeDirection.DiagonalUp)));
        }

        var drawn = plot.Add.Bars(bars);
        drawn.ValueLabelStyle.FontSize = TextSize;
        drawn.ValueLabelStyle.FontName = ChartFont.Name;
        plot.Axes.Left.TickGenerator = new NumericManual([.. Enumerable.Range(0, answers.Count).Select(i => -i * step)], [.. labels.Select(lines => string.Join('\n', lines))]);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Axes.Left.TickLabelStyle.FontSize = TextSize;
        // Room for the number behind the longest bar; shares are of a hundred, so that two pictures compare.
        plot.Axes.SetLimitsX(0, 125);
        plot.Axes.Bottom.TickGenerator = new NumericManual([.. Shares.Select(share => (double)share)], [.. Shares.Select(share => texts.Format("Polls.Chart.EarlierLabel", ("percent", share)))]);
        plot.Axes.Right.IsVisible = false;
        plot.Axes.Top.IsVisible = false;
        plot.HideGrid();
        Explain(plot, report, texts);
    }

    private static Bar BarOf(double position, int percent, string label, Color fill, IHatch? hatch) => new()
    {
        Position = position,
        Value = percent,
        Label = label,
        Size = BarSize,
        Orientation = Orientation.Horizontal,
        FillColor = fill,
        FillHatch = hatch,
        FillHatchColor = Colors.Black,
        LineColor = Colors.Black,
    };

    private static void Explain(Plot plot, PollReport report, Texts texts)
    {
        if (report.Earlier is not { } earlier) return;
        plot.Legend.ManualItems.Add(new LegendItem { LabelText = Month(report.Opened, texts), FillColor = Dark, LineColor = Colors.Black });
        plot.Legend.ManualItems.Add(new LegendItem
        {
            LabelText = Month(earlier.Opened, texts),
            FillColor = Colors.White,
            FillHatch = new Striped(StripeDirection.DiagonalUp),
            FillHatchColor = Colors.Black,
            LineColor = Colors.Black,
        });
        plot.Legend.Orientation = Orientation.Horizontal;
        plot.Legend.FontSize = TextSize;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.ShowLegend(Edge.Bottom);
    }

    private static string Month(DateTimeOffset instant, Texts texts) => instant.ToString("MMMM yyyy", texts.Culture);
}
