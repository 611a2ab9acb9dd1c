using RupnBot.Sources.Fetching;

namespace RupnBot.Tests.Sources.Fetching;

/// <summary>What is sent, and what is never sent.</summary>
public sealed class FeedFetcherRequestTests : FetchTest
{
    private const string NothingNew = "HTTP/1.1 304 Not Modified\r\nETag: \"two\"\r\n\r\n";
    private const string Hello = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nETag: \"one\"\r\nLast-Modified: yesterday\r\nSet-Cookie: id=7\r\n\r\nhello";

    [Fact]
    public async Task The_bot_says_who_it_is()
    {
        await using var server = RawServer.Start(Hello);
        await SucceedAsync(server, o => o.Contact = "https://srane.example.fr/robot");
        Assert.Matches(@"\r\nUser-Agent: RupnBot/\d+\.\d+\.\d+ \(\+https://srane\.example\.fr/robot\)\r\n", server.Requests[0]);
    }

    [Theory]
    [InlineData(FetchPurpose.Feed, "Accept: application/atom+xml")]
    [InlineData(FetchPurpose.Page, "Accept: text/html")]
    public async Task What_is_hoped_for_is_said_in_Accept(FetchPurpose purpose, string header)
    {
        await using var server = RawServer.Start(Hello);
        using var fetcher = Fetcher(server);
        await fetcher.FetchAsync(new FetchRequest(server.At()) { Purpose = purpose }, Ct);
        Assert.Contains(header, server.Requests[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_cookie_credential_referrer_or_trace_leaves_the_process()
    {
        using var activity = new System.Diagnostics.Activity("poll").Start();
        await using var server = RawServer.Start(exchange => exchange.SendAsync(exchange.Path == "/" ? Redirect("/next") : Hello));
        using var fetcher = Fetcher(server);
        for (var i = 0; i < 2; i++) await fetcher.FetchAsync(new FetchRequest(server.At()), Ct);

        Assert.Equal(4, server.Requests.Length);
        Assert.All(server.Requests, head =>
            Assert.DoesNotMatch(@"(?i)\r\n(cookie|authorization|referer|traceparent|tracestate|baggage|request-id|from):", head));
    }

    [Fact]
    public async Task Validators_come_back_as_the_server_wrote_them()
    {
        await using var server = RawServer.Start(Hello);
        using var fetcher = Fetcher(server);

        var first = Assert.IsType<Fetched>(await fetcher.FetchAsync(new FetchRequest(server.At()), Ct));
        await fetcher.FetchAsync(new FetchRequest(server.At()) { ETag = first.ETag, LastModified = first.LastModified }, Ct);

        Assert.DoesNotContain("If-", server.Requests[0], StringComparison.Ordinal);
        Assert.Contains("\r\nIf-None-Match: \"one\"\r\n", server.Requests[1], StringComparison.Ordinal);
        Assert.Contains("\r\nIf-Modified-Since: yesterday\r\n", server.Requests[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_new_is_an_answer_when_it_was_asked()
    {
        await using var server = RawServer.Start(NothingNew);
        using var fetcher = Fetcher(server);
        var result = await fetcher.FetchAsync(new FetchRequest(server.At()) { ETag = "\"one\"" }, Ct);
        Assert.Equal(new NotModified(server.At(), null, "\"two\"", null, null), result);
    }

    [Fact]
    public async Task Validators_are_shown_only_to_the_address_they_came_from()
    {
        await using var server = RawServer.Start(exchange => exchange.SendAsync(exchange.Path == "/" ? Redirect("/feed", 301) : NothingNew));
        using var fetcher = Fetcher(server);

        var request = new FetchRequest(server.At()) { ETag = "\"one\"", ValidatorsFrom = server.At("/feed") };
        var result = await fetcher.FetchAsync(request, Ct);

        Assert.Equal(server.At("/feed"), Assert.IsType<NotModified>(result).PermanentAddress);
        Assert.DoesNotContain("If-None-Match", server.Requests[0], StringComparison.Ordinal);
        Assert.Contains("If-None-Match", server.Requests[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"a\r\nX-Injected: 1\"")]
    [InlineData("\"é\"")]
    [InlineData("")]
    public async Task A_stored_validator_that_could_do_harm_is_not_sent(string tag)
    {
        await using var server = RawServer.Start(Hello);
        using var fetcher = Fetcher(server);
        Assert.IsType<Fetched>(await fetcher.FetchAsync(new FetchRequest(server.At()) { ETag = tag }, Ct));
        Assert.DoesNotContain("If-None-Match", server.Requests[0], StringComparison.Ordinal);
        Assert.DoesNotContain("Injected", server.Requests[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_validator_too_long_to_keep_is_dropped()
    {
        await using var server = RawServer.StartWithBody([], $"ETag: \"{new string('x', 600)}\"\r\n");
        Assert.Null((await SucceedAsync(server)).ETag);
    }

    [Fact]
    public async Task Two_fetches_from_one_host_never_overlap()
    {
        var (open, most) = (0, 0);
        await using var server = RawServer.Start(async exchange =>
        {
            most = Math.Max(most, Interlocked.Increment(ref open));
            await Task.Yield();
            Interlocked.Decrement(ref open);
            await exchange.SendAsync(Hello);
        });
        using var fetcher = Fetcher(server);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => fetcher.FetchAsync(new FetchRequest(server.At()), Ct)));

        Assert.Equal(8, server.Requests.Length);
        Assert.Equal(1, most);
    }
}
