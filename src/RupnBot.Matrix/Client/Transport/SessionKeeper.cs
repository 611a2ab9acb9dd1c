namespace RupnBot.Matrix;

/// <summary>Holds the session, and renews it once however many requests find it expired (specification, "Refreshing access tokens").</summary>
internal sealed class SessionKeeper(
    Func<MatrixSession, CancellationToken, Task>? changed,
    TimeProvider time,
    Func<MatrixSession, CancellationToken, Task<MatrixSession>> refresh) : IDisposable
{
    // A token that ends while the request is under way costs a round trip more.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private MatrixSession? _current;

    public MatrixSession? Current => Volatile.Read(ref _current);

    /// <summary>Takes a session that is already stored.</summary>
    public void Use(MatrixSession? session) => Volatile.Write(ref _current, session);

    /// <summary>Stores a new session, then uses it.</summary>
    public async Task AdoptAsync(MatrixSession session)
    {
        // Not cancellable: the server has given the token, and will not give it again.
        if (changed is not null) await changed(session, CancellationToken.None).ConfigureAwait(false);
        Use(session);
    }

    /// <summary>The session to send with, renewed when it is about to expire.</summary>
    public async ValueTask<MatrixSession> GetAsync(CancellationToken ct)
    {
        var session = Current ?? throw new MatrixException(MatrixFailure.NoSession, "Not logged in.");
        var expiring = session.RefreshToken is not null && session.ExpiresAt - time.GetUtcNow() < Margin;
        return expiring ? await RenewAsync(session, ct).ConfigureAwait(false) : session;
    }

    /// <summary>The session that follows <paramref name="stale"/>; the first to ask fetches it for all.</summary>
    public async Task<MatrixSession> RenewAsync(MatrixSession stale, CancellationToken ct)
    {
        await _gate.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            var current = Current ?? throw new MatrixException(MatrixFailure.NoSession, "Not logged in.");
            if (current.AccessToken != stale.AccessToken) return current;
            // Until the new token is used the old refresh token stays valid: to fail in between, here or in storing it, loses nothing.
            var renewed = await refresh(current, ct).ConfigureAwait(false);
            await AdoptAsync(renewed).ConfigureAwait(false);
            return renewed;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();
}
