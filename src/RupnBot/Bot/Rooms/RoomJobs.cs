using RupnBot.Bot.Commands;
using RupnBot.Bot.Jobs;
using RupnBot.Bot.Messages;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Session;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Bot.Rooms;

internal sealed record RoomPayload(string RoomId);

/// <summary>An invite is accepted when its sender is allowed, and otherwise declined with the reason.</summary>
internal sealed class InviteJob(Database database, BotSession session, Permissions permissions, Texts texts) : IJobHandler
{
    public const string JobKind = "invite";

    public string Kind => JobKind;

    public async Task<Func<BotDbContext, Task>?> RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        await session.ReadyAsync(cancellationToken);
        var id = new RoomId(job.Read<RoomPayload>().RoomId);
        var room = await database.ReadAsync(async db => await db.FindAsync<Room>([id], cancellationToken), cancellationToken);
        if (room is not { Membership: RoomMembership.Invited }) return null;
        var client = session.Client.WithPriority(RequestPriority.Interactive);
        var refusal = room.Inviter is { } inviter && permissions.IsAllowed(inviter) ? null : "Bot.InviteRefused";
        try
        {
            if (refusal is null) await client.JoinAsync(id, Via(room), cancellationToken);
            else await client.LeaveAsync(id, texts.Get(refusal), cancellationToken);
        }
        catch (MatrixException e) when (!e.IsTransient && e.Reason == MatrixFailure.Server)
        {
            // The invite was withdrawn meanwhile; /sync will say so.
        }

        return null;
    }

    private static IReadOnlyList<string>? Via(Room room) => room.Inviter is { } inviter ? [inviter.Server] : null;
}

/// <summary>The bot has come into a room: it says who it is, once.</summary>
internal sealed class ArrivalJob(Database database, BotSession session, Texts texts, TimeProvider time) : IJobHandler
{
    public const string JobKind = "arrival";

    public string Kind => JobKind;

    public async Task<Func<BotDbContext, Task>?> RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        await session.ReadyAsync(cancellationToken);
        var id = new RoomId(job.Read<RoomPayload>().RoomId);
        var room = await database.ReadAsync(async db => await db.FindAsync<Room>([id], cancellationToken), cancellationToken);
        if (room is not { Membership: RoomMembership.Joined, WelcomedAt: null }) return null;
        return async db =>
        {
            var now = time.GetUtcNow();
            if (await db.FindAsync<Room>([id], cancellationToken) is not { Membership: RoomMembership.Joined, WelcomedAt: null } joined) return;
            joined.WelcomedAt = now;
            if (await IsContinuationAsync(db, joined, cancellationToken)) return;
            var isDirect = await DirectChats.IsDirectAsync(db, joined, cancellationToken);
            var welcome = texts.Get(isDirect ? "Bot.WelcomeDirect" : "Bot.Welcome").ToBody().ToMessage(notice: true);
            await db.QueueAsync(new OutgoingMessage(id, welcome) { Key = $"welcome:{id}:{joined.JoinEvent}" }, now, cancellationToken);
        };
    }

    // The people of a salon that was upgraded know the bot.
    private static async Task<bool> IsContinuationAsync(BotDbContext db, Room room, CancellationToken cancellationToken)
    {
        foreach (var old in (await Predecessors.OfAsync(db, room.Id, cancellationToken)).Where(old => RoomRights.Continues(room, old)))
            if (await db.FindAsync<Room>([old], cancellationToken) is { WelcomedAt: not null }) return true;
        return false;
    }
}

/// <summary>A room was upgraded: the bot follows into its successor.</summary>
internal sealed class FollowRoomJob(Database database, BotSession session, Texts texts) : IJobHandler
{
    public const string JobKind = "follow";

    public string Kind => JobKind;

    public async Task<Func<BotDbContext, Task>?> RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        await session.ReadyAsync(cancellationToken);
        var id = new RoomId(job.Read<RoomPayload>().RoomId);
        var room = await database.ReadAsync(async db => await db.FindAsync<Room>([id], cancellationToken), cancellationToken);
        if (room?.Successor is not { } successor) return null;
        // Came in by another way meanwhile: that it continues the room is looked at there.
        if (await database.ReadAsync(async db => await db.FindAsync<Room>([successor], cancellationToken), cancellationToken) is { Membership: RoomMembership.Joined }) return null;
        var via = room.Creator is { } creator ? new[] { creator.Server } : null;
        var client = session.Client.WithPriority(RequestPriority.Interactive);
        try
        {
            await client.JoinAsync(successor, via, cancellationToken);
            // Only those inside can read it: a tombstone alone could send the bot anywhere.
            var create = await client.GetStateAsync(successor, EventTypes.Create, ct: cancellationToken) as CreateContent;
            if (create?.Predecessor != id) await client.LeaveAsync(successor, texts.Get("Bot.NotASuccessor"), cancellationToken);
        }
        catch (MatrixException e) when (!e.IsTransient && e.Reason == MatrixFailure.Server)
        {
            // Not let in yet: members are often invited one by one. The invite, when it comes, is judged like any other.
            throw new JobRetryException("The successor does not let the bot in.", TimeSpan.FromMinutes(5), e);
        }

        return null;
    }
}
