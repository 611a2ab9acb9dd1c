using System.Globalization;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Messages;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Rooms;
using RupnBot.Matrix;
using RupnBot.Polls.Life;
using RupnBot.Polls.Records;
using RupnBot.Polls.Requests;
using RupnBot.Polls.Timeline;

namespace RupnBot.Polls.Commands;

/// <summary>Puts a poll into the salon: a few words that raise the unread count, for a poll raises none, and the poll itself.</summary>
internal sealed class PollOpener(PollHours hours)
{
    public async Task OpenAsync(CommandContext context, Room salon, PollRequest request, DateTimeOffset ends, CancellationToken cancellationToken)
    {
        var answers = request.Answers.Select((text, i) => new PollAnswer(string.Create(CultureInfo.InvariantCulture, $"a{i + 1}"), text)).ToList();
        var poll = new Poll
        {
            Key = Guid.CreateVersion7().ToString("N"),
            RoomId = salon.Id,
            SalonId = salon.Id,
            IsOwn = true,
            Question = request.Question,
            Answers = PollDefinitions.Write(answers),
            OpenedAt = context.Now,
            EndsAt = ends,
            State = PollState.Open,
            TellRoomId = (context.IsDirect ? context.Room : await context.DirectChatAsync(cancellationToken))?.Id ?? context.Room.Id,
        };
        context.Db.Add(poll);
        var text = await context.QueueAsync(Message(poll, Words(poll, context), "poll-text", context), cancellationToken);
        var start = await context.QueueAsync(Message(poll, Start(poll, answers, context), "poll-start", context), cancellationToken);
        await context.Db.SaveChangesAsync(cancellationToken);
        (poll.TextRowId, poll.StartRowId) = (text.Id, start.Id);
    }

    private static OutgoingMessage Message(Poll poll, EventContent content, string kind, CommandContext context) =>
        new(poll.RoomId, content) { Priority = RequestPriority.Poll, Key = $"{kind}:{context.EventId}", TellRoomId = poll.TellRoomId };

    private MessageContent Words(Poll poll, CommandContext context) => new MessageBuilder()
        .Paragraph(new InlineText().Strong(context.Texts.Format("Polls.Announce", ("question", poll.Question))))
        .Paragraph(context.Texts.Format("Polls.AnnounceEnd", ("end", hours.Text(poll.EndsAt, context.Texts.Culture))))
        .Build().ToMessage(notice: false);

    // Disclosed: the votes can be read by everyone in the room anyway, and a poll that hides its count would promise a secrecy it has not.
    private static PollStartContent Start(Poll poll, List<PollAnswer> answers, CommandContext context) =>
        new PollStartContent(PollKind.Disclosed, MaxSelections: 1, poll.Question, answers)
        {
            // Seen by clients without polls: there one votes in words.
            FallbackText = string.Join('\n', [poll.Question, .. answers.Select((answer, i) => $"{i + 1}. {answer.Text}"), context.Texts.Get("Polls.VoteInWords")]),
        }.WithExtra(PollStartHandler.KeyField, poll.Key);
}
