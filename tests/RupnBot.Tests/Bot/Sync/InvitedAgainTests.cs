using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Jobs;
using RupnBot.Bot.Rooms;
using RupnBot.Matrix;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Bot.Sync;

public sealed class InvitedAgainTests
{
    private const string Anne = "@anne:rupn.test";
    private static readonly RoomId Salon = new("!salon:rupn.test");
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_invitation_told_in_one_answer_with_the_removal_before_it_stands()
    {
        await using var bench = await BotBench.StartAsync();
        await bench.SyncAsync(RoomBuilder.Joined(Salon.Value, "Profs", Anne));

        await bench.SyncAsync(new SyncResponse("s9")
        {
            Rooms = SyncRooms.None with
            {
                Leave = new Dictionary<RoomId, LeftRoom> { [Salon] = new() },
                Invite = new Dictionary<RoomId, InvitedRoom> { [Salon] = new([]) },
            },
        });

        var room = await bench.Database.ReadAsync(db => db.Set<Room>().SingleAsync(Cancel), Cancel);
        Assert.Equal(RoomMembership.Invited, room.Membership);
        Assert.True(await bench.Database.ReadAsync(db => db.Set<Job>().AnyAsync(job => job.Kind == InviteJob.JobKind && job.Key == Salon.Value, Cancel), Cancel));
    }
}
