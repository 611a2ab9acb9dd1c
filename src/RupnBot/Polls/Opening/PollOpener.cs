using System.Globalization;
using RupnBot.Bot.Outbox;
using RupnBot.Matrix;
using RupnBot.Polls.Records;
using RupnBot.Storage;

namespace RupnBot.Polls.Opening;

/// <summary>
/// Puts a poll into a salon: a native one after a few words that raise the unread count, for a poll raises none; one with several answers as a
/// message with a reaction for each choice, for no client of Tchap's picks two in a native poll.
/// </summary>
internal sealed class PollOpener(PollWords words)
{
    /// <summary>Our poll's key in the content of what starts it; looked at in our own events only.</summary>
    public const string KeyField = "fr.rupnbot.poll";

    /// <summary>The same in the edit that ends one which is a message.</summary>
    public const string EndField = "fr.rupnbot.poll-end";

    public async Task<Poll> OpenAsync(BotDbContext db, PollOpening opening, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var request = opening.Request;
        var answers = request.Answers.Select((text, i) => new PollAnswer(string.Create(CultureInfo.InvariantCulture, $"a{i + 1}"), text)).ToList();
        var poll = new Poll
        {
            Key = Guid.CreateVersion7().ToString("N"),
            CampaignId = opening.Campaign?.Id,
            CampaignKey = opening.Campaign?.Key,
            IsForOne = opening.Campaign is { IsForOne: true },
            RoomId = opening.RoomId,
            SalonId = opening.RoomId,
            IsOwn = true,
            Form = request.IsSeveral ? PollForm.Message : PollForm.Native,
            Question = request.Question,
            Answers = PollDefinitions.Write(answers),
            MaxSelections = request.IsSeveral ? answers.Count : 1,
            Dates = PollDates.Write(opening.Dates),
            Minutes = (int?)opening.Duration?.TotalMinutes,
            Place = opening.Place,
            Threshold = request.Threshold,
            OpenedAt = now,
            EndsAt = opening.Ends,
            State = PollState.Open,
            TellRoomId = opening.TellRoomId,
        };
        db.Add(poll);
        if (poll.Form == PollForm.Message) await SendMessageAsync(db, poll, answers.Count, now, cancellationToken);
        else await SendNativeAsync(db, poll, answers, now, cancellationToken);
        return poll;
    }

    private async Task SendNativeAsync(BotDbContext db, Poll poll, List<PollAnswer> answers, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Disclosed: the votes can be read by everyone in the room anyway, and a poll that hides its count would promise a secrecy it has not.
        var start = new PollStartContent(PollKind.Disclosed, MaxSelections: 1, poll.Question, answers) { FallbackText = words.Fallback(poll) };
        var text = await db.QueueAsync(Message(poll, words.Announcement(poll), "poll-text"), now, cancellationToken);
        var row = await db.QueueAsync(Message(poll, start.WithExtra(KeyField, poll.Key), "poll-start"), now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        (poll.TextRowId, poll.StartRowId) = (text.Id, row.Id);
    }

    private async Task SendMessageAsync(BotDbContext db, Poll poll, int choices, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var row = await db.QueueAsync(Message(poll, words.Choices(poll).WithExtra(KeyField, poll.Key), "poll-start"), now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        poll.StartRowId = row.Id;
        for (var i = 0; i < choices; i++)
        {
            var reaction = new ReactionContent(new EventId(OutboxMessage.TargetPlaceholder), ReactionKeys.At(i));
            // Nobody is told of a reaction that was refused: people can set it themselves, and who asked is told of the message.
            await db.QueueAsync(Message(poll, reaction, $"poll-choice{i}") with { After = row, TellRoomId = null }, now, cancellationToken);
        }
    }

    private static OutgoingMessage Message(Poll poll, EventContent content, string kind) =>
        new(poll.RoomId, content) { Priority = RequestPriority.Poll, Key = $"{kind}:{poll.Key}", TellRoomId = poll.TellRoomId };
}
