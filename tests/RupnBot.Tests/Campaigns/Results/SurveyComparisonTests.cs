using System.Globalization;
using RupnBot.Campaigns.Results;
using RupnBot.Localization;
using RupnBot.Surveys.Questions;
using RupnBot.Surveys.Results;

namespace RupnBot.Tests.Campaigns.Results;

/// <summary>How the answers to a survey have moved since the one before.</summary>
public sealed class SurveyComparisonTests
{
    private static readonly DateTimeOffset LastYear = new(2025, 11, 24, 9, 0, 0, TimeSpan.FromHours(1));
    private static readonly SurveyQuestion Scale = new("aise", QuestionKind.Scale, "À l'aise ?") { Least = 1, Greatest = 10 };
    private static readonly SurveyQuestion Number = new("seances", QuestionKind.Number, "Combien de séances ?") { Least = 0 };
    private static readonly SurveyQuestion One = new("outil", QuestionKind.One, "Quel outil ?") { Choices = [new("c1", "ENT"), new("c2", "Pix")] };

    [Fact]
    public void The_mean_of_a_scale_is_told_with_what_it_was() =>
        Assert.Equal("- À l'aise ? moyenne +0,5 (6,4 après 5,9)", Told(Figures(Scale, 6.42m, 6), Figures(Scale, 5.87m, 6)));

    [Fact]
    public void The_change_is_that_of_the_figures_as_they_are_told() =>
        // 5,85 is told as 5,9: to whoever subtracts, 6,4 less 5,9 is 0,5.
        Assert.Equal("- À l'aise ? moyenne +0,5 (6,4 après 5,9)", Told(Figures(Scale, 6.36m, 6), Figures(Scale, 5.85m, 6)));

    [Fact]
    public void Of_a_number_the_median_too() =>
        Assert.Equal("- Combien de séances ? moyenne \u22121,5 (2,5 après 4), médiane inchangée (2)", Told(Figures(Number, 2.5m, 2), Figures(Number, 4m, 2)));

    [Fact]
    public void A_mean_that_did_not_move_is_said_to_be_the_same() => Assert.Equal("- À l'aise ? moyenne inchangée (6)", Told(Figures(Scale, 6.01m, 6), Figures(Scale, 5.98m, 7)));

    [Fact]
    public void On_another_scale_there_is_nothing_to_compare_and_that_is_said() =>
        Assert.Equal("- À l'aise ? l'échelle a changé, les réponses ne se comparent pas", Told(Figures(Scale, 6m, 6), Figures(Scale with { Greatest = 5 }, 3m, 3)));

    [Fact]
    public void Choices_are_matched_by_their_words_and_told_in_points() =>
        Assert.Equal("- Quel outil ? ENT +10 points, Pix \u221210 points", Told(Choices(One, 7, 3), Choices(One with { Choices = [new("c1", "Pix"), new("c2", "ent")] }, 4, 6)));

    [Fact]
    public void A_question_that_is_new_of_another_kind_or_answered_by_too_few_is_left_out()
    {
        var now = Report([Choices(One, 7, 3), Figures(Number, 3m, 3), Figures(Scale, 6m, 6)]);
        var before = Report([Figures(One with { Kind = QuestionKind.Number }, 3m, 3), Figures(Number, 2m, 2) with { Answered = 4 }]);
        Assert.Empty(SurveyComparison.Of(now, before));
        Assert.Null(SurveyComparison.Render(now, before, new Texts(CultureInfo.GetCultureInfo("fr-FR"))));
    }

    [Fact]
    public void In_English_too() =>
        Assert.Equal("- À l'aise ? mean +0.5 (6.4 after 5.9)", Told(Figures(Scale, 6.42m, 6), Figures(Scale, 5.87m, 6), "en-GB"));

    private static string Told(QuestionReport now, QuestionReport before, string culture = "fr-FR") =>
        SurveyComparison.Render(Report([now]), Report([before]), new Texts(CultureInfo.GetCultureInfo(culture)))!.Plain.Split('\n')[^1].Replace('\u00A0', ' ');

    private static SurveyReport Report(IReadOnlyList<QuestionReport> questions) =>
        new(new SurveyForm("Usages", [.. questions.Select(question => question.Question)]), 10, questions) { Opened = LastYear, Closed = LastYear.AddDays(4) };

    private static QuestionReport Figures(SurveyQuestion question, decimal mean, decimal median) => new(question, 10, 0) { Mean = mean, Median = median };

    private static QuestionReport Choices(SurveyQuestion question, params int[] counts) => new(question, counts.Sum(), 0) { Choices = [.. question.Choices.Zip(counts, (choice, count) => new ChoiceCount(choice.Text, count))] };
}
