using System.Net;
using System.Net.Sockets;
using RupnBot.Sources.Fetching;

namespace RupnBot.Tests.Sources.Fetching;

/// <summary>Addresses that are not on the public Internet are never asked.</summary>
public sealed class FeedFetcherGuardTests : FetchTest
{
    private const string Hello = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    private static readonly IPAddress s_seeminglyPublic = IPAddress.Parse("127.0.0.2");

    [Theory]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://localhost:{0}/")]
    [InlineData("http://localhost.:{0}/")]
    [InlineData("http://LOCALHOST:{0}/")]
    [InlineData("http://2130706433:{0}/")]
    [InlineData("http://0x7f000001:{0}/")]
    [InlineData("http://0x7f.1:{0}/")]
    [InlineData("http://0177.0.0.1:{0}/")]
    [InlineData("http://127.1:{0}/")]
    [InlineData("http://0:{0}/")]
    [InlineData("http://0.0.0.0:{0}/")]
    [InlineData("http://[::1]:{0}/")]
    [InlineData("http://[::]:{0}/")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/")]
    [InlineData("http://[::ffff:7f00:1]:{0}/")]
    [InlineData("http://[::127.0.0.1]:{0}/")]
    [InlineData("http://[64:ff9b::7f00:1]:{0}/")]
    [InlineData("http://127。0。0。1:{0}/")]
    [InlineData("http://①②⑦.0.0.1:{0}/")]
    public async Task A_loopback_address_is_blocked_however_it_is_spelled(string address)
    {
        await using var server = RawServer.Start(Hello);
        using var fetcher = Fetcher(exempted: null, resolve: (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]));

        var target = new Uri(string.Format(System.Globalization.CultureInfo.InvariantCulture, address, server.Port));
        var failed = Assert.IsType<FetchFailed>(await fetcher.FetchAsync(new FetchRequest(target), Ct));

        Assert.Contains(failed.Reason, new[] { FetchFailure.BlockedAddress, FetchFailure.InvalidAddress });
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://[fd00:ec2::254]/latest/meta-data/")]
    [InlineData("http://168.63.129.16/machine")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("http://[fe80::1%25eth0]/")]
    public async Task A_redirect_to_a_metadata_or_private_address_is_not_followed(string target)
    {
        await using var server = RawServer.Start(Redirect(target));

        var failed = await FailAsync(server);

        Assert.Equal(FetchFailure.BlockedAddress, failed.Reason);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_redirect_to_the_loopback_of_IPv6_is_not_followed()
    {
        var loopback = Socket.OSSupportsIPv6 ? IPAddress.IPv6Loopback : IPAddress.Loopback;
        await using var inner = RawServer.Start(exchange => exchange.SendAsync(Hello), loopback);
        await using var server = RawServer.Start(Redirect($"http://[::1]:{inner.Port}/"));

        var failed = await FailAsync(server);

        Assert.Equal(FetchFailure.BlockedAddress, failed.Reason);
        Assert.Empty(inner.Requests);
    }

    [Fact]
    public async Task A_redirect_from_an_exempted_server_to_another_port_of_its_machine_is_blocked()
    {
        await using var inner = RawServer.Start(Hello);
        await using var server = RawServer.Start(Redirect(inner.At().AbsoluteUri));

        Assert.Equal(FetchFailure.BlockedAddress, (await FailAsync(server)).Reason);
        Assert.Empty(inner.Requests);
    }

    [Fact]
    public async Task A_name_of_a_stranger_that_leads_to_an_exempted_server_stays_blocked()
    {
        await using var server = RawServer.Start(Hello);
        using var fetcher = Fetcher(server, resolve: (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]));

        var result = await fetcher.FetchAsync(new FetchRequest(new Uri($"http://evil.example:{server.Port}/")), Ct);

        Assert.Equal(FetchFailure.BlockedAddress, Assert.IsType<FetchFailed>(result).Reason);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_name_that_is_rebound_between_the_check_and_the_connection_gains_nothing()
    {
        await using var outer = RawServer.Start(exchange => exchange.SendAsync(Hello), s_seeminglyPublic);
        await using var inner = RawServer.Start(exchange => exchange.SendAsync(Hello), IPAddress.Loopback, outer.Port);
        var resolver = new RebindingResolver(s_seeminglyPublic, IPAddress.Loopback);
        using var fetcher = Fetcher(exempted: null, resolve: resolver.ResolveAsync, refusal: Refusal);

        var result = await fetcher.FetchAsync(new FetchRequest(new Uri($"http://rebind.example:{outer.Port}/")), Ct);

        Assert.IsType<Fetched>(result);
        Assert.Equal(1, resolver.Calls);
        Assert.Single(outer.Requests);
        Assert.Empty(inner.Requests);
    }

    [Fact]
    public async Task A_name_that_is_rebound_between_two_hops_is_blocked_at_the_second()
    {
        const string redirect = "HTTP/1.1 302 Found\r\nLocation: /again\r\nConnection: close\r\n\r\n";
        await using var outer = RawServer.Start(exchange => exchange.SendAsync(redirect), s_seeminglyPublic);
        await using var inner = RawServer.Start(exchange => exchange.SendAsync(Hello), IPAddress.Loopback, outer.Port);
        var resolver = new RebindingResolver(s_seeminglyPublic, IPAddress.Loopback);
        using var fetcher = Fetcher(exempted: null, resolve: resolver.ResolveAsync, refusal: Refusal);

        var result = await fetcher.FetchAsync(new FetchRequest(new Uri($"http://rebind.example:{outer.Port}/")), Ct);

        Assert.Equal(new FetchFailed(FetchFailure.BlockedAddress, Detail: "loopback"), result);
        Assert.Equal(2, resolver.Calls);
        Assert.Single(outer.Requests);
        Assert.Empty(inner.Requests);
    }

    [Fact]
    public async Task Of_a_name_with_public_and_private_addresses_only_the_public_one_is_asked()
    {
        await using var outer = RawServer.Start(exchange => exchange.SendAsync(Hello), s_seeminglyPublic);
        await using var inner = RawServer.Start(exchange => exchange.SendAsync(Hello), IPAddress.Loopback, outer.Port);
        using var fetcher = Fetcher(
            exempted: null, resolve: (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback, s_seeminglyPublic]), refusal: Refusal);

        Assert.IsType<Fetched>(await fetcher.FetchAsync(new FetchRequest(new Uri($"http://both.example:{outer.Port}/")), Ct));
        Assert.Empty(inner.Requests);
    }

    [Fact]
    public async Task A_public_address_of_this_very_machine_is_blocked()
    {
        await using var server = RawServer.Start(Hello);
        using var fetcher = Fetcher(
            exempted: null, resolve: (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]), refusal: _ => null);

        var result = await fetcher.FetchAsync(new FetchRequest(new Uri($"http://self.example:{server.Port}/")), Ct);

        Assert.Equal(new FetchFailed(FetchFailure.BlockedAddress, Detail: "this machine"), result);
    }

