using RupnBot.Bot.Encryption;
using RupnBot.Bot.Jobs;
using RupnBot.Bot.Session;
using RupnBot.Matrix;
using RupnBot.Polls.Life;
using RupnBot.Polls.Records;
using RupnBot.Storage;

namespace RupnBot.Polls.Reading;

/// <param name="PollId">The poll.</param>
/// <param name="IsLast">It has ended: once read, it is counted.</param>
internal sealed record PollReadPayload(long PollId, bool IsLast);

/// <summary>Reads by <c>/relations</c> all that relates to a poll, so that nothing /sync did not show is missed.</summary>
internal sealed class PollReadJob(Database database, BotSession session, EventDecryption decryption, PollReconciler reconciler, PollCloser closer, TimeProvider time) : IJobHandler
{
    public const string JobKind = "poll-read";

    public string Kind => JobKind;

    public async Task<Func<BotDbContext, Task>?> RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        await session.ReadyAsync(cancellationToken);
        var payload = job.Read<PollReadPayload>();
        var poll = await database.ReadAsync(async db => await db.FindAsync<Poll>([payload.PollId], cancellationToken), cancellationToken);
        if (poll is not { State: PollState.Open or PollState.Closing }) return null;
        var related = await ReadAsync(poll, cancellationToken);
        return db => StoreAsync(db, payload, related, cancellationToken);
    }

    /// <summary>The server does not answer: what is stored is counted.</summary>
    public Task GiveUpAsync(BotDbContext db, JobContext job, CancellationToken cancellationToken) =>
        StoreAsync(db, job.Read<PollReadPayload>(), [], cancellationToken);

    private async Task<IReadOnlyList<MatrixEvent>> ReadAsync(Poll poll, CancellationToken cancellationToken)
    {
        if (poll.StartEvent is not { } start) return [];
        var client = session.Client.WithPriority(RequestPriority.Poll);
        try
        {
            var isMessage = poll.Form == PollForm.Message;
            var votes = await PollRelations.ReadAsync(client, decryption, poll, start, isMessage ? RelatesTo.Annotation : RelatesTo.Reference, cancellationToken);
            // Our edit that ends a message, or the edits of someone else's poll.
            return poll.IsOwn && !isMessage ? votes : [.. votes, .. await PollRelations.ReadAsync(client, decryption, poll, start, RelatesTo.Replace, cancellationToken)];
        }
        catch (MatrixException e) when (e.Reason == MatrixFailure.Server && !e.IsTransient)
        {
            // Not ours to read any more: what /sync showed is what there is.
            return [];
        }
    }

    internal async Task StoreAsync(BotDbContext db, PollReadPayload payload, IReadOnlyList<MatrixEvent> related, CancellationToken cancellationToken)
    {
        if (await db.FindAsync<Poll>([payload.PollId], cancellationToken) is not { } poll) return;
        var now = time.GetUtcNow();
        await reconciler.StoreAsync(db, poll, related, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        if (payload.IsLast) await closer.CountAsync(db, poll, now, cancellationToken);
    }
}
