using System.Net;
using RupnBot.Sources.Fetching;

namespace RupnBot.Tests.Sources.Fetching;

/// <summary>What the tests of <see cref="FeedFetcher"/> share.</summary>
public abstract class FetchTest
{
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected static FeedFetcher Fetcher(
        RawServer? exempted, Action<FetchOptions>? configure = null, TimeProvider? time = null,
        NameResolver? resolve = null, Func<IPAddress, string?>? refusal = null)
    {
        var options = new FetchOptions { HostDelay = TimeSpan.Zero };
        if (exempted is not null) options.AllowPrivate.Add(exempted.Endpoint);
        configure?.Invoke(options);
        return new FeedFetcher(options, time ?? TimeProvider.System, resolve ?? Dns.GetHostAddressesAsync, refusal);
    }

    private protected static async Task<FetchResult> FetchAsync(RawServer server, Action<FetchOptions>? configure = null, string path = "/")
    {
        using var fetcher = Fetcher(server, configure);
        return await fetcher.FetchAsync(new FetchRequest(server.At(path)), Ct);
    }

    private protected static async Task<FetchFailed> FailAsync(RawServer server, Action<FetchOptions>? configure = null) =>
        Assert.IsType<FetchFailed>(await FetchAsync(server, configure));

    private protected static async Task<Fetched> SucceedAsync(RawServer server, Action<FetchOptions>? configure = null, string path = "/") =>
        Assert.IsType<Fetched>(await FetchAsync(server, configure, path));

    private protected static string Redirect(string location, int status = 302) =>
        $"HTTP/1.1 {status} Moved\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n";
}