    [Theory]
    [InlineData("ftp://example.org/feed")]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://anne:secret@example.org/")]
    [InlineData("http://anne@example.org/")]
    [InlineData("http://example.org:22/")]
    [InlineData("http://example.org:25/")]
    [InlineData("http://127.0.0.1:53/")]
    [InlineData("http:///feed", false)]
    [InlineData("/feed")]
    public async Task An_address_of_another_kind_is_refused_before_anything_is_looked_up(string address, bool isAddress = true)
    {
        using var fetcher = Fetcher(exempted: null, resolve: (_, _) => throw new InvalidOperationException("looked up"));
        Assert.Equal(isAddress, Uri.TryCreate(address, UriKind.RelativeOrAbsolute, out var target) && target is not null);
        if (target is null) return;

        var failed = Assert.IsType<FetchFailed>(await fetcher.FetchAsync(new FetchRequest(target), Ct));

        Assert.Equal(FetchFailure.InvalidAddress, failed.Reason);
        Assert.DoesNotContain("secret", failed.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_does_not_exist_is_said_so()
    {
        using var fetcher = Fetcher(exempted: null, resolve: (_, _) => throw new SocketException((int)SocketError.HostNotFound));
        var result = await fetcher.FetchAsync(new FetchRequest(new Uri("http://nowhere.example/")), Ct);
        Assert.Equal(FetchFailure.NameNotResolved, Assert.IsType<FetchFailed>(result).Reason);
    }

    [Fact]
    public async Task An_internationalised_name_is_looked_up_in_its_ASCII_form()
    {
        string? asked = null;
        using var fetcher = Fetcher(exempted: null, resolve: (host, _) =>
        {
            asked = host;
            return Task.FromResult<IPAddress[]>([]);
        });

        await fetcher.FetchAsync(new FetchRequest(new Uri("http://académie.example/")), Ct);

        Assert.Equal("xn--acadmie-eya.example", asked);
    }

    private static string? Refusal(IPAddress address) => address.Equals(s_seeminglyPublic) ? null : PublicAddress.Refusal(address);

    private sealed class RebindingResolver(params IPAddress[] answers)
    {
        public int Calls { get; private set; }

        public Task<IPAddress[]> ResolveAsync(string _, CancellationToken __) =>
            Task.FromResult<IPAddress[]>([answers[Math.Min(Calls++, answers.Length - 1)]]);
    }
}
