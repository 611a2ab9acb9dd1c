using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace RupnBot.Matrix;

public sealed partial class MatrixClient
{
    private static readonly TimeSpan SyncInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestSyncPause = TimeSpan.FromMinutes(5);

    /// <summary>What happened since <paramref name="since"/>; waits up to <paramref name="timeout"/> for something to happen.</summary>
    /// <param name="since">The last <see cref="SyncResponse.NextBatch"/>; null for everything.</param>
    /// <param name="filter">The id of a filter, or a filter as JSON.</param>
    /// <param name="timeout">How long the server may hold the request.</param>
    /// <param name="setPresence"><c>offline</c>, <c>online</c> or <c>unavailable</c>; null for the server's default, online.</param>
    /// <param name="ct">Cancels the request.</param>
    public async Task<SyncResponse> SyncAsync(
        string? since, string? filter, TimeSpan timeout, string? setPresence = null, CancellationToken ct = default)
    {
        var request = new MatrixRequest(
            HttpMethod.Get,
            Route.Of($"/_matrix/client/v3/sync")
                .With("since", since)
                .With("filter", filter)
                .With("timeout", (long)timeout.TotalMilliseconds)
                .With("set_presence", setPresence))
        {
            Paced = false,
            Timeout = timeout + _transport.Options.RequestTimeout,
            MaximumBytes = _transport.Options.MaximumSyncBytes,
        };
        var response = await SendAsync(request, static (_, body) => SyncResponseReader.Read(body.Span), ct).ConfigureAwait(false);
        if (response.SkippedEvents > 0) Log.SkippedEvents(_transport.Logger, response.SkippedEvents);
        return response;
    }

    /// <summary>
    /// Syncs until cancelled, at most once a second. Faults that pass are waited out, ever longer up to five minutes or as the server asks;
    /// others end the sequence. The next request starts when the caller comes back: by then it has stored what it was given.
    /// </summary>
    public async IAsyncEnumerable<SyncResponse> SyncContinuouslyAsync(
        string? since, string? filter, TimeSpan timeout, string? setPresence = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var faults = 0;
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var started = _transport.Time.GetTimestamp();
            var (response, pause) = await TrySyncAsync(since, filter, timeout, setPresence, faults, ct).ConfigureAwait(false);
            if (response is not null)
            {
                (since, faults) = (response.NextBatch, 0);
                yield return response;
                pause = SyncInterval - _transport.Time.GetElapsedTime(started);
            }
            else faults++;
            if (pause > TimeSpan.Zero) await Task.Delay(pause, _transport.Time, ct).ConfigureAwait(false);
        }
    }

    /// <summary>Stores a filter for <c>/sync</c> on the server and gives its id.</summary>
    public async Task<string> CreateFilterAsync(ReadOnlyMemory<byte> filterJson, CancellationToken ct)
    {
        var answer = await PostAsync(
            Route.Of($"/_matrix/client/v3/user/{Self}/filter"), filterJson.ToArray(), MatrixJson.Default.FilterAnswer, ct).ConfigureAwait(false);
        return answer.FilterId;
    }

    /// <summary>A filter stored before.</summary>
    public Task<JsonElement> GetFilterAsync(string filterId, CancellationToken ct) =>
        GetAsync(Route.Of($"/_matrix/client/v3/user/{Self}/filter/{filterId}"), Json.Element, ct);

    private async Task<(SyncResponse? Response, TimeSpan Pause)> TrySyncAsync(
        string? since, string? filter, TimeSpan timeout, string? setPresence, int faults, CancellationToken ct)
    {
        try
        {
            return (await SyncAsync(since, filter, timeout, setPresence, ct).ConfigureAwait(false), TimeSpan.Zero);
        }
        catch (MatrixException fault) when (fault.IsTransient)
        {
            var pause = SyncPause(faults, fault.RetryAfter);
            Log.SyncFault(_transport.Logger, fault.Reason, fault.Status is { } status ? (int)status : null, pause.TotalSeconds);
            return (null, pause);
        }
    }

    private static TimeSpan SyncPause(int faults, TimeSpan? asked)
    {
        var backoff = TimeSpan.FromSeconds(Math.Min(LongestSyncPause.TotalSeconds, Math.Pow(2, Math.Min(faults, 10))));
        // Many bots behind one server must not come back in the same second.
        backoff *= 0.5 + (Random.Shared.NextDouble() / 2);
        return asked > backoff ? asked.Value : backoff;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} events were left out: their envelope could not be read")]
        public static partial void SkippedEvents(ILogger logger, int count);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Sync failed ({Reason} {Status}); again in {Seconds:F1} s")]
        public static partial void SyncFault(ILogger logger, MatrixFailure reason, int? status, double seconds);
    }
}
