namespace RupnBot.Demo;

/// <summary>Waiting for something that another process brings about, within a stated time.</summary>
public static class Eventually
{
    /// <summary>Long enough for a two-core machine that runs half a dozen bots and browsers; a wait that succeeds ends much earlier.</summary>
    public static TimeSpan DefaultTimeout { get; } = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks until the answer is not null.</summary>
    /// <param name="probe">Asked again and again; must honour its token.</param>
    /// <param name="explain">Says what was waited for, and what was there instead, for the exception.</param>
    /// <param name="timeout">Default: <see cref="DefaultTimeout"/>.</param>
    /// <param name="cancellationToken">Ends the wait from outside.</param>
    /// <exception cref="TimeoutException">The time is over.</exception>
    public static async Task<T> GetAsync<T>(
        Func<CancellationToken, Task<T?>> probe, Func<string> explain, TimeSpan? timeout, CancellationToken cancellationToken)
        where T : class
    {
        var limit = timeout ?? DefaultTimeout;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(limit);
        try
        {
            while (true)
            {
                if (await probe(deadline.Token) is { } found) return found;
                await Task.Delay(Pause, deadline.Token);
            }
        }
        catch (Exception exception) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested
            && exception is OperationCanceledException or HttpRequestException or IOException)
        {
            throw new TimeoutException($"Not within {limit.TotalSeconds:0} s: {explain()}", exception);
        }
    }

    /// <summary>Asks until the answer is yes.</summary>
    public static Task TrueAsync(Func<bool> condition, string what, TimeSpan? timeout, CancellationToken cancellationToken) =>
        GetAsync(_ => Task.FromResult(condition() ? "yes" : null), () => what, timeout, cancellationToken);
}
