using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Jobs;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Sync;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Polls.Counting;
using RupnBot.Polls.Opening;
using RupnBot.Polls.Reading;
using RupnBot.Polls.Records;
using RupnBot.Storage;

namespace RupnBot.Polls.Life;

/// <summary>
/// From open to counted, each step one transaction that can be the last before a crash. Our end event is sent, and comes back; then what relates
/// to the poll is read once more; then no gap of the room's timeline may remain; then it is counted, to the end's <c>origin_server_ts</c>.
/// </summary>
internal sealed class PollCloser(PollAnnouncer announcer, PollWords words, Texts texts)
{
    /// <summary>How long to wait for a gap of the room to be filled before looking again.</summary>
    private static readonly TimeSpan GapPatience = TimeSpan.FromSeconds(5);

    /// <summary>Our end is sent but did not come back: the timeline it stood in was refused to us. Then it is looked for.</summary>
    private static readonly TimeSpan EchoPatience = TimeSpan.FromMinutes(2);

    /// <summary>Starts to close a poll: ours by an end event; somebody else's is only followed no longer.</summary>
    public async Task CloseAsync(BotDbContext db, Poll poll, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (poll.State != PollState.Open) return;
        poll.State = PollState.Closing;
        poll.CloseAskedAt = now;
        if (!poll.IsOwn || poll.StartRowId is not { } startId || await db.FindAsync<OutboxMessage>([startId], cancellationToken) is not { } start)
        {
            await QueueReadAsync(db, poll, now, cancellationToken);
            return;
        }

        var end = await db.QueueAsync(
            new OutgoingMessage(poll.RoomId, EndOf(poll)) { Priority = RequestPriority.Poll, Key = $"poll-end:{poll.Id}", After = start, TellRoomId = poll.TellRoomId },
            now,
            cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        poll.EndRowId = end.Id;
    }

    // One that is a message ends with the edit that says so: its time, too, is the server's.
    private EventContent EndOf(Poll poll)
    {
        var start = poll.StartEvent ?? new EventId(OutboxMessage.TargetPlaceholder);
        return poll.Form == PollForm.Message
            ? words.ClosedChoices(poll).AsEditOf(start).WithExtra(PollOpener.EndField, poll.Key)
            : new PollEndContent(start) { FallbackText = texts.Format("Polls.EndFallback", ("question", poll.Question)) };
    }

    /// <summary>An end by someone who may end the poll was stored, ours come back or another's.</summary>
    public async Task EndSeenAsync(BotDbContext db, Poll poll, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (poll.State == PollState.Open) poll.State = PollState.Closing;
        if (poll.State == PollState.Closing) await QueueReadAsync(db, poll, now, cancellationToken);
    }

    /// <summary>What to do with a closing poll when nothing else moves it: its end was refused, or never came back.</summary>
    public async Task LookAsync(BotDbContext db, Poll poll, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var hasEnd = await db.Set<PollEndEvent>().AnyAsync(end => end.PollId == poll.Id, cancellationToken);
        if (hasEnd || await EndsWithoutEventAsync(db, poll, cancellationToken) || now - poll.CloseAskedAt > EchoPatience)
            await QueueReadAsync(db, poll, now, cancellationToken);
    }

    /// <summary>Counts a closing poll whose relations were just read, unless a gap may still hold a redaction or a vote in words.</summary>
    public async Task CountAsync(BotDbContext db, Poll poll, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (poll.State != PollState.Closing) return;
        if (await db.Set<TimelineGap>().AnyAsync(gap => gap.RoomId == poll.RoomId, cancellationToken))
        {
            await QueueReadAsync(db, poll, now + GapPatience, cancellationToken);
            return;
        }

        var end = await PollCounts.EndAsync(db, poll, cancellationToken);
        if (end is null && poll.CloseAskedAt is { } asked && await EndsWithoutEventAsync(db, poll, cancellationToken))
            end = new PollEnd(default, asked.ToUnixTimeMilliseconds());
        if (end is null)
        {
            // The end that was seen has been removed since, and nobody else asked for one.
            if (poll.CloseAskedAt is null) poll.State = PollState.Open;
            return;
        }

        await CountToAsync(db, poll, end, now, cancellationToken);
        await announcer.AnnounceAsync(db, poll, now, cancellationToken);
    }

    /// <summary>The bot was removed from the room: what is known is the result.</summary>
    public async Task CutOffAsync(BotDbContext db, Poll poll, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var end = await PollCounts.EndAsync(db, poll, cancellationToken) ?? new PollEnd(default, now.ToUnixTimeMilliseconds());
        await CountToAsync(db, poll, end, now, cancellationToken);
    }

    private async Task CountToAsync(BotDbContext db, Poll poll, PollEnd end, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var tally = await PollCounts.TallyAsync(db, poll, end, cancellationToken);
        poll.Result = StoredResult.Write(tally, await announcer.MembersAsync(db, poll, cancellationToken));
        poll.State = PollState.Closed;
        poll.EndEvent = end.EventId == default ? null : end.EventId;
        poll.CountedTo = end.Timestamp;
        var ended = Instants.FromUnixMilliseconds(end.Timestamp);
        poll.EndedAt = ended < now ? ended : now;
        poll.Creator = null;
        await db.SaveChangesAsync(cancellationToken);
    }

    // A followed poll has no end event of ours; ours is refused where the bot may not speak.
    private static async Task<bool> EndsWithoutEventAsync(BotDbContext db, Poll poll, CancellationToken cancellationToken)
    {
        if (poll.CloseAskedAt is null) return false;
        if (poll.EndRowId is not { } id) return true;
        return await db.Set<OutboxMessage>().Where(row => row.Id == id).Select(row => (OutboxState?)row.State).FirstOrDefaultAsync(cancellationToken)
            is null or OutboxState.Failed or OutboxState.Expired;
    }

    private static Task QueueReadAsync(BotDbContext db, Poll poll, DateTimeOffset at, CancellationToken cancellationToken) =>
        db.QueueJobAsync(PollReadJob.JobKind, $"{poll.Id}:end", new PollReadPayload(poll.Id, IsLast: true), at, cancellationToken);
}
