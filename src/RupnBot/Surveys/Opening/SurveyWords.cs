using RupnBot.Bot.Messages;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Polls.Life;
using RupnBot.Surveys.Records;

namespace RupnBot.Surveys.Opening;

/// <summary>The words a survey is announced with.</summary>
internal sealed class SurveyWords(PollHours hours, Texts texts)
{
    /// <summary>« 8 questions, 3 minutes. Écrivez-moi « répondre » en privé. Personne ici ne verra vos réponses. »</summary>
    public MessageContent Invitation(Survey survey)
    {
        return new MessageBuilder()
            .Paragraph(new InlineText().Strong(texts.Format("Surveys.Announce", ("title", survey.Title))))
            .Paragraph($"{Length(survey)} {texts.Get("Surveys.Invitation")}")
            .Paragraph(texts.Format("Surveys.InvitationEnd", ("end", End(survey))))
            .Build().ToMessage(notice: false);
    }

    /// <summary>« 8 questions, 3 minutes. »</summary>
    public string Length(Survey survey)
    {
        var form = survey.FormOf();
        return $"{texts.Plural("Surveys.Questions", form.Questions.Count)} {texts.Plural("Surveys.Minutes", form.Minutes)}";
    }

    public string End(Survey survey) => hours.Text(survey.EndsAt, texts.Culture);
}
