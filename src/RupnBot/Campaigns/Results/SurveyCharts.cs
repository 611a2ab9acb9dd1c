using RupnBot.Matrix;
using RupnBot.Polls.Counting;
using RupnBot.Polls.Results;
using RupnBot.Surveys.Questions;
using RupnBot.Surveys.Results;

namespace RupnBot.Campaigns.Results;

/// <summary>The questions of a survey that have choices, each as a report that can be drawn, beside the same question of the survey before; pure.</summary>
internal static class SurveyCharts
{
    public static IReadOnlyList<PollReport> Of(SurveyReport report, SurveyReport? before)
    {
        var earlier = before?.Questions.Where(question => question.IsShown).ToDictionary(question => question.Question.Id, StringComparer.Ordinal) ?? [];
        return
        [
            .. report.Questions.Where(question => question.IsShown && question.Choices.Count > 0).Select(question =>
            {
                var now = Of(report, question);
                return earlier.TryGetValue(question.Question.Id, out var then) && SurveyComparison.IsSameMeasure(question.Question, then.Question) && before!.Opened is { } opened ? now with { Earlier = new EarlierRound(opened, Of(before, then)) } : now;
            }),
        ];
    }

    private static PollReport Of(SurveyReport report, QuestionReport question)
    {
        var answers = question.Choices.Select(choice => new AnswerVotes(new PollAnswer(choice.Text, choice.Text), choice.Count)).ToList();
        var definition = new PollDefinition(question.Question.Text, [.. answers.Select(answer => answer.Answer)], question.Question.Kind == QuestionKind.Several ? answers.Count : 1);
        return new PollReport(definition, new PollTally(answers, question.Answered, Spoiled: 0, new Dictionary<string, Ballot>()), Members: null, report.Opened ?? default, report.Closed);
    }
}
