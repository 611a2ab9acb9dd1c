using System.Globalization;
using RupnBot.Bot.Messages;
using RupnBot.Localization;
using RupnBot.Surveys.Questions;
using RupnBot.Surveys.Results;

namespace RupnBot.Campaigns.Results;

/// <summary>How the answers to a question have moved since the survey before.</summary>
/// <param name="Question">As it was answered now.</param>
internal sealed record QuestionChange(QuestionReport Question)
{
    /// <summary>Of each choice offered both times, by how many points its share has changed; in points of the shares as they are told.</summary>
    public IReadOnlyList<(string Choice, int Points)> Points { get; init; } = [];

    /// <summary>Of a scale or a number: the mean now and before, as they are told.</summary>
    public (decimal Now, decimal Before)? Mean { get; init; }

    /// <summary>Of a number: the median now and before. On a scale of few steps it tells nothing that the mean does not.</summary>
    public (decimal Now, decimal Before)? Median { get; init; }

    /// <summary>It was asked on another scale: six of ten is not six of seven.</summary>
    public bool IsOtherScale { get; init; }
}

/// <summary>How the answers to a survey have moved since the one before: questions are matched by their ids, choices by their words. Pure.</summary>
internal static class SurveyComparison
{
    private const int LongestQuestion = 120;

    /// <summary>Each question asked both times that can be compared, or should have been.</summary>
    public static IReadOnlyList<QuestionChange> Of(SurveyReport now, SurveyReport before)
    {
        var earlier = before.Questions.Where(question => question.IsShown).ToDictionary(question => question.Question.Id, StringComparer.Ordinal);
        var compared = new List<QuestionChange>();
        foreach (var question in now.Questions.Where(question => question.IsShown))
            if (earlier.TryGetValue(question.Question.Id, out var then) && Of(question, then) is { } change) compared.Add(change);
        return compared;
    }

    /// <summary>Whether the steps or the choices of both mean the same.</summary>
    public static bool IsSameMeasure(SurveyQuestion now, SurveyQuestion before) => now.Kind == before.Kind && (now.Kind != QuestionKind.Scale || (now.Least, now.Greatest) == (before.Least, before.Greatest));

    public static MessageBody? Render(SurveyReport now, SurveyReport before, Texts texts)
    {
        var compared = Of(now, before);
        if (compared.Count == 0 || before.Opened is not { } opened) return null;
        var builder = new MessageBuilder().Paragraph(texts.Format("Campaigns.Compared", ("month", opened.ToString("MMMM yyyy", texts.Culture))));
        return builder.BulletList(compared.Select(change => InlineText.From(texts.Format(
            "Campaigns.ComparedLine", ("question", DisplayText.Shorten(change.Question.Question.Text, LongestQuestion)), ("changes", string.Join(", ", Changes(change, texts))))))).Build();
    }

    private static QuestionChange? Of(QuestionReport now, QuestionReport before)
    {
        if (!IsSameMeasure(now.Question, before.Question)) return now.Question.Kind == before.Question.Kind ? new QuestionChange(now) { IsOtherScale = true } : null;
        switch (now.Question.Kind)
        {
            case QuestionKind.One or QuestionKind.Several:
                var points = Points(now, before);
                return points.Count > 0 ? new QuestionChange(now) { Points = points } : null;
            case QuestionKind.Scale:
                return new QuestionChange(now) { Mean = Both(now.Mean, before.Mean) };
            case QuestionKind.Number:
                return new QuestionChange(now) { Mean = Both(now.Mean, before.Mean), Median = Both(now.Median, before.Median) };
            default:
                return null;
        }
    }

    private static List<(string Choice, int Points)> Points(QuestionReport now, QuestionReport before)
    {
        var shares = before.Choices.DistinctBy(choice => TextFolding.Fold(choice.Text)).ToDictionary(choice => TextFolding.Fold(choice.Text), before.PercentOf, StringComparer.Ordinal);
        return [.. now.Choices.Where(choice => shares.ContainsKey(TextFolding.Fold(choice.Text))).Select(choice => (choice.Text, now.PercentOf(choice) - shares[TextFolding.Fold(choice.Text)]))];
    }

    private static (decimal Now, decimal Before)? Both(decimal? now, decimal? before) => now is { } one && before is { } other ? (Told(one), Told(other)) : null;

    /// <summary>As it is shown: what is compared are the figures people see.</summary>
    public static decimal Told(decimal value) => Math.Round(value, 1, MidpointRounding.AwayFromZero);

    private static IEnumerable<string> Changes(QuestionChange change, Texts texts)
    {
        if (change.IsOtherScale) yield return texts.Get("Campaigns.OtherScale");
        foreach (var choice in change.Points.OrderByDescending(choice => Math.Abs(choice.Points))) yield return Change(choice, texts);
        if (change.Mean is { } mean) yield return Change("Campaigns.Mean", mean, texts);
        if (change.Median is { } median) yield return Change("Campaigns.Median", median, texts);
    }

    private static string Change((string Choice, int Points) change, Texts texts) => change.Points == 0
        ? texts.Format("Campaigns.NoPoints", ("choice", change.Choice))
        : texts.Plural("Campaigns.Points", Math.Abs(change.Points), ("choice", change.Choice), ("sign", Sign(change.Points)));

    private static string Change(string key, (decimal Now, decimal Before) figures, Texts texts)
    {
        var difference = figures.Now - figures.Before;
        return texts.Format(
            difference == 0 ? key + ".same" : key,
            ("change", Sign(difference) + Number(Math.Abs(difference), texts.Culture)),
            ("now", Number(figures.Now, texts.Culture)),
            ("before", Number(figures.Before, texts.Culture)));
    }

    // The minus sign, not a hyphen: screen readers say it.
    private static string Sign(decimal change) => change > 0 ? "+" : "\u2212";

    private static string Number(decimal value, CultureInfo culture) => value.ToString("#,0.#", culture);
}
