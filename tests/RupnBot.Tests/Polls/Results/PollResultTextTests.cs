using System.Globalization;
using RupnBot.Localization;
using RupnBot.Polls.Counting;
using RupnBot.Polls.Results;

namespace RupnBot.Tests.Polls.Results;

public sealed class PollResultTextTests
{
    private static readonly Texts French = new(CultureInfo.GetCultureInfo("fr-FR"));
    private static readonly Texts English = new(CultureInfo.GetCultureInfo("en"));

    [Fact]
    public void A_result_is_a_sorted_list_of_words_and_numbers()
    {
        var body = PollResultText.Render(Reports.Of(12, 34, ("Pix", 5), ("Tablettes", 7)), French);
        Assert.Equal(
            "Résultat\u00A0: Tablettes ou Pix ?\n12 votants sur 34.\n\n1. Tablettes\u00A0: 7 voix, 58\u00A0%.\n2. Pix\u00A0: 5 voix, 42\u00A0%.",
            body.Plain);
        Assert.Equal(
            "<h4>Résultat\u00A0: Tablettes ou Pix ?</h4><p>12 votants sur 34.</p>"
            + "<ol><li><strong>Tablettes</strong>\u00A0: 7 voix, 58\u00A0%.</li><li><strong>Pix</strong>\u00A0: 5 voix, 42\u00A0%.</li></ol>",
            body.Html);
    }

    [Fact]
    public void The_result_reads_in_english_too() => Assert.Equal(
        "Result: Tablettes ou Pix ?\n1 voter out of 3.\n\n1. Pix: 1 vote, 100%.\n2. Non: 0 votes, 0%.",
        PollResultText.Render(Reports.Of(1, 3, ("Non", 0), ("Pix", 1)), English).Plain);

    [Fact]
    public void Answers_with_as_many_votes_stay_in_the_polls_order() => Assert.Contains(
        "1. C\u00A0: 2 voix, 50\u00A0%.\n2. A\u00A0: 1 voix, 25\u00A0%.\n3. B\u00A0: 1 voix, 25\u00A0%.",
        PollResultText.Render(Reports.Of(4, null, ("A", 1), ("B", 1), ("C", 2)), French).Plain, StringComparison.Ordinal);

    [Theory]
    [InlineData(1, 8, 13)] // 12.5
    [InlineData(3, 8, 38)] // 37.5
    [InlineData(1, 3, 33)]
    [InlineData(2, 3, 67)]
    [InlineData(1, 201, 0)]
    [InlineData(1, 200, 1)]
    [InlineData(0, 0, 0)]
    [InlineData(2_000_000_000, 2_000_000_000, 100)]
    public void A_share_is_that_of_the_voters_half_rounded_up(int votes, int voters, int percent)
    {
        var report = Reports.Of(voters, null, ("A", votes));
        Assert.Equal(percent, report.PercentOf(report.Tally.Answers[0]));
    }

    [Theory]
    [InlineData(0, null, "Aucun vote.")]
    [InlineData(0, 34, "Aucun vote, pour 34 membres.")]
    [InlineData(1, null, "1 votant.")]
    [InlineData(2, null, "2 votants.")]
    [InlineData(1, 1, "1 votant sur 1.")]
    [InlineData(12, 10, "12 votants.")]
    [InlineData(0, 0, "Aucun vote.")]
    public void The_turnout_is_told_when_it_makes_sense(int voters, int? members, string expected) =>
        Assert.Equal(expected, PollResultText.Render(Reports.Of(voters, members, ("A", voters)), French).Plain.Split('\n')[1]);

    [Fact]
    public void Without_a_vote_there_is_no_list() =>
        Assert.DoesNotContain("<ol>", PollResultText.Render(Reports.Of(0, 3, ("A", 0)), French).Html, StringComparison.Ordinal);

    [Fact]
    public void A_running_poll_is_said_to_run() => Assert.StartsWith(
        "Résultat provisoire", PollResultText.Render(Reports.Of(1, 3, ("A", 1)) with { Closed = null }, French).Plain, StringComparison.Ordinal);

    [Fact]
    public void Spoiled_votes_and_several_selections_are_said()
    {
        var report = Reports.Of(2, null, ("A", 2), ("B", 2));
        report = report with
        {
            Tally = report.Tally with { Spoiled = 2 },
            Poll = new PollDefinition("Q", report.Poll.Answers, MaxSelections: 2),
        };
        Assert.Equal(
            "2 votants. 2 votes nuls. Plusieurs réponses étaient possibles\u00A0: les parts sont celles des votants, leur somme peut dépasser 100\u00A0%.",
            PollResultText.Render(report, French).Plain.Split('\n')[1]);
    }

    [Fact]
    public void Markup_in_an_answer_is_shown() => Assert.Contains(
        "<strong>&lt;b&gt; &amp; {count}</strong>",
        PollResultText.Render(Reports.Of(1, null, ("<b> & {count}", 1)), French).Html, StringComparison.Ordinal);
}
