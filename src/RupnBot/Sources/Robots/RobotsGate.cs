using System.Collections.Concurrent;
using RupnBot.Sources.Fetching;

namespace RupnBot.Sources.Robots;

/// <summary>
/// Asks each site's robots.txt, once a day, before a page of it is read (RFC 9309, 2.3.1): a file that is not there forbids nothing, one that
/// cannot be had for another reason forbids all until it can. For pages only: a feed is published to be read by programs.
/// </summary>
internal sealed class RobotsGate(FeedFetcher fetcher, TimeProvider time)
{
    private const string Crawler = "RupnBot";
    private const int MostSites = 500;
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(24);

    private readonly ConcurrentDictionary<string, (RobotsRules Rules, DateTimeOffset Until)> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <returns>Null when the address may be read, else why not.</returns>
    public async Task<FetchFailed?> RefusalAsync(Uri address, CancellationToken cancellationToken)
    {
        var site = address.GetLeftPart(UriPartial.Authority);
        var now = time.GetUtcNow();
        if (!_known.TryGetValue(site, out var known) || known.Until <= now)
        {
            switch (await fetcher.FetchAsync(new FetchRequest(new Uri(address, "/robots.txt")) { Purpose = FetchPurpose.Page }, cancellationToken))
            {
                case Fetched fetched:
                    known = (RobotsRules.Parse(fetched.Body, Crawler), now + Fresh);
                    break;
                case FetchFailed { StatusCode: >= 400 and < 500 } or FetchFailed { Reason: FetchFailure.TooManyRedirects }:
                    known = (RobotsRules.None, now + Fresh);
                    break;
                case FetchFailed failed:
                    return failed;
                default:
                    return new FetchFailed(FetchFailure.BadResponse);
            }

            if (_known.Count >= MostSites) _known.Clear();
            _known[site] = known;
        }

        return known.Rules.Allows(address) ? null : new FetchFailed(FetchFailure.RobotsDisallow);
    }
}
