using System.Net;

namespace RupnBot.Sources.Fetching;

/// <summary>
/// Reads an address given by a stranger: a feed, or a page somebody relays. Every limit of <see cref="FetchOptions"/> holds whatever the
/// server does; a hostile answer is a <see cref="FetchFailed"/>, never an exception. Safe for concurrent use.
/// </summary>
public sealed class FeedFetcher : IDisposable
{
    // A host with several addresses, the first ones dead, is still reached within the time limit.
    private const int ConnectShare = 3;

    private readonly FetchOptions _options;
    private readonly TimeProvider _time;
    private readonly AddressPolicy _policy;
    private readonly HostGate _gate;
    private readonly FetchExchange _exchange;
    private readonly HttpMessageInvoker _http;

    internal FeedFetcher(FetchOptions options, TimeProvider time, NameResolver resolve, Func<IPAddress, string?>? refusal = null)
    {
        var exempted = new PrivateEndpoints(options.AllowPrivate);
        var connector = new GuardedConnector(
            exempted, resolve, refusal ?? PublicAddress.Refusal, options.FetchTimeLimit / ConnectShare, time);
        _options = options;
        _time = time;
        _policy = new AddressPolicy(exempted);
        _gate = new HostGate(options.HostDelay, options.HostWait, time);
        _http = new HttpMessageInvoker(CreateHandler(options, connector));
        _exchange = new FetchExchange(_http, options, time);
    }

    /// <summary>Fetches once.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled; nothing else is thrown for what a server does.</exception>
    public async Task<FetchResult> FetchAsync(FetchRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        var trail = RedirectTrail.Start(request.Address);
        var remaining = _options.FetchTimeLimit;
        while (true)
        {
            if (_policy.Refusal(trail.Current) is { } refusal) return new FetchFailed(FetchFailure.InvalidAddress, Detail: refusal);
            // Waiting for one's turn is our own doing and does not count; the turn ends before the next hop, so no two are ever held.
            using var turn = await _gate.EnterAsync(HostOf(trail.Current), ct);
            if (turn is null) return new FetchFailed(FetchFailure.HostBusy);

            var started = _time.GetTimestamp();
            var outcome = await RunAsync(request, trail, remaining, ct);
            if (outcome is ExchangeOutcome.Ended ended) return ended.Result;

            var (location, isPermanent) = (ExchangeOutcome.Redirected)outcome;
            if (trail.Count >= _options.MaximumRedirects) return new FetchFailed(FetchFailure.TooManyRedirects);
            if (!trail.TryFollow(location, isPermanent, out var next, out var fault)) return new FetchFailed(FetchFailure.BadRedirect, Detail: fault);
            trail = next;
            remaining -= _time.GetElapsedTime(started);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<ExchangeOutcome> RunAsync(FetchRequest request, RedirectTrail trail, TimeSpan remaining, CancellationToken ct)
    {
        var timedOut = new ExchangeOutcome.Ended(new FetchFailed(FetchFailure.TimedOut));
        if (remaining <= TimeSpan.Zero) return timedOut;

        using var limit = new CancellationTokenSource(remaining, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            return await _exchange.RunAsync(request, trail, either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return timedOut;
        }
        // A socket torn down by the time limit may also surface as its own error.
        catch (Exception e) when (TransportFault.IsExpected(e) && !ct.IsCancellationRequested)
        {
            return limit.IsCancellationRequested ? timedOut : new ExchangeOutcome.Ended(TransportFault.Describe(e));
        }
    }

    private static string HostOf(Uri address) => address.IdnHost.TrimEnd('.').ToLowerInvariant();

    private static SocketsHttpHandler CreateHandler(FetchOptions options, GuardedConnector connector) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        // A proxy would connect in our stead, beyond the guard.
        UseProxy = false,
        Credentials = null,
        ActivityHeadersPropagator = null,
        MaxResponseHeadersLength = options.MaximumHeaderKibibytes,
        // An answer we turn away is cut off, not read to its end to save a connection.
        MaxResponseDrainSize = 0,
        ConnectTimeout = options.FetchTimeLimit,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        ConnectCallback = (context, ct) => connector.ConnectAsync(context.DnsEndPoint, ct),
    };
}
