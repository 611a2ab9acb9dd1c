using RupnBot.Bot.Encryption;
using RupnBot.Bot.Jobs;
using RupnBot.Bot.Messages;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Session;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Polls.Counting;
using RupnBot.Polls.Life;
using RupnBot.Polls.Records;
using RupnBot.Storage;

namespace RupnBot.Polls.Reading;

/// <param name="PollId">The row made for it, not yet filled.</param>
/// <param name="Asker">Who asked; kept as long as this job.</param>
/// <param name="AskedBy">The event that asked, to answer it.</param>
/// <param name="IsReferent">The asker is the salon's référent, and so need not be the poll's author.</param>
internal sealed record PollFollowPayload(long PollId, string Asker, string AskedBy, bool IsReferent);

/// <summary>Reads a poll made with a client's own button, with its edits, votes and ends so far, and begins to follow it.</summary>
internal sealed class PollFollowJob(
    Database database, BotSession session, EventDecryption decryption, PollReconciler reconciler, PollHours hours, Texts texts, TimeProvider time) : IJobHandler
{
    public const string JobKind = "poll-follow";

    /// <summary>How long someone else's poll is followed if nobody ends it.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    public string Kind => JobKind;

    public async Task<Func<BotDbContext, Task>?> RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        await session.ReadyAsync(cancellationToken);
        var payload = job.Read<PollFollowPayload>();
        var poll = await database.ReadAsync(async db => await db.FindAsync<Poll>([payload.PollId], cancellationToken), cancellationToken);
        if (poll is not { State: PollState.Following, StartEvent: { } startId }) return null;
        var client = session.Client.WithPriority(RequestPriority.Interactive);
        try
        {
            var found = await client.GetEventAsync(poll.RoomId, startId, cancellationToken);
            if (found is not null) found = (await decryption.ReadBelievableAsync(poll.RoomId, [found], DateTimeOffset.MinValue, cancellationToken)).SingleOrDefault();
            if (found is not { Content: PollStartContent start } startEvent || startEvent.RoomId is { } room && room != poll.RoomId)
                return db => RefuseAsync(db, payload, "Polls.FollowNotAPoll", cancellationToken);
            if (startEvent.Sender.Value != payload.Asker && !payload.IsReferent) return db => RefuseAsync(db, payload, "Polls.FollowNotYours", cancellationToken);
            var edits = await PollRelations.ReadAsync(client, decryption, poll, startId, RelatesTo.Replace, cancellationToken);
            var votes = await PollRelations.ReadAsync(client, decryption, poll, startId, RelatesTo.Reference, cancellationToken);
            return db => FollowAsync(db, payload, startEvent, start, [.. edits, .. votes], cancellationToken);
        }
        catch (MatrixException e) when (e.Reason == MatrixFailure.Server && !e.IsTransient)
        {
            return db => RefuseAsync(db, payload, "Polls.FollowNotAPoll", cancellationToken);
        }
    }

    public Task GiveUpAsync(BotDbContext db, JobContext job, CancellationToken cancellationToken) =>
        RefuseAsync(db, job.Read<PollFollowPayload>(), "Polls.FollowUnread", cancellationToken);

    private async Task FollowAsync(BotDbContext db, PollFollowPayload payload, MatrixEvent startEvent, PollStartContent start, IReadOnlyList<MatrixEvent> related, CancellationToken cancellationToken)
    {
        if (await db.FindAsync<Poll>([payload.PollId], cancellationToken) is not { } poll) return;
        if (poll.State != PollState.Following)
        {
            await ReplyAsync(db, poll, payload, texts.Get("Polls.FollowNotAPoll"), cancellationToken);
            return;
        }

        var now = time.GetUtcNow();
        // An edited start is served with its latest words by some homeservers, as they were first by others: the edits settle it.
        poll.Take(start);
        poll.Creator = startEvent.Sender;
        poll.OpenedAt = Instants.FromUnixMilliseconds(startEvent.OriginServerTs) is var opened && opened < now ? opened : now;
        poll.EndsAt = now + Longest;
        poll.State = PollState.Open;
        await db.SaveChangesAsync(cancellationToken);
        await reconciler.StoreAsync(db, poll, related, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        var tally = await PollCounts.TallyAsync(db, poll, await PollCounts.EndAsync(db, poll, cancellationToken), cancellationToken);
        await ReplyAsync(db, poll, payload, Confirmation(poll, tally), cancellationToken);
    }

    private string Confirmation(Poll poll, PollTally tally) => string.Join(
        ' ',
        texts.Format("Polls.Following", ("question", poll.Question)),
        texts.Plural("Polls.FollowingVoters", tally.Voters),
        texts.Format("Polls.FollowingEnd", ("end", hours.Text(poll.EndsAt, texts.Culture))));

    private async Task RefuseAsync(BotDbContext db, PollFollowPayload payload, string key, CancellationToken cancellationToken)
    {
        if (await db.FindAsync<Poll>([payload.PollId], cancellationToken) is not { } poll) return;
        await ReplyAsync(db, poll, payload, texts.Get(key), cancellationToken);
        if (poll.State == PollState.Following) db.Remove(poll);
    }

    private Task ReplyAsync(BotDbContext db, Poll poll, PollFollowPayload payload, string text, CancellationToken cancellationToken)
    {
        var asked = new EventId(payload.AskedBy);
        var message = text.ToBody().ToMessage(notice: true).AsReplyTo(asked);
        return db.QueueAsync(new OutgoingMessage(poll.SalonId, message) { Key = $"poll-follow:{asked}" }, time.GetUtcNow(), cancellationToken);
    }
}
