using System.Collections.Concurrent;

namespace RupnBot.EndToEndTests.Bench.Faults;

/// <summary>What came through a proxy, for assertions.</summary>
internal sealed class RequestLog
{
    private readonly ConcurrentQueue<ProxiedRequest> _requests = new();
    private readonly ConcurrentDictionary<TaskCompletionSource<ProxiedRequest>, Func<ProxiedRequest, bool>> _awaited = new();

    /// <summary>All requests, in order of arrival.</summary>
    public IReadOnlyList<ProxiedRequest> All => [.. _requests];

    /// <summary>The most requests that arrived within any one second.</summary>
    public int BusiestSecond(Func<ProxiedRequest, bool> counts)
    {
        var instants = All.Where(counts).Select(request => request.At).Order().ToArray();
        var (busiest, first) = (0, 0);
        for (var last = 0; last < instants.Length; last++)
        {
            while (instants[last] - instants[first] >= TimeSpan.FromSeconds(1)) first++;
            busiest = Math.Max(busiest, last - first + 1);
        }

        return busiest;
    }

    /// <summary>How often each transaction id came, by path: a retry comes again under the same path.</summary>
    public IReadOnlyDictionary<string, int> Attempts() =>
        All.Where(request => request.TransactionId is not null).CountBy(request => request.Path).ToDictionary();

    /// <summary>The next request of a kind, at the instant it arrives: before it is passed on.</summary>
    public async Task<ProxiedRequest> NextAsync(Func<ProxiedRequest, bool> predicate, CancellationToken cancellationToken)
    {
        var next = new TaskCompletionSource<ProxiedRequest>(TaskCreationOptions.RunContinuationsAsynchronously);
        _awaited[next] = predicate;
        try
        {
            return await next.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            _awaited.TryRemove(next, out _);
        }
    }

    internal void Add(ProxiedRequest request)
    {
        _requests.Enqueue(request);
        foreach (var (waiting, predicate) in _awaited)
            if (predicate(request)) waiting.TrySetResult(request);
    }
}
