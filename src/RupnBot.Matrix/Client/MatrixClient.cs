using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;

namespace RupnBot.Matrix;

/// <summary>
/// The client-server API of one homeserver for one account. Every method may throw <see cref="MatrixException"/>, and nothing else but
/// <see cref="OperationCanceledException"/> when its token is cancelled and <see cref="ArgumentException"/> for misuse. Safe for use by several threads.
/// </summary>
public sealed partial class MatrixClient : IDisposable
{
    private readonly MatrixTransport _transport;
    private readonly RequestPriority? _priority;

    /// <summary>A client without a session.</summary>
    /// <param name="http">Best one made by <see cref="MatrixHttp"/>; it stays the caller's.</param>
    /// <param name="options">Address and limits.</param>
    /// <param name="time">The clock, for time-outs and expiry.</param>
    /// <param name="pacer">Says when a request may leave; none for as fast as one likes.</param>
    /// <param name="logger">Gets methods, paths without ids, statuses and times; never bodies.</param>
    public MatrixClient(HttpClient http, MatrixClientOptions options, TimeProvider time, IRequestPacer? pacer = null, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        _transport = new MatrixTransport(http, options, time, pacer, logger);
        _priority = RequestPriority.Interactive;
    }

    private MatrixClient(MatrixTransport transport, RequestPriority? priority) => (_transport, _priority) = (transport, priority);

    /// <summary>The session in use; null when not logged in.</summary>
    public MatrixSession? Session => _transport.Session.Current;

    /// <summary>The same client whose requests wait in another line; session and connections are shared.</summary>
    public MatrixClient WithPriority(RequestPriority priority) => priority == _priority ? this : new MatrixClient(_transport, priority);

    /// <summary>The same client for a caller who has waited for the turn itself: its requests leave at once.</summary>
    public MatrixClient WithoutPacing() => new(_transport, priority: null);

    /// <summary>
    /// A request this library has no method for. <paramref name="pathAndQuery"/> begins with <c>/_matrix/</c> and is already escaped.
    /// </summary>
    public Task<JsonElement> RequestJsonAsync(HttpMethod method, string pathAndQuery, ReadOnlyMemory<byte>? json, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(pathAndQuery);
        if (!pathAndQuery.StartsWith("/_matrix/", StringComparison.Ordinal))
            throw new ArgumentException("The path begins with /_matrix/.", nameof(pathAndQuery));
        var request = new MatrixRequest(method, new Route(pathAndQuery, "(custom)")) { Body = json, Repeatable = method == HttpMethod.Get };
        return SendAsync(request, Json.Element, ct);
    }

    /// <summary>Ends what the client holds; views made by <see cref="WithPriority"/> end with it.</summary>
    public void Dispose() => _transport.Dispose();

    private static byte[] Body<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(value, type);

    private Task<T> SendAsync<T>(MatrixRequest request, ResponseReader<T> read, CancellationToken ct) =>
        _transport.SendAsync(_priority is null ? request with { Paced = false } : request, _priority ?? RequestPriority.Interactive, read, ct);

    private Task<T> GetAsync<T>(Route route, ResponseReader<T> read, CancellationToken ct) =>
        SendAsync(new MatrixRequest(HttpMethod.Get, route) { Repeatable = true }, read, ct);

    private Task<T> GetAsync<T>(Route route, JsonTypeInfo<T> type, CancellationToken ct) => GetAsync(route, Json.Reader(type), ct);

    private Task<T> PostAsync<T>(Route route, byte[] body, JsonTypeInfo<T> type, CancellationToken ct) =>
        SendAsync(new MatrixRequest(HttpMethod.Post, route) { Body = body }, Json.Reader(type), ct);

    private Task<bool> PostAsync(Route route, byte[] body, CancellationToken ct) =>
        SendAsync(new MatrixRequest(HttpMethod.Post, route) { Body = body }, Json.Ignore, ct);

    private Task<T> PutAsync<T>(Route route, ReadOnlyMemory<byte> body, JsonTypeInfo<T> type, CancellationToken ct) =>
        SendAsync(new MatrixRequest(HttpMethod.Put, route) { Body = body }, Json.Reader(type), ct);

    private Task<bool> PutAsync(Route route, ReadOnlyMemory<byte> body, CancellationToken ct) =>
        SendAsync(new MatrixRequest(HttpMethod.Put, route) { Body = body }, Json.Ignore, ct);

    private Task<bool> DeleteAsync(Route route, CancellationToken ct) =>
        SendAsync(new MatrixRequest(HttpMethod.Delete, route), Json.Ignore, ct);

    private MatrixSession RequireSession() => Session ?? throw new MatrixException(MatrixFailure.NoSession, "Not logged in.");

    private UserId Self => RequireSession().UserId;
}
