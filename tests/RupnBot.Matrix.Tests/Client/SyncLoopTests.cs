namespace RupnBot.Matrix.Tests.Client;

public sealed class SyncLoopTests
{
    [Fact]
    public async Task The_loop_waits_out_faults_and_goes_on_from_where_it_was()
    {
        var answers = new Queue<(int, string)>(
            [(200, """{"next_batch":"s1"}"""), (502, "<html>"), (200, "<html>"), (200, """{"next_batch":"s2"}""")]);
        await using var server = await FaultyServer.StartAsync(context =>
        {
            var (status, body) = answers.Dequeue();
            return FaultyServer.WriteAsync(context, status, body);
        });
        using var client = TestClient.For(server.Address, time: new HastyTime());

        var batches = new List<string>();
        await foreach (var response in client.SyncContinuouslyAsync(null, null, TimeSpan.Zero, ct: TestContext.Current.CancellationToken))
        {
            batches.Add(response.NextBatch);
            if (batches.Count == 2) break;
        }

        Assert.Equal(["s1", "s2"], batches);
        Assert.Equal(
            ["?timeout=0", "?since=s1&timeout=0", "?since=s1&timeout=0", "?since=s1&timeout=0"],
            server.Requests.Select(asked => asked.RawTarget["/_matrix/client/v3/sync".Length..]));
    }

    [Fact]
    public async Task The_loop_ends_when_the_token_is_lost()
    {
        await using var server = await FaultyServer.AnsweringAsync(401, """{"errcode":"M_UNKNOWN_TOKEN"}""");
        using var client = TestClient.For(server.Address);

        var failure = await TestClient.FailureAsync(async () =>
        {
            await foreach (var _ in client.SyncContinuouslyAsync(null, null, TimeSpan.Zero, ct: TestContext.Current.CancellationToken))
                Assert.Fail("There is nothing to give.");
        });

        Assert.Equal(MatrixFailure.UnknownToken, failure.Reason);
    }

    /// <summary>A clock on which pauses up to a minute take no time; time-outs are longer than any pause of this test.</summary>
    private sealed class HastyTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime < TimeSpan.FromSeconds(20) ? TimeSpan.Zero : dueTime, period);
    }
}
