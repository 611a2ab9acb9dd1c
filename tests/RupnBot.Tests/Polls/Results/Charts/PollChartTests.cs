using System.Globalization;
using RupnBot.Localization;
using RupnBot.Polls.Results;
using RupnBot.Polls.Results.Charts;
using SkiaSharp;

namespace RupnBot.Tests.Polls.Results.Charts;

public sealed class PollChartTests
{
    private static readonly Texts French = new(CultureInfo.GetCultureInfo("fr-FR"));

    [Fact]
    public void A_result_is_a_PNG_of_the_size_that_is_said()
    {
        var (png, height) = PollChart.Render(Reports.Of(12, 34, ("Tablettes", 7), ("Pix", 5)), French);

        using var picture = SKBitmap.Decode(png);
        Assert.Equal((PollChart.Width, height), (picture.Width, picture.Height));
    }

    [Fact]
    public void A_bar_is_as_long_as_its_share()
    {
        using var picture = SKBitmap.Decode(PollChart.Render(Reports.Of(4, null, ("A", 4), ("B", 2)), French).Png);

        var lengths = DarkRuns(picture);
        var longest = lengths.Max();
        Assert.Contains(lengths, length => Math.Abs(length - (longest / 2.0)) < 3);
    }

    [Fact]
    public void It_is_drawn_without_colours()
    {
        using var picture = SKBitmap.Decode(PollChart.Render(WithEarlier(), French).Png);

        Assert.DoesNotContain(picture.Pixels, pixel => Math.Max(pixel.Red, Math.Max(pixel.Green, pixel.Blue)) - Math.Min(pixel.Red, Math.Min(pixel.Green, pixel.Blue)) > 8);
    }

    [Fact]
    public void The_round_before_stands_beside_it()
    {
        var alone = PollChart.Render(Reports.Of(12, 34, ("Tablettes", 7), ("Pix", 5)), French);
        var both = PollChart.Render(WithEarlier(), French);

        Assert.True(both.Height > alone.Height);
    }

    [Fact]
    public void Accents_are_letters_of_the_font_that_the_program_carries()
    {
        ChartFont.Use();
        var face = ScottPlot.Fonts.GetTypeface("any name", bold: false, italic: false);

        Assert.Equal(ChartFont.Name, face.FamilyName);
        Assert.All("éèêëàâçùûîïôœÉÀŒ’«»€−\u00A0", letter => Assert.NotEqual((ushort)0, face.GetGlyph(letter)));
    }

    [Fact]
    public void Twenty_long_answers_and_a_long_question_fit()
    {
        var answers = Enumerable.Range(1, 20).Select(i => ($"{i} " + new string('x', 40) + " une réponse aussi longue qu'elle peut l'être dans un sondage", i)).ToArray();
        var report = Reports.Of(20, 30, answers);

        var (png, height) = PollChart.Render(report, French);

        Assert.InRange(height, 500, 4000);
        Assert.InRange(png.Length, 1000, 1_000_000);
    }

    [Fact]
    public void Nobody_has_voted_and_it_is_drawn_all_the_same() => Assert.NotEmpty(PollChart.Render(Reports.Of(0, 10, ("A", 0), ("B", 0)), French).Png);

    [Fact]
    public void Lines_are_broken_between_words_and_cut_where_too_many()
    {
        Assert.Equal(["la différenciation", "et les élèves"], ChartText.Wrap("la différenciation et les élèves", 18, 3));
        Assert.Equal(["un", "deux…"], ChartText.Wrap("un deux trois", 5, 2));
        Assert.Equal([], ChartText.Wrap("", 5, 2));
        Assert.All(ChartText.Wrap(new string('x', 100), 10, 3), line => Assert.InRange(line.Length, 1, 10));
    }

    private static PollReport WithEarlier()
    {
        var report = Reports.Of(12, 34, ("Tablettes", 7), ("Pix", 5));
        return report with { Earlier = new EarlierRound(report.Opened.AddMonths(-2), Reports.Of(10, 34, ("Tablettes", 3), ("Pix", 7))) };
    }

    // The rows of pixels through a bar: how long the dark part is.
    private static List<int> DarkRuns(SKBitmap picture)
    {
        var lengths = new List<int>();
        for (var y = 0; y < picture.Height; y++)
        {
            var row = 0;
            for (var x = 0; x < picture.Width; x++)
                if (picture.GetPixel(x, y) == SKColor.Parse("#333333")) row++;
            if (row > 50) lengths.Add(row);
        }

        return lengths;
    }
}
