using RupnBot.EndToEndTests.Bench;
using RupnBot.Matrix;

namespace RupnBot.EndToEndTests.Matrix;

public sealed class SyncTests(Homeservers homeservers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_long_poll_brings_what_is_said_meanwhile()
    {
        var homeserver = await homeservers.LiftedAsync(Token);
        using var client = await MatrixUser.RegisterAsync(homeserver, Token);
        var room = await client.CreateRoomAsync(new CreateRoomOptions { Name = "Salon" }, Token);
        var first = await client.SyncAsync(null, null, TimeSpan.Zero, "offline", Token);

        var waiting = client.SyncAsync(first.NextBatch, null, TimeSpan.FromSeconds(20), "offline", Token);
        await client.SayAsync(room, "bonjour", Token);
        var second = await waiting;

        Assert.Equal("bonjour", MatrixUser.Body(Assert.Single(second.Rooms.Join[room].Timeline.Events)));
        Assert.Equal(0, first.SkippedEvents);
    }

    [Fact]
    public async Task A_gap_is_told_and_can_be_filled()
    {
        using var client = await MatrixUser.RegisterAsync(await homeservers.LiftedAsync(Token), Token);
        var room = await client.CreateRoomAsync(new CreateRoomOptions(), Token);
        var filter = await client.CreateFilterAsync("""{"room":{"timeline":{"limit":2}}}"""u8.ToArray(), Token);
        var before = await client.SyncAsync(null, filter, TimeSpan.Zero, ct: Token);
        for (var i = 0; i < 6; i++) await client.SayAsync(room, $"{i}", Token);

        var timeline = (await client.SyncAsync(before.NextBatch, filter, TimeSpan.Zero, ct: Token)).Rooms.Join[room].Timeline;
        var missed = await client.GetMessagesAsync(room, Direction.Backward, timeline.PrevBatch, before.NextBatch, 50, ct: Token);

        Assert.True(timeline.Limited);
        Assert.Equal(["4", "5"], timeline.Events.Select(MatrixUser.Body));
        Assert.Equal(["3", "2", "1", "0"], missed.Events.Select(MatrixUser.Body));
        Assert.Equal(2, (await client.GetFilterAsync(filter, Token)).GetProperty("room").GetProperty("timeline").GetProperty("limit").GetInt32());
    }

    [Fact]
    public async Task The_loop_gives_one_batch_after_the_other()
    {
        using var client = await MatrixUser.RegisterAsync(await homeservers.LiftedAsync(Token), Token);
        var room = await client.CreateRoomAsync(new CreateRoomOptions(), Token);
        var standings = new RoomStandings();

        await foreach (var response in client.SyncContinuouslyAsync(null, null, TimeSpan.FromSeconds(10), ct: Token))
        {
            standings.Apply(response);
            if (standings[room] == Membership.Leave) break;
            if (standings[room] == Membership.Join) await client.LeaveAsync(room, ct: Token);
        }

        Assert.Equal([room], standings.Left);
    }

    [Fact]
    public async Task Synapses_own_throttle_is_met_as_a_rate_limit_with_its_delay()
    {
        using var client = await MatrixUser.RegisterAsync(await homeservers.ThrottledAsync(Token), Token);
        var room = await client.CreateRoomAsync(new CreateRoomOptions(), Token);

        var failure = await Assert.ThrowsAsync<MatrixException>(async () =>
        {
            for (var i = 0; i < 100; i++) await client.SayAsync(room, $"{i}", Token);
        });

        Assert.Equal((MatrixFailure.RateLimited, "M_LIMIT_EXCEEDED"), (failure.Reason, failure.ErrorCode));
        Assert.InRange(failure.RetryAfter!.Value, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1));
    }
}
