using System.Globalization;
using RupnBot.Bot.Messages;
using RupnBot.Localization;
using RupnBot.Surveys.Questions;

namespace RupnBot.Surveys.Results;

/// <summary>Tells what a survey found in words and numbers: most given first, scales in their order.</summary>
internal static class SurveyResultText
{
    /// <summary>What is told of words of one's own: the rest is in the export. Bytes are bounded by the event.</summary>
    private const int MostWords = 5;
    private const int LongestWords = 200;
    private const int LongestQuestion = 150;
    private const int LongestChoice = 60;

    public static MessageBody Render(SurveyReport report, Texts texts)
    {
        var message = new MessageBuilder().Heading(texts.Format("Surveys.Result.Title", ("title", report.Form.Title)));
        if (report.Closed is null) return message.Paragraph(texts.Plural("Surveys.Result.Running", report.Answered)).Build();
        if (!report.IsShown) return message.Paragraph(texts.Format("Surveys.Result.TooFew", ("least", SurveyLimits.FewestTogether))).Build();
        message.Paragraph(texts.Plural("Surveys.Result.Answered", report.Answered));
        for (var i = 0; i < report.Questions.Count; i++) Tell(message, i + 1, report.Questions[i], texts);
        if (report.Groups.Count > 0) message.Paragraph(Groups(report, texts));
        return message.Build();
    }

    private static void Tell(MessageBuilder message, int number, QuestionReport question, Texts texts)
    {
        message.Paragraph(new InlineText().Strong($"{number}. {DisplayText.Shorten(question.Question.Text, LongestQuestion)}").Text(" " + Turnout(question, texts)));
        if (!question.IsShown) return;
        var choices = question.Question.Kind == QuestionKind.Scale ? question.Choices : [.. question.Choices.OrderByDescending(choice => choice.Count)];
        if (choices.Count > 0) message.BulletList(choices.Select(choice => new InlineText().Strong(DisplayText.Shorten(choice.Text, LongestChoice)).Text(texts.Plural("Surveys.Result.Choice", choice.Count, ("percent", question.PercentOf(choice))))));
        if (question is { Mean: { } mean, Median: { } median }) message.Paragraph(texts.Format("Surveys.Result.Figures", ("mean", Number(mean, texts.Culture)), ("median", Number(median, texts.Culture))));
        if (question.Words.Count == 0) return;
        message.BulletList(question.Words.Take(MostWords).Select(words => InlineText.From(DisplayText.Shorten(DisplayText.OneLine(words), LongestWords))));
        if (question.Words.Count > MostWords) message.Paragraph(texts.Plural("Surveys.Result.MoreWords", question.Words.Count - MostWords));
    }

    private static string Turnout(QuestionReport question, Texts texts)
    {
        if (!question.IsShown) return texts.Format("Surveys.Result.QuestionTooFew", ("least", SurveyLimits.FewestTogether));
        var told = new List<string> { texts.Plural("Surveys.Result.QuestionAnswered", question.Answered) };
        if (question.Declined > 0) told.Add(texts.Plural("Surveys.Result.Declined", question.Declined));
        if (question.Question.Kind == QuestionKind.Several) told.Add(texts.Get("Surveys.Result.Several"));
        return string.Join(' ', told);
    }

    private static string Groups(SurveyReport report, Texts texts) => texts.Format(
        "Surveys.Result.Groups", ("groups", string.Join(", ", report.Groups.Select(group => $"{group.Name ?? texts.Get("Surveys.Result.Others")} ({group.Answered})"))));

    private static string Number(decimal value, CultureInfo culture) => Math.Round(value, 1, MidpointRounding.AwayFromZero).ToString("#,0.#", culture);
}
