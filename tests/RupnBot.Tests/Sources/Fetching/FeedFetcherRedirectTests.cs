using RupnBot.Sources.Fetching;

namespace RupnBot.Tests.Sources.Fetching;

public sealed class FeedFetcherRedirectTests : FetchTest
{
    private const string Hello = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    [Theory]
    [InlineData("/target")]
    [InlineData("target")]
    [InlineData("./target")]
    [InlineData("../target")]
    [InlineData("?page=backend")]
    [InlineData("//127.0.0.1:{0}/target")]
    [InlineData("http://127.0.0.1:{0}/target#part")]
    [InlineData("  /target")]
    public async Task A_relative_target_is_read_against_the_address_it_came_from(string location)
    {
        await using var server = RawServer.Start(exchange => exchange.SendAsync(
            exchange.Path == "/start/here" ? Redirect(location.Replace("{0}", Port(exchange), StringComparison.Ordinal)) : Hello));

        var fetched = await SucceedAsync(server, path: "/start/here");

        var expected = new Uri(server.At("/start/here"), location.Trim() is ['/', '/', ..] or ['h', ..] ? "/target" : location.Trim());
        Assert.Equal(expected.AbsoluteUri, fetched.FinalAddress.AbsoluteUri);
    }

    [Theory]
    [InlineData(301, true)]
    [InlineData(308, true)]
    [InlineData(302, false)]
    [InlineData(303, false)]
    [InlineData(307, false)]
    public async Task Only_a_permanent_redirect_changes_the_stored_address(int status, bool isPermanent)
    {
        await using var server = RawServer.Start(exchange => exchange.SendAsync(exchange.Path == "/" ? Redirect("/new", status) : Hello));

        var fetched = await SucceedAsync(server);

        Assert.Equal(server.At("/new"), fetched.FinalAddress);
        Assert.Equal(isPermanent ? server.At("/new") : null, fetched.PermanentAddress);
    }

    [Fact]
    public async Task The_stored_address_moves_as_far_as_all_redirects_were_permanent()
    {
        await using var server = RawServer.Start(exchange => exchange.SendAsync(exchange.Path switch
        {
            "/" => Redirect("/a", 301),
            "/a" => Redirect("/b", 308),
            "/b" => Redirect("/c", 302),
            "/c" => Redirect("/d", 301),
            _ => Hello,
        }));

        var fetched = await SucceedAsync(server);

        Assert.Equal(server.At("/d"), fetched.FinalAddress);
        Assert.Equal(server.At("/b"), fetched.PermanentAddress);
    }

    [Fact]
    public async Task A_redirect_loop_ends_after_five_hops()
    {
        await using var server = RawServer.Start(Redirect("/"));
        Assert.Equal(FetchFailure.TooManyRedirects, (await FailAsync(server)).Reason);
        Assert.Equal(6, server.Requests.Length);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://example.org/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/xml,<rss/>")]
    [InlineData("gopher://127.0.0.1:6379/_FLUSHALL")]
    [InlineData("\\\\server\\share")]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("http://")]
    [InlineData("http://[::1")]
    [InlineData("http://a:99999999/")]
    public async Task A_redirect_that_leads_nowhere_on_the_web_is_a_fault(string location)
    {
        await using var server = RawServer.Start(Redirect(location));
        Assert.Equal(FetchFailure.BadRedirect, (await FailAsync(server)).Reason);
    }

    [Fact]
    public async Task A_redirect_without_a_target_is_a_fault()
    {
        await using var server = RawServer.Start("HTTP/1.1 301 Moved\r\nContent-Length: 0\r\n\r\n");
        Assert.Equal(new FetchFailed(FetchFailure.BadRedirect, Detail: "redirect without a target"), await FailAsync(server));
    }

    [Fact]
    public async Task A_redirect_to_an_address_with_a_password_is_refused()
    {
        await using var front = RawServer.Start(Redirect("http://anne:secret@example.org/"));
        Assert.Equal(FetchFailure.InvalidAddress, (await FailAsync(front)).Reason);
    }

    [Theory]
    [InlineData("http://example.org/feed", "https://example.org/feed")]
    [InlineData("http://other.example/feed#a", "https://other.example/feed")]
    [InlineData("http://example.org:80/feed", "https://example.org/feed")]
    [InlineData("http://example.org:8080/feed", null)]
    [InlineData("https://example.org:8443/feed", "https://example.org:8443/feed")]
    public void Encryption_once_reached_is_kept(string location, string? next)
    {
        var trail = RedirectTrail.Start(new Uri("https://example.org/"));
        Assert.Equal(next is not null, trail.TryFollow(location, permanent: true, out var followed, out _));
        Assert.Equal(next, followed?.Current.AbsoluteUri);
    }

    [Fact]
    public async Task Three_thousand_random_targets_are_faults_or_failures_but_never_exceptions()
    {
        string[] pieces =
        [
            "http://", "https://", "http:", "//", "/", "\\", "@", ":", "[", "]", "::", "%", "%00", "%2F", "#", "?", ".", "..", "-", "_", "xn--", "xn--a",
            "é", "①", "。", "\u202e", "\ud800", "\0", "\t", " ", "a", "example.org", "127.0.0.1", "0x7f", "99999", "65536", "80", "file:", "javascript:",
            new('a', 64), new('a', 300),
        ];
        var random = new Random(20261123);
        using var fetcher = Fetcher(exempted: null, resolve: (_, _) => Task.FromResult<System.Net.IPAddress[]>([]));
        var trail = RedirectTrail.Start(new Uri("https://example.org/start"));
        var followed = 0;
        for (var i = 0; i < 3_000; i++)
        {
            var location = string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => pieces[random.Next(pieces.Length)]));
            if (!trail.TryFollow(location, permanent: false, out var next, out var fault))
            {
                Assert.NotNull(fault);
                continue;
            }

            followed++;
            Assert.True(AddressPolicy.IsHttp(next.Current));
            Assert.IsType<FetchFailed>(await fetcher.FetchAsync(new FetchRequest(next.Current), Ct));
        }

        Assert.InRange(followed, 300, 2999);
    }

    private static string Port(RawExchange exchange) =>
        ((System.Net.IPEndPoint)exchange.Stream.Socket.LocalEndPoint!).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
