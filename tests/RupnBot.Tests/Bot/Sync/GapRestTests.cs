using RupnBot.Bot.Sync;
using RupnBot.Matrix;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Bot.Sync;

public sealed class GapRestTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(2, 2)]
    [InlineData(-5, 0)]
    [InlineData(600, 30)]
    public async Task A_gap_that_was_put_off_is_tried_again_when_it_may_be(int inSeconds, int expected)
    {
        await using var bench = await BotBench.StartAsync();
        var now = bench.Time.GetUtcNow();
        await bench.Database.WriteAsync(
            async db => await db.AddAsync(new TimelineGap { RoomId = new RoomId("!salon:rupn.test"), From = "p1", CreatedAt = now, NextAttemptAt = now.AddSeconds(inSeconds) }, Cancel),
            Cancel);

        Assert.Equal(TimeSpan.FromSeconds(expected), await bench.Get<GapFiller>().RestAsync(Cancel));
    }
}
