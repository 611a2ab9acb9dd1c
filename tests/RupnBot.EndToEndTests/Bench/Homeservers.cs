using RupnBot.Demo.Homeservers;
using RupnBot.EndToEndTests.Bench;

[assembly: AssemblyFixture(typeof(Homeservers))]

namespace RupnBot.EndToEndTests.Bench;

/// <summary>
/// The real homeservers of this run, each started when a test first asks for it. A test that stops or restarts one takes
/// its own (<see cref="LocalHomeserver.StartAsync"/>), because these are shared.
/// </summary>
public sealed class Homeservers : IAsyncDisposable
{
    // Started once, whichever test is first: not under that test's token, which its own time-out would cancel for all.
    private readonly Lazy<Task<LocalHomeserver>> _lifted = new(() => LocalHomeserver.StartAsync(throttle: false, CancellationToken.None));
    private readonly Lazy<Task<LocalHomeserver>> _throttled = new(() => LocalHomeserver.StartAsync(throttle: true, CancellationToken.None));

    /// <summary>Without limits on what one user may do.</summary>
    public Task<LocalHomeserver> LiftedAsync(CancellationToken cancellationToken) => _lifted.Value.WaitAsync(cancellationToken);

    /// <summary>With Synapse's own limit on messages: throttling is really met.</summary>
    public Task<LocalHomeserver> ThrottledAsync(CancellationToken cancellationToken) => _throttled.Value.WaitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var server in new[] { _lifted, _throttled })
            if (server is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }) await (await server.Value).DisposeAsync();
    }
}
