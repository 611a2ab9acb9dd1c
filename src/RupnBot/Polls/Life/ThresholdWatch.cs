using RupnBot.Bot.Messages;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Rooms;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Polls.Records;
using RupnBot.Polls.Requests;
using RupnBot.Storage;

namespace RupnBot.Polls.Life;

/// <summary>A workshop on demand: once enough people would come, the référent is told, once, and offered to look for a date.</summary>
internal sealed class ThresholdWatch(PollHours hours, Texts texts)
{
    public async Task LookAsync(BotDbContext db, Poll poll, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (poll is not { Threshold: { } wanted, ThresholdToldAt: null, State: PollState.Open or PollState.Closing or PollState.Closed } || !hours.AllowsNow(now)) return;
        var definition = poll.DefinitionOf();
        if (ComingAnswer.PositionIn([.. definition.Answers.Select(answer => answer.Text)]) is not { } position) return;
        var tally = StoredResult.Read(poll.Result) is { } stored ? stored.ToTally(definition) : await PollCounts.TallyAsync(db, poll, end: null, cancellationToken);
        var coming = tally.Answers[position];
        if (coming.Votes < wanted) return;
        poll.ThresholdToldAt = now;
        var salon = await db.FindAsync<Room>([poll.SalonId], cancellationToken);
        var body = new MessageBuilder()
            .Paragraph(texts.Plural("Polls.Threshold.Reached", coming.Votes, ("answer", coming.Answer.Text), ("question", poll.Question), ("salon", salon?.Name ?? poll.SalonId.Value)))
            .Paragraph(texts.Format("Polls.Threshold.Offer", ("title", poll.Question.TrimEnd('?', '!', ' ', '\u00A0', '\u202F'))));
        await db.QueueAsync(
            new OutgoingMessage(poll.TellRoomId ?? poll.SalonId, body.Build().ToMessage(notice: false)) { Priority = RequestPriority.Poll, Key = $"poll-threshold:{poll.Id}" }, now, cancellationToken);
    }
}
