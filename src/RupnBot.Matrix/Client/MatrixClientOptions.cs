namespace RupnBot.Matrix;

/// <summary>Where the homeserver is, and what limits hold.</summary>
public sealed record MatrixClientOptions
{
    /// <summary>The base address of the client-server API, such as <c>https://matrix.example.org</c>; http(s), no query.</summary>
    public required Uri Homeserver { get; init; }

    /// <summary>The time one request may take, its answer read included. Default 30 s; <c>/sync</c> adds its own time-out to it.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The time an upload or a download may take. Default 5 min.</summary>
    public TimeSpan MediaTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Bytes an answer may have, decompressed. Default 16 MiB.</summary>
    public int MaximumResponseBytes { get; init; } = 16 << 20;

    /// <summary>Bytes an answer to <c>/sync</c> may have, decompressed. Default 512 MiB: the first one tells of every room.</summary>
    public int MaximumSyncBytes { get; init; } = 512 << 20;

    /// <summary>
    /// Told of each new session before its token is used, so that it can be stored: a refresh token is spent by its use,
    /// one that is lost locks the device out.
    /// </summary>
    public Func<MatrixSession, CancellationToken, Task>? SessionChanged { get; init; }
}
