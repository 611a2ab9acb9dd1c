using RupnBot.Bot.Messages;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Rooms;
using RupnBot.Bot.Session;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Polls.Records;
using RupnBot.Polls.Results;
using RupnBot.Storage;

namespace RupnBot.Polls.Life;

/// <summary>Tells a counted poll's result, once, within working hours.</summary>
internal sealed class PollAnnouncer(PollHours hours, BotSession session, Texts texts)
{
    public async Task AnnounceAsync(BotDbContext db, Poll poll, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (poll.State != PollState.Closed || !hours.AllowsNow(now)) return;
        var body = PollResultText.Render(await PollCounts.ReportAsync(db, poll, session.Self, cancellationToken), texts);
        var salon = await db.FindAsync<Room>([poll.SalonId], cancellationToken);
        if (salon is { Membership: RoomMembership.Joined } && !poll.IsForOne)
        {
            var row = await db.QueueAsync(
                new OutgoingMessage(poll.SalonId, body.ToMessage(notice: false)) { Priority = RequestPriority.Poll, Key = $"poll-result:{poll.Id}", TellRoomId = poll.TellRoomId },
                now,
                cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            poll.ResultRowId = row.Id;
        }

        // Where the bot may no longer speak, or is no longer, the result still reaches who asked for the poll.
        if (poll is { IsOwn: true, EndEvent: null, TellRoomId: { } tell } && tell != poll.SalonId)
            await db.QueueAsync(new OutgoingMessage(tell, body.ToMessage(notice: true)) { Priority = RequestPriority.Poll, Key = $"poll-result-told:{poll.Id}" }, now, cancellationToken);
        poll.State = PollState.Announced;
        poll.TellRoomId = null;
    }

    public Task<int?> MembersAsync(BotDbContext db, Poll poll, CancellationToken cancellationToken) =>
        PollCounts.MembersAsync(db, poll.SalonId, session.Self, cancellationToken);
}
