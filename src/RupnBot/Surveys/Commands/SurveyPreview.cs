using RupnBot.Bot.Messages;
using RupnBot.Localization;
using RupnBot.Surveys.Answering;
using RupnBot.Surveys.Opening;
using RupnBot.Surveys.Records;

namespace RupnBot.Surveys.Commands;

/// <summary>A survey as people will get it, in the very words that they will; then what only its editor needs.</summary>
internal sealed class SurveyPreview(TalkWords talk, SurveyWords words, Texts texts)
{
    /// <summary>Two messages hold the largest survey.</summary>
    private const int QuestionsTogether = 4;

    public IEnumerable<MessageBody> Of(Survey survey)
    {
        yield return texts.Get("Surveys.Preview.Salon").ToBody();
        var invitation = words.Invitation(survey);
        yield return new MessageBody(invitation.Body, invitation.FormattedBody!);
        yield return texts.Get("Surveys.Preview.Person").ToBody();
        yield return talk.Introduction(survey, chat: null);
        var form = survey.FormOf();
        foreach (var places in Enumerable.Range(0, form.Questions.Count).Chunk(QuestionsTogether))
        {
            var message = new MessageBuilder();
            foreach (var place in places) talk.Question(message, form, place);
            yield return message.Build();
        }

        yield return new MessageBuilder()
            .Paragraph(texts.Get("Surveys.Preview.Ids"))
            .NumberedList(form.Questions.Select(question => InlineText.From(question.Id)))
            .Paragraph(texts.Format("Surveys.Preview.Agree", ("end", words.End(survey))))
            .Build();
    }
}
