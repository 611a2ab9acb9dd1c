using System.Globalization;
using RupnBot.Surveys.Questions;

namespace RupnBot.Surveys.Results;

/// <summary>An answer out of the pool.</summary>
public readonly record struct CountedAnswer(string QuestionId, string? Group, SurveyAnswer Answer);

/// <summary>Counts answers; pure.</summary>
public static class SurveyCounter
{
    public static IReadOnlyList<QuestionReport> Count(SurveyForm form, IEnumerable<CountedAnswer> answers, bool withWords = true)
    {
        var byQuestion = answers.ToLookup(answer => answer.QuestionId, answer => answer.Answer, StringComparer.Ordinal);
        return [.. form.Questions.Select(question => Count(question, [.. byQuestion[question.Id]], withWords))];
    }

    /// <summary>
    /// The parts of the whole. A part below five is joined with the other small ones; should those not reach five together, with the smallest of
    /// the others: else what is told of the whole less what is told of its parts would tell of them.
    /// </summary>
    public static IReadOnlyList<GroupReport> CountGroups(SurveyForm form, IReadOnlyList<CountedAnswer> answers)
    {
        if (form.Questions.Count == 0) return [];
        var sizes = answers.Where(answer => answer.QuestionId == form.Questions[0].Id).GroupBy(answer => answer.Group)
            .Select(group => (Name: group.Key, Size: group.Count())).OrderByDescending(group => group.Size).ThenBy(group => group.Name, StringComparer.Ordinal).ToList();
        var own = sizes.Where(group => group.Name is not null && group.Size >= SurveyLimits.FewestTogether).ToList();
        var left = sizes.Sum(group => group.Size) - own.Sum(group => group.Size);
        if (left is > 0 and < SurveyLimits.FewestTogether && own.Count > 0)
        {
            left += own[^1].Size;
            own.RemoveAt(own.Count - 1);
        }

        if (own.Count + (left > 0 ? 1 : 0) < 2) return [];
        var names = own.Select(group => group.Name!).ToHashSet(StringComparer.Ordinal);
        var reports = own.ConvertAll(group => new GroupReport(group.Name, group.Size, Count(form, answers.Where(answer => answer.Group == group.Name), withWords: false)));
        if (left > 0) reports.Add(new GroupReport(null, left, Count(form, answers.Where(answer => answer.Group is not { } name || !names.Contains(name)), withWords: false)));
        return reports;
    }

    private static QuestionReport Count(SurveyQuestion question, IReadOnlyList<SurveyAnswer> answers, bool withWords)
    {
        var given = answers.Where(answer => answer is not Declined).ToList();
        var report = new QuestionReport(question, given.Count, answers.Count - given.Count);
        if (!report.IsShown) return report;
        return question.Kind switch
        {
            QuestionKind.One or QuestionKind.Several => report with { Choices = Choices(question, given) },
            QuestionKind.Scale => WithFigures(report, given) with { Choices = Steps(question, given) },
            QuestionKind.Number => WithFigures(report, given),
            _ => report with { Words = withWords ? [.. given.OfType<OwnWords>().Select(words => words.Text)] : [] },
        };
    }

    private static IReadOnlyList<ChoiceCount> Choices(SurveyQuestion question, List<SurveyAnswer> given)
    {
        var counts = given.OfType<Chosen>().SelectMany(chosen => chosen.Ids).CountBy(id => id).ToDictionary(StringComparer.Ordinal);
        return [.. question.Choices.Select(choice => new ChoiceCount(choice.Text, counts.GetValueOrDefault(choice.Id)))];
    }

    private static IReadOnlyList<ChoiceCount> Steps(SurveyQuestion question, List<SurveyAnswer> given)
    {
        var counts = given.OfType<Figure>().CountBy(figure => figure.Value).ToDictionary();
        var steps = new List<ChoiceCount>();
        for (var step = question.Least ?? 0; step <= (question.Greatest ?? 0); step++)
            steps.Add(new ChoiceCount(step.ToString("0", CultureInfo.InvariantCulture), counts.GetValueOrDefault(step)));
        return steps;
    }

    private static QuestionReport WithFigures(QuestionReport report, List<SurveyAnswer> given)
    {
        var figures = given.OfType<Figure>().Select(figure => figure.Value).Order().ToList();
        var middle = figures.Count / 2;
        var median = figures.Count % 2 == 1 ? figures[middle] : (figures[middle - 1] + figures[middle]) / 2;
        return report with { Mean = figures.Sum() / figures.Count, Median = median };
    }
}
