using RupnBot.Bot.Jobs;
using RupnBot.Bot.Sync;
using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Bot.Rooms;

/// <summary>The bot is invited, has come in, or its room moves on: what must be done about it becomes a job, as it needs the network.</summary>
internal sealed class RoomArrivals(IEnumerable<IRoomMoveHandler> moves)
{
    public static async Task InvitedAsync(BotDbContext db, Room room, InvitedRoom invited, UserId self, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // An invite is stated by the inviter's server and not to be believed beyond what it costs to be wrong.
        foreach (var state in invited.State)
        {
            switch (state.Content)
            {
                case MemberContent member when state.StateKey == self.Value && member.Membership == Membership.Invite:
                    room.Inviter = state.Sender;
                    room.IsDirect = member.IsDirect;
                    break;
                case RoomNameContent name:
                    room.Name = name.Name.Length <= 200 ? name.Name : name.Name[..200];
                    break;
                case EncryptionContent:
                    room.IsEncrypted = true;
                    break;
            }
        }

        room.Membership = RoomMembership.Invited;
        await db.QueueJobAsync(InviteJob.JobKind, room.Id.Value, new RoomPayload(room.Id.Value), now, cancellationToken);
    }

    public static async Task JoinedAsync(BotDbContext db, Room room, bool isFirstSync, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!isFirstSync) await db.QueueJobAsync(ArrivalJob.JobKind, room.Id.Value, new RoomPayload(room.Id.Value), now, cancellationToken);
    }

    /// <summary>What belongs to a room moves to its successor once both say so; a successor the bot is not in is joined first.</summary>
    public async Task MoveAsync(BotDbContext db, Room room, bool isNew, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (isNew)
        {
            foreach (var old in (await Predecessors.OfAsync(db, room.Id, cancellationToken)).Where(old => RoomRights.Continues(room, old)))
                foreach (var move in moves) await move.MoveAsync(db, old, room.Id, now, cancellationToken);
        }

        if (room.Successor is not { } next) return;
        var successor = await db.FindAsync<Room>([next], cancellationToken);
        if (successor?.Membership == RoomMembership.Joined)
        {
            if (!RoomRights.Continues(successor, room.Id)) return;
            foreach (var move in moves) await move.MoveAsync(db, room.Id, successor.Id, now, cancellationToken);
            return;
        }

        await db.QueueJobAsync(FollowRoomJob.JobKind, room.Id.Value, new RoomPayload(room.Id.Value), now, cancellationToken);
    }
}
