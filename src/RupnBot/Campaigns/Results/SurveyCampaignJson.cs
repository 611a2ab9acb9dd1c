using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using RupnBot.Surveys.Results;

namespace RupnBot.Campaigns.Results;

/// <summary>A survey's result for programs: counts and never people, questions by their ids.</summary>
internal static class SurveyCampaignJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // A file, never a page: accents stay letters.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="report">What was found.</param>
    /// <param name="before">What was found a year before; null: it is the first, or nothing of the one before is kept.</param>
    /// <param name="invited">How many were asked.</param>
    public static byte[] Write(SurveyReport report, SurveyReport? before, int? invited)
    {
        var changes = before is null ? [] : SurveyComparison.Of(report, before).ToDictionary(change => change.Question.Question.Id, StringComparer.Ordinal);
        return JsonSerializer.SerializeToUtf8Bytes(
            new Item(report.Form.Title, report.Opened, report.Closed, invited, report.Answered, before?.Opened, [.. report.Questions.Select(question => Of(question, changes.GetValueOrDefault(question.Question.Id)))]), Options);
    }

    private static Question Of(QuestionReport question, QuestionChange? change) => new(
        question.Question.Id,
        question.Question.Text,
        question.Answered,
        question.Declined,
        question.IsShown && question.Choices.Count > 0 ? [.. question.Choices.Select(choice => new Choice(choice.Text, choice.Count, question.PercentOf(choice), PointsOf(change, choice)))] : null,
        question is { IsShown: true, Mean: { } meant } ? SurveyComparison.Told(meant) : null,
        change?.Mean is { } mean ? mean.Now - mean.Before : null,
        question is { IsShown: true, Median: { } middle } ? SurveyComparison.Told(middle) : null,
        change?.Median is { } median ? median.Now - median.Before : null,
        question.IsShown && question.Words.Count > 0 ? question.Words : null);

    private sealed record Item(string Title, DateTimeOffset? Opened, DateTimeOffset? Closed, int? Invited, int Answered, DateTimeOffset? EarlierOpened, IReadOnlyList<Question> Questions);

    private static int? PointsOf(QuestionChange? change, ChoiceCount choice) => change?.Points.Where(other => other.Choice == choice.Text).Select(other => (int?)other.Points).FirstOrDefault();

    private sealed record Question(
        string Id, string Text, int Answered, int Declined, IReadOnlyList<Choice>? Choices, decimal? Mean, decimal? MeanChange, decimal? Median, decimal? MedianChange, IReadOnlyList<string>? Words);

    private sealed record Choice(string Text, int Count, int Percent, int? Points);
}
