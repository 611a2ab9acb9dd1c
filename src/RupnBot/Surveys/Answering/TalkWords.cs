using RupnBot.Bot.Messages;
using RupnBot.Bot.Rooms;
using RupnBot.Localization;
using RupnBot.Surveys.Opening;
using RupnBot.Surveys.Questions;
using RupnBot.Surveys.Records;

namespace RupnBot.Surveys.Answering;

/// <summary>What the bot says to somebody who answers. A preview is made of the very same words.</summary>
internal sealed class TalkWords(SurveyWords words, Texts texts)
{
    private const int LongestInSummary = 150;

    /// <summary>Before the first question: how confidential it is, and who could see what.</summary>
    public MessageBody Introduction(Survey survey, Room? chat) => new MessageBuilder()
        .Heading(survey.Title)
        .Paragraph($"{words.Length(survey)} {texts.Format("Surveys.Talk.Until", ("end", words.End(survey)))}")
        .Paragraph(new InlineText().Strong(texts.Get("Surveys.Talk.Confidential")).Text(" " + texts.Get(chat is { IsEncrypted: false } ? "Surveys.Talk.SeenInClear" : "Surveys.Talk.SeenEncrypted")))
        .Paragraph(texts.Format("Surveys.Talk.Linked", ("others", SurveyLimits.FewestTogether - 1)))
        .Paragraph(texts.Get("Surveys.Talk.How"))
        .Build();

    public MessageBody Question(SurveyForm form, int place)
    {
        var message = new MessageBuilder();
        Question(message, form, place);
        return message.Build();
    }

    public void Question(MessageBuilder message, SurveyForm form, int place)
    {
        var question = form.Questions[place];
        message.Paragraph(new InlineText().Strong(texts.Format("Surveys.Talk.Place", ("number", place + 1), ("count", form.Questions.Count))).Text(" " + question.Text));
        if (question.Choices.Count > 0) message.NumberedList(question.Choices.Select(choice => InlineText.From(choice.Text)).Append(InlineText.From(texts.Get("Surveys.Decline"))));
        message.Paragraph(How(question));
    }

    /// <summary>All answers, numbered as the questions are, to be sent or corrected.</summary>
    public MessageBody Summary(SurveyForm form, SurveyAnswers answers) => new MessageBuilder()
        .Paragraph(texts.Get("Surveys.Talk.Summary"))
        .NumberedList(form.Questions.Select(question => new InlineText()
            .Text(DisplayText.Shorten(question.Text, LongestInSummary) + " ").Strong(AnswerText.Of(question, answers.To(question), texts))))
        .Paragraph(texts.Get("Surveys.Talk.SummaryHow"))
        .Build();

    /// <summary>Why the words are no answer, and what to write instead.</summary>
    public string NotAnAnswer(SurveyQuestion question, AnswerFault fault) => fault switch
    {
        AnswerFault.TooLong => texts.Format("Surveys.Talk.TooLong", ("length", SurveyLimits.Words)),
        AnswerFault.Empty => texts.Format("Surveys.Talk.Empty", ("decline", AnswerReader.DeclineNumber(question))),
        _ => $"{texts.Get("Surveys.Talk.NotAnAnswer")} {How(question)}",
    };

    /// <summary>All that needs no more than a sentence.</summary>
    public string Other(DraftStep step, SurveyForm form) => step.Reply switch
    {
        DraftReply.Help => texts.Get("Surveys.Talk.Help"),
        DraftReply.WhetherToStop => texts.Get("Surveys.Talk.WhetherToStop"),
        DraftReply.Paused => texts.Get("Surveys.Talk.Paused"),
        DraftReply.NoneBefore => texts.Get("Surveys.Talk.NoneBefore"),
        DraftReply.NoSuchQuestion => texts.Format("Surveys.Talk.NoSuchQuestion", ("count", form.Questions.Count)),
        DraftReply.NotAllAnswered => texts.Plural("Surveys.Talk.NotAllAnswered", AnswerRules.FaultsOf(form, step.Course.Answers).Count),
        _ => texts.Get(step.Course.Stage == DraftStage.Stopping ? "Surveys.Talk.WhetherToStop" : "Surveys.Talk.SummaryHow"),
    };

    private string How(SurveyQuestion question)
    {
        (string, object?) decline = ("decline", AnswerReader.DeclineNumber(question));
        return question.Kind switch
        {
            QuestionKind.One => texts.Format("Surveys.How.One", ("last", question.Choices.Count + 1)),
            QuestionKind.Several => texts.Get("Surveys.How.Several"),
            QuestionKind.Scale => texts.Format("Surveys.How.Scale", decline, ("least", End(question.Least, question.LeastLabel)), ("greatest", End(question.Greatest, question.GreatestLabel))),
            QuestionKind.Number when question is { Least: { } least, Greatest: { } greatest } =>
                texts.Format("Surveys.How.NumberBetween", decline, ("least", AnswerText.Number(least, texts)), ("greatest", AnswerText.Number(greatest, texts))),
            QuestionKind.Number => texts.Format("Surveys.How.Number", decline),
            _ => texts.Format("Surveys.How.Words", decline),
        };
    }

    private string End(decimal? value, string? label)
    {
        var number = AnswerText.Number(value ?? 0, texts);
        return label is null ? number : texts.Format("Surveys.How.End", ("value", number), ("label", label));
    }
}
