using RupnBot.Bot.Messages;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Polls.Life;
using RupnBot.Polls.Records;

namespace RupnBot.Polls.Opening;

/// <summary>The words a poll comes with: the announcement of a native one, the whole of one that is a message.</summary>
internal sealed class PollWords(PollHours hours, Texts texts)
{
    /// <summary>A native poll raises no unread count: these few words do.</summary>
    public MessageContent Announcement(Poll poll) => new MessageBuilder()
        .Paragraph(new InlineText().Strong(texts.Format("Polls.Announce", ("question", poll.Question))))
        .Paragraph(texts.Format("Polls.AnnounceEnd", ("end", End(poll))) + Elsewhere(poll))
        .Build().ToMessage(notice: false);

    /// <summary>What clients without polls show: there one votes in words.</summary>
    public string Fallback(Poll poll) => string.Join(
        '\n', [poll.Question, .. poll.DefinitionOf().Answers.Select((answer, i) => $"{i + 1}. {answer.Text}"), texts.Get("Polls.VoteInWords")]);

    /// <summary>The choices as one message, to be answered by reactions; it says what they show and to whom.</summary>
    public MessageContent Choices(Poll poll) => new MessageBuilder()
        .Heading(texts.Format("Polls.Announce", ("question", poll.Question)))
        .NumberedList(poll.DefinitionOf().Answers.Select(answer => InlineText.From(answer.Text)))
        .Paragraph(texts.Format("Polls.Several.How", ("end", End(poll))) + Elsewhere(poll))
        .Paragraph(texts.Get("Polls.Several.Seen"))
        .Build().ToMessage(notice: false);

    /// <summary>What stands in place of <see cref="Choices"/> once it is closed.</summary>
    public MessageContent ClosedChoices(Poll poll) => new MessageBuilder()
        .Heading(texts.Format("Polls.EndFallback", ("question", poll.Question)))
        .NumberedList(poll.DefinitionOf().Answers.Select(answer => InlineText.From(answer.Text)))
        .Build().ToMessage(notice: false);

    /// <summary>Of a campaign: that one votes once, wherever.</summary>
    private string Elsewhere(Poll poll) => poll.CampaignId is null || poll.IsForOne ? "" : " " + texts.Get("Polls.OfCampaign");

    private string End(Poll poll) => hours.Text(poll.EndsAt, texts.Culture);
}
