using System.Text;
using Microsoft.Extensions.Time.Testing;
using RupnBot.Sources.Fetching;

namespace RupnBot.Tests.Sources.Fetching;

/// <summary>What servers answer, well-formed or not.</summary>
public sealed class FeedFetcherResponseTests : FetchTest
{
    [Theory]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("raw deflate")]
    public async Task A_compressed_body_arrives_as_it_was(string coding)
    {
        var header = coding.Replace("raw ", "", StringComparison.Ordinal).ToUpperInvariant();
        await using var server = RawServer.StartWithBody(Compression.Encode("<rss>é</rss>"u8.ToArray(), coding), $"Content-Encoding: {header}\r\n");
        Assert.Equal("<rss>é</rss>"u8.ToArray(), (await SucceedAsync(server)).Body);
    }

    [Theory]
    [InlineData("Content-Encoding: deflate, gzip\r\n")]
    [InlineData("Content-Encoding: deflate\r\nContent-Encoding: gzip\r\n")]
    [InlineData("Content-Encoding: identity, deflate, , gzip\r\n")]
    public async Task A_body_compressed_twice_is_undone_in_reverse_order(string header)
    {
        var body = Compression.Encode(Compression.Encode("hello"u8.ToArray(), "deflate"), "gzip");
        await using var server = RawServer.StartWithBody(body, header);
        Assert.Equal("hello"u8.ToArray(), (await SucceedAsync(server)).Body);
    }

    [Theory]
    [InlineData("zstd", "unknown content coding")]
    [InlineData("gzip, zstd", "unknown content coding")]
    [InlineData("gzip, gzip, gzip", "too many content codings")]
    [InlineData("gzip", "the body does not decode")]
    [InlineData("br", "the body does not decode")]
    [InlineData("deflate", "the body does not decode")]
    public async Task A_coding_that_cannot_be_undone_is_a_fault(string coding, string detail)
    {
        await using var server = RawServer.StartWithBody("xxxxxxxxxx"u8.ToArray(), $"Content-Encoding: {coding}\r\n");
        Assert.Equal(new FetchFailed(FetchFailure.BadContentEncoding, Detail: detail), await FailAsync(server));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_compressed_body_cut_in_half_is_a_fault(string coding)
    {
        var body = Compression.Encode(Encoding.UTF8.GetBytes(string.Join(' ', Enumerable.Range(0, 1000))), coding);
        await using var server = RawServer.StartWithBody(body[..(body.Length / 2)], $"Content-Encoding: {coding}\r\n");
        Assert.Equal(FetchFailure.BadContentEncoding, (await FailAsync(server)).Reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Content-Encoding: gzip\r\n")]
    public async Task An_empty_body_is_a_body(string header)
    {
        await using var server = RawServer.StartWithBody([], header);
        Assert.Empty((await SucceedAsync(server)).Body);
    }

    [Theory]
    [InlineData(204, FetchFailure.HttpStatus)]
    [InlineData(206, FetchFailure.HttpStatus)]
    [InlineData(304, FetchFailure.HttpStatus)]
    [InlineData(300, FetchFailure.HttpStatus)]
    [InlineData(401, FetchFailure.HttpStatus)]
    [InlineData(404, FetchFailure.HttpStatus)]
    [InlineData(407, FetchFailure.HttpStatus)]
    [InlineData(410, FetchFailure.Gone)]
    [InlineData(429, FetchFailure.RateLimited)]
    [InlineData(500, FetchFailure.HttpStatus)]
    [InlineData(799, FetchFailure.HttpStatus)]
    public async Task Any_other_status_is_a_failure_that_carries_it(int status, FetchFailure reason)
    {
        await using var server = RawServer.Start($"HTTP/1.1 {status} Whatever\r\nContent-Length: 0\r\n\r\n");
        Assert.Equal(new FetchFailed(reason, status), await FailAsync(server));
    }

    [Fact]
    public async Task Gone_at_the_end_of_a_temporary_redirect_does_not_end_the_source()
    {
        await using var server = RawServer.Start(exchange => exchange.SendAsync(
            exchange.Path == "/" ? Redirect("/today") : "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n"));
        Assert.Equal(new FetchFailed(FetchFailure.HttpStatus, 410), await FailAsync(server));
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("0", 0)]
    [InlineData("9999999", 86400)]
    [InlineData("Mon, 23 Nov 2026 08:05:00 GMT", 300)]
    [InlineData("Mon, 23 Nov 2099 08:05:00 GMT", 86400)]
    [InlineData("Mon, 23 Nov 1999 08:05:00 GMT", null)]
    [InlineData("soon", null)]
    [InlineData("-5", null)]
    [InlineData("99999999999999999999", null)]
    public async Task Retry_After_is_read_as_seconds_or_as_a_date_and_capped_at_a_day(string value, int? seconds)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
        await using var server = RawServer.Start($"HTTP/1.1 503 Busy\r\nRetry-After: {value}\r\nContent-Length: 0\r\n\r\n");
        using var fetcher = Fetcher(server, time: time);

        var failed = Assert.IsType<FetchFailed>(await fetcher.FetchAsync(new FetchRequest(server.At()), Ct));

        Assert.Equal(seconds is null ? null : TimeSpan.FromSeconds(seconds.Value), failed.RetryAfter);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this", FetchFailure.ConnectionFailed)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel", FetchFailure.ConnectionFailed)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n", FetchFailure.BadResponse)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nhello\r\n0\r\n\r\n", FetchFailure.BadResponse)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nhello\r\n0\r\n\r\n", FetchFailure.BadResponse)]
    [InlineData("", FetchFailure.ConnectionFailed)]
    [InlineData("HTTP/1.1 20", FetchFailure.ConnectionFailed)]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n\r\n", FetchFailure.BadResponse)]
    [InlineData("HTTP/1.1 abc OK\r\n\r\n", FetchFailure.BadResponse)]
    [InlineData("HTTP/1.1 200 OK\r\nno colon here\r\n\r\n", FetchFailure.BadResponse)]
    public async Task What_is_not_HTTP_or_is_cut_off_is_a_failure(string answer, FetchFailure reason)
    {
        await using var server = RawServer.Start(answer);
        Assert.Equal(reason, (await FailAsync(server)).Reason);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello and more than was promised")]
    [InlineData("HTTP/1.0 200 OK\r\n\r\nhello")]
    [InlineData("HTTP/1.1 200\r\nConnection: close\r\n\r\nhello")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;a=b\r\nhe\r\n3\r\nllo\r\n0\r\nX-Trailer: x\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: ;;;\r\nDate: never\r\nCache-Control: max-age=x\r\nX-Note: é\r\nContent-Length: 5\r\n\r\nhello")]
    public async Task Odd_answers_are_read_as_far_as_they_make_sense(string answer)
    {
        await using var server = RawServer.Start(answer);
        Assert.Equal("hello"u8.ToArray(), (await SucceedAsync(server)).Body);
    }

    [Fact]
    public async Task Five_hundred_mangled_answers_give_a_result_each()
    {
        var body = Compression.Encode("<rss><channel/></rss>"u8.ToArray(), "gzip");
        byte[] whole =
        [
            .. Encoding.ASCII.GetBytes(
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\nCache-Control: max-age=60\r\nRetry-After: 9\r\n"
                + $"ETag: \"a\"\r\nContent-Type: application/xml\r\n\r\n{body.Length:x}\r\n"),
            .. body,
            .. "\r\n0\r\n\r\n"u8,
        ];
        await using var server = RawServer.Start(exchange => exchange.SendAsync(Mangle(whole, new Random(exchange.Number))));
        using var fetcher = Fetcher(server);
        var reasons = new HashSet<FetchFailure>();
        for (var i = 0; i < 500; i++)
            if (await fetcher.FetchAsync(new FetchRequest(server.At()), Ct) is FetchFailed failed) reasons.Add(failed.Reason);

        Assert.Contains(FetchFailure.BadResponse, reasons);
        Assert.Contains(FetchFailure.ConnectionFailed, reasons);
        Assert.Contains(FetchFailure.BadContentEncoding, reasons);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_failed_connection()
    {
        var server = RawServer.Start("");
        await server.DisposeAsync();
        Assert.Equal(FetchFailure.ConnectionFailed, (await FailAsync(server)).Reason);
    }

    [Theory]
    [InlineData("max-age=3600", 3600)]
    [InlineData("public, max-age=999999999", 86400)]
    [InlineData("no-store", null)]
    public async Task The_freshness_a_server_states_is_kept_up_to_a_day(string value, int? seconds)
    {
        await using var server = RawServer.StartWithBody([], $"Cache-Control: {value}\r\n");
        Assert.Equal(seconds, (int?)(await SucceedAsync(server)).MaxAge?.TotalSeconds);
    }

    private static byte[] Mangle(byte[] whole, Random random)
    {
        byte[] mangled = [.. whole];
        for (var changes = random.Next(1, 4); changes > 0; changes--) mangled[random.Next(mangled.Length)] = (byte)random.Next(256);
        return random.Next(4) == 0 ? mangled[..random.Next(mangled.Length)] : mangled;
    }
}
