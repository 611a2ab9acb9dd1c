using System.Net;
using RupnBot.Sources.Fetching;

namespace RupnBot.Sources.Feeds.Cli;

/// <summary>The command line reads addresses as the bot does, with the same guards and limits.</summary>
internal static class GuardedFetch
{
    public static async Task<(byte[] Bytes, string? ContentType, Uri FinalAddress)> FetchAsync(Uri address, CancellationToken ct)
    {
        using var fetcher = new FeedFetcher(new FetchOptions(), TimeProvider.System, Dns.GetHostAddressesAsync);
        return await fetcher.FetchAsync(new FetchRequest(address), ct) switch
        {
            Fetched fetched => (fetched.Body, fetched.ContentType, fetched.FinalAddress),
            FetchFailed failed => throw new IOException($"{failed.Reason}{(failed.StatusCode is { } status ? $" {status}" : "")}"),
            var other => throw new IOException(other.GetType().Name),
        };
    }
}
