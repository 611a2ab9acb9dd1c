using RupnBot.Surveys.Questions;
using RupnBot.Surveys.Results;

namespace RupnBot.Tests.Surveys.Results;

public sealed class SurveyCounterTests
{
    private static readonly SurveyForm Form = SurveyBench.Form;

    [Fact]
    public void Choices_numbers_and_words_are_counted()
    {
        var reports = SurveyCounter.Count(Form, Answers(8, i => [new Chosen([i < 5 ? "c1" : "c2"]), new Chosen(i < 6 ? ["c1", "c3"] : []), new Figure(i + 1), new Figure(i == 7 ? 100 : i), i < 3 ? new Declined() : new OwnWords($"mot {i}")]));

        Assert.Equal([("Collège", 5, 63), ("Lycée", 3, 38)], reports[0].Choices.Select(choice => (choice.Text, choice.Count, reports[0].PercentOf(choice))));
        Assert.Equal([6, 0, 6], reports[1].Choices.Select(choice => choice.Count));
        Assert.Equal((4.5m, 4.5m), (reports[2].Mean, reports[2].Median));
        Assert.Equal([1, 1, 1, 1, 1, 1, 1, 1, 0, 0], reports[2].Choices.Select(choice => choice.Count));
        Assert.Equal((15.125m, 3.5m), (reports[3].Mean, reports[3].Median));
        Assert.Equal((5, 3, 5), (reports[4].Answered, reports[4].Declined, reports[4].Words.Count));
    }

    [Fact]
    public void Of_a_question_that_fewer_than_five_answered_nothing_is_told()
    {
        var reports = SurveyCounter.Count(Form, Answers(8, i => [new Chosen(["c1"]), new Chosen([]), new Figure(3), new Figure(3), i < 4 ? new OwnWords("mot") : new Declined()]));
        Assert.Equal((4, 4, false, 0), (reports[4].Answered, reports[4].Declined, reports[4].IsShown, reports[4].Words.Count));
    }

    [Theory]
    [InlineData("a:9 b:7", "a=9 b=7")]
    [InlineData("a:9 b:3 c:2", "a=9 ?=5")]
    [InlineData("a:9 b:7 c:3", "a=9 ?=10")]
    [InlineData("a:9 c:3", "")]
    [InlineData("a:9 ?:6", "a=9 ?=6")]
    [InlineData("a:3 b:4", "")]
    [InlineData("?:20", "")]
    public void Groups_too_small_are_joined_until_nothing_can_be_told_of_them(string sizes, string told)
    {
        var answers = sizes.Split(' ').SelectMany(size => Enumerable.Repeat(size[0] == '?' ? null : size[..1], int.Parse(size[2..], System.Globalization.CultureInfo.InvariantCulture)))
            .Select(group => new CountedAnswer("etab", group, new Chosen(["c1"]))).ToList();
        var groups = SurveyCounter.CountGroups(Form, answers);
        Assert.Equal(told, string.Join(' ', groups.Select(group => $"{group.Name ?? "?"}={group.Answered}")));
        Assert.All(groups, group => Assert.True(group.Answered >= SurveyLimits.FewestTogether));
    }

    private static List<CountedAnswer> Answers(int people, Func<int, SurveyAnswer[]> sheet) =>
        [.. Enumerable.Range(0, people).SelectMany(i => sheet(i).Select((answer, place) => new CountedAnswer(Form.Questions[place].Id, null, answer)))];
}
