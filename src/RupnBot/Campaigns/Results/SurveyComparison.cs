using RupnBot.Bot.Messages;
using RupnBot.Localization;
using RupnBot.Surveys.Results;

namespace RupnBot.Campaigns.Results;

/// <summary>How the answers to a survey have moved since the one before: questions are matched by their ids, choices by their words; in points of the shares as they are told. Pure.</summary>
internal static class SurveyComparison
{
    /// <summary>Each question asked both times, and of each choice offered both times by how many points its share has changed.</summary>
    public static IReadOnlyList<(QuestionReport Question, IReadOnlyList<(string Choice, int Points)> Changes)> Of(SurveyReport now, SurveyReport before)
    {
        var earlier = before.Questions.Where(question => question.IsShown).ToDictionary(question => question.Question.Id, StringComparer.Ordinal);
        var compared = new List<(QuestionReport, IReadOnlyList<(string, int)>)>();
        foreach (var question in now.Questions.Where(question => question.IsShown))
        {
            if (!earlier.TryGetValue(question.Question.Id, out var then)) continue;
            var shares = then.Choices.DistinctBy(choice => TextFolding.Fold(choice.Text)).ToDictionary(choice => TextFolding.Fold(choice.Text), then.PercentOf, StringComparer.Ordinal);
            var changes = question.Choices.Where(choice => shares.ContainsKey(TextFolding.Fold(choice.Text)))
                .Select(choice => (choice.Text, question.PercentOf(choice) - shares[TextFolding.Fold(choice.Text)])).ToList();
            if (changes.Count > 0) compared.Add((question, changes));
        }

        return compared;
    }

    public static MessageBody? Render(SurveyReport now, SurveyReport before, Texts texts)
    {
        var compared = Of(now, before);
        if (compared.Count == 0 || before.Opened is not { } opened) return null;
        var builder = new MessageBuilder().Paragraph(texts.Format("Campaigns.Compared", ("month", opened.ToString("MMMM yyyy", texts.Culture))));
        return builder.BulletList(compared.Select(question => InlineText.From(texts.Format(
            "Campaigns.ComparedLine",
            ("question", DisplayText.Shorten(question.Question.Question.Text, 120)),
            ("changes", string.Join(", ", question.Changes.OrderByDescending(change => Math.Abs(change.Points)).Select(change => Change(change, texts)))))))).Build();
    }

    // The minus sign, not a hyphen: screen readers say it.
    private static string Change((string Choice, int Points) change, Texts texts) => change.Points == 0
        ? texts.Format("Campaigns.NoPoints", ("choice", change.Choice))
        : texts.Plural("Campaigns.Points", Math.Abs(change.Points), ("choice", change.Choice), ("sign", change.Points > 0 ? "+" : "\u2212"));
}
