using RupnBot.Matrix;

namespace RupnBot.Bot.Session;

/// <summary>Makes clients that share one pool of connections.</summary>
public sealed class MatrixClientFactory(HttpClient http, TimeSpan requestTimeout, TimeProvider time, ILogger<MatrixClient> logger)
{
    public MatrixClient Create(Uri homeserver, Func<MatrixSession, CancellationToken, Task> sessionChanged, IRequestPacer pacer) =>
        new(http, new MatrixClientOptions { Homeserver = homeserver, RequestTimeout = requestTimeout, SessionChanged = sessionChanged }, time, pacer, logger);
}
