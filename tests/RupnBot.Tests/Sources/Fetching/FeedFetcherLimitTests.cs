using Microsoft.Extensions.Time.Testing;
using RupnBot.Sources.Fetching;

namespace RupnBot.Tests.Sources.Fetching;

/// <summary>Size, time and count have an end, whatever the server does.</summary>
public sealed class FeedFetcherLimitTests : FetchTest
{
    private const int Mebibyte = 1024 * 1024;

    [Fact]
    public async Task Fifty_megabytes_announced_are_turned_away_unread()
    {
        await using var server = RawServer.Start("HTTP/1.1 200 OK\r\nContent-Length: 52428800\r\n\r\n");
        Assert.Equal(new FetchFailed(FetchFailure.TooLarge, Detail: "body"), await FailAsync(server));
    }

    [Fact]
    public async Task Fifty_megabytes_without_a_length_are_cut_off_at_the_limit()
    {
        long sent = 0;
        var isCutOff = new TaskCompletionSource();
        await using var server = RawServer.Start(async exchange =>
        {
            await exchange.SendAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            var chunk = new byte[64 * 1024];
            try
            {
                for (; sent < 50 * Mebibyte; sent += chunk.Length) await exchange.SendAsync(chunk);
            }
            catch (IOException)
            {
                isCutOff.SetResult();
            }
        });

        Assert.Equal(FetchFailure.TooLarge, (await FailAsync(server)).Reason);
        await isCutOff.Task.WaitAsync(Ct);
        Assert.InRange(sent, 0, 30 * Mebibyte);
    }

    [Fact]
    public async Task A_body_of_exactly_the_limit_is_read_and_one_byte_more_is_not()
    {
        await using var exact = RawServer.StartWithBody(new byte[2048]);
        await using var above = RawServer.Start("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + new string('x', 2049));
        Assert.Equal(2048, (await SucceedAsync(exact, o => o.MaximumBytes = 2048)).Body.Length);
        Assert.Equal(FetchFailure.TooLarge, (await FailAsync(above, o => o.MaximumBytes = 2048)).Reason);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_compression_bomb_is_given_up_at_the_limit(string coding)
    {
        var bomb = Compression.Encode(new byte[200 * Mebibyte], coding);
        Assert.InRange(bomb.Length, 1, 4 * Mebibyte);
        await using var server = RawServer.StartWithBody(bomb, $"Content-Encoding: {coding}\r\n");

        Assert.Equal(new FetchFailed(FetchFailure.TooLarge, Detail: "decompressed body"), await FailAsync(server));
    }

    [Fact]
    public async Task A_bomb_in_a_bomb_is_given_up_at_the_limit()
    {
        var bomb = Compression.Encode(Compression.Encode(new byte[200 * Mebibyte], "gzip"), "gzip");
        await using var server = RawServer.StartWithBody(bomb, "Content-Encoding: gzip, gzip\r\n");
        Assert.Equal(FetchFailure.TooLarge, (await FailAsync(server)).Reason);
    }

    [Fact]
    public async Task A_body_that_trickles_for_ever_ends_at_the_time_limit()
    {
        var time = new FakeTimeProvider();
        var isTrickling = new TaskCompletionSource();
        await using var server = RawServer.Start(async exchange =>
        {
            await exchange.SendAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            for (var i = 0; ; i++)
            {
                await exchange.SendAsync("x");
                if (i == 20) isTrickling.SetResult();
                await Task.Delay(1, exchange.Stop);
            }
        });
        using var fetcher = Fetcher(server, time: time);

        var fetch = fetcher.FetchAsync(new FetchRequest(server.At()), Ct);
        await isTrickling.Task.WaitAsync(Ct);
        time.Advance(TimeSpan.FromSeconds(14));
        Assert.False(fetch.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(FetchFailure.TimedOut, Assert.IsType<FetchFailed>(await fetch).Reason);
    }

    [Fact]
    public async Task Header_fields_that_trickle_for_ever_end_at_the_time_limit()
    {
        await using var server = RawServer.Start(async exchange =>
        {
            await exchange.SendAsync("HTTP/1.1 200 OK\r\n");
            await Task.Delay(Timeout.Infinite, exchange.Stop);
        });
        Assert.Equal(FetchFailure.TimedOut, (await FailAsync(server, o => o.FetchTimeLimit = TimeSpan.FromMilliseconds(200))).Reason);
    }

    [Fact]
    public async Task The_time_limit_spans_all_hops_of_a_redirect()
    {
        var time = new FakeTimeProvider();
        await using var server = RawServer.Start(async exchange =>
        {
            time.Advance(TimeSpan.FromSeconds(6));
            await exchange.SendAsync(Redirect($"/{exchange.Number}"));
        });
        using var fetcher = Fetcher(server, time: time);

        var result = await fetcher.FetchAsync(new FetchRequest(server.At()), Ct);

        Assert.Equal(FetchFailure.TimedOut, Assert.IsType<FetchFailed>(result).Reason);
        Assert.Equal(3, server.Requests.Length);
    }

    [Fact]
    public async Task Endless_header_fields_are_cut_off()
    {
        await using var server = RawServer.Start(async exchange =>
        {
            await exchange.SendAsync("HTTP/1.1 200 OK\r\n");
            while (true) await exchange.SendAsync($"X-Filler: {new string('x', 1000)}\r\n");
        });
        Assert.Equal(FetchFailure.TooLarge, (await FailAsync(server)).Reason);
    }

    [Fact]
    public async Task Whoever_asked_may_change_their_mind()
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        await using var server = RawServer.Start(async exchange =>
        {
            await cancellation.CancelAsync();
            await Task.Delay(Timeout.Infinite, exchange.Stop);
        });
        using var fetcher = Fetcher(server);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetcher.FetchAsync(new FetchRequest(server.At()), cancellation.Token));
    }
}
