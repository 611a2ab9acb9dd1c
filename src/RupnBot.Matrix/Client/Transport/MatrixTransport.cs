using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Polly;
using Polly.Timeout;

namespace RupnBot.Matrix;

/// <summary>Carries requests: token, pace, time-out, limits, errors. Shared by all views of one client.</summary>
internal sealed partial class MatrixTransport : IDisposable
{
    private static readonly TimeSpan DefaultPause = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http;
    private readonly MatrixClientOptions _options;
    private readonly TimeProvider _time;
    private readonly IRequestPacer? _pacer;
    private readonly ILogger _log;
    private readonly ResiliencePipeline _timing;
    private readonly ResiliencePipeline _repeating;
    private readonly string _base;

    public MatrixTransport(HttpClient http, MatrixClientOptions options, TimeProvider time, IRequestPacer? pacer, ILogger? log)
    {
        if (!options.Homeserver.IsAbsoluteUri || options.Homeserver.Scheme is not ("https" or "http"))
            throw new ArgumentException("The homeserver must be an absolute http or https address.", nameof(options));
        (_http, _options, _time, _pacer, _log) = (http, options, time, pacer, log ?? NullLogger.Instance);
        _base = options.Homeserver.GetLeftPart(UriPartial.Path).TrimEnd('/');
        _timing = Resilience.Timing(time);
        _repeating = Resilience.Repeating(time);
        Session = new SessionKeeper(options.SessionChanged, time, RefreshAsync);
    }

    public SessionKeeper Session { get; }

    public MatrixClientOptions Options => _options;

    public TimeProvider Time => _time;

    public ILogger Logger => _log;

    public async Task<T> SendAsync<T>(MatrixRequest request, RequestPriority priority, ResponseReader<T> read, CancellationToken ct)
    {
        if (!request.Repeatable) return await AuthorizedAsync(request, priority, read, ct).ConfigureAwait(false);
        return await _repeating.ExecuteAsync(
            static async (call, token) =>
                await call.Transport.AuthorizedAsync(call.Request, call.Priority, call.Read, token).ConfigureAwait(false),
            (Transport: this, Request: request, Priority: priority, Read: read),
            ct).ConfigureAwait(false);
    }

    public void Dispose() => Session.Dispose();

    private async Task<T> AuthorizedAsync<T>(MatrixRequest request, RequestPriority priority, ResponseReader<T> read, CancellationToken ct)
    {
        if (!request.Authenticated) return await PacedAsync(request, null, priority, read, ct).ConfigureAwait(false);
        var session = await Session.GetAsync(ct).ConfigureAwait(false);
        try
        {
            return await PacedAsync(request, session, priority, read, ct).ConfigureAwait(false);
        }
        // Asked for even without soft_logout: behind Matrix Authentication Service an expired token is refused without it.
        catch (MatrixException refused) when (refused.Reason == MatrixFailure.UnknownToken && session.RefreshToken is not null)
        {
            session = await Session.RenewAsync(session, ct).ConfigureAwait(false);
        }
        return await PacedAsync(request, session, priority, read, ct).ConfigureAwait(false);
    }

    private async Task<T> PacedAsync<T>(
        MatrixRequest request, MatrixSession? session, RequestPriority priority, ResponseReader<T> read, CancellationToken ct)
    {
        if (_pacer is not null && request.Paced) await _pacer.WaitAsync(priority, ct).ConfigureAwait(false);
        try
        {
            return await TimedAsync(request, session, read, ct).ConfigureAwait(false);
        }
        catch (MatrixException limited) when (limited.Reason == MatrixFailure.RateLimited)
        {
            var pause = limited.RetryAfter ?? DefaultPause;
            Log.RateLimited(_log, request.Method.Method, request.Route.Template, pause.TotalMilliseconds);
            _pacer?.Pause(pause);
            throw;
        }
    }

    private async Task<T> TimedAsync<T>(MatrixRequest request, MatrixSession? session, ResponseReader<T> read, CancellationToken ct)
    {
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, ct);
        context.Properties.Set(Resilience.Timeout, request.Timeout ?? _options.RequestTimeout);
        try
        {
            return await _timing.ExecuteAsync(
                static async (timed, call) =>
                    await call.Transport.ExchangeAsync(call.Request, call.Session, call.Read, timed.CancellationToken).ConfigureAwait(false),
                context,
                (Transport: this, Request: request, Session: session, Read: read)).ConfigureAwait(false);
        }
        catch (Exception e) when (ToFailure(request, e, ct) is { } failure)
        {
            throw failure;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static MatrixException? ToFailure(MatrixRequest request, Exception exception, CancellationToken ct) => exception switch
    {
        TimeoutRejectedException => new MatrixException(MatrixFailure.Timeout, $"{request}: no answer in time.", exception),
        // The HttpClient's own time-out, should the caller have left one.
        OperationCanceledException when !ct.IsCancellationRequested =>
            new MatrixException(MatrixFailure.Timeout, $"{request}: no answer in time.", exception),
        HttpRequestException or IOException => new MatrixException(MatrixFailure.Transport, $"{request}: {exception.Message}", exception),
        // The message of a JSON error may quote the text it met.
        JsonException or InvalidDataException => new MatrixException(MatrixFailure.InvalidResponse, $"{request}: the answer is not what was expected."),
        _ => null,
    };

    private async Task<T> ExchangeAsync<T>(MatrixRequest request, MatrixSession? session, ResponseReader<T> read, CancellationToken ct)
    {
        var started = _time.GetTimestamp();
        using var message = ToMessage(request, session);
        using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, ct).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode) throw await RefusalAsync(request, response, ct).ConfigureAwait(false);
        using var body = await ResponseBody.ReadAsync(response.Content, request.MaximumBytes ?? _options.MaximumResponseBytes, ct).ConfigureAwait(false)
            ?? throw new MatrixException(MatrixFailure.ResponseTooLarge, $"{request}: the answer is too large.") { Status = response.StatusCode };
        var elapsed = _time.GetElapsedTime(started);
        Log.Answered(_log, request.Method.Method, request.Route.Template, (int)response.StatusCode, body.Bytes.Length, elapsed);
        return read(response, body.Bytes);
    }

    private async Task<MatrixException> RefusalAsync(MatrixRequest request, HttpResponseMessage response, CancellationToken ct)
    {
        using var body = await ResponseBody.ReadAsync(response.Content, ErrorAnswer.MaximumBytes, ct).ConfigureAwait(false);
        var failure = ErrorAnswer.ToException(request, response, body is null ? [] : body.Bytes.Span, _time.GetUtcNow());
        Log.Refused(_log, request.Method.Method, request.Route.Template, (int)response.StatusCode, failure.ErrorCode);
        return failure;
    }

    private HttpRequestMessage ToMessage(MatrixRequest request, MatrixSession? session)
    {
        // Canonicalisation would turn an escaped ".." back into a climb.
        var uri = new Uri(_base + request.Route.Path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var message = new HttpRequestMessage(request.Method, uri);
        if ((request.Bearer ?? session?.AccessToken) is { } token) message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (request.Body is not { } body) return message;
        message.Content = new ReadOnlyMemoryContent(body);
        message.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        return message;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "{Method} {Route}: {Status}, {Bytes} bytes in {Elapsed}")]
        public static partial void Answered(ILogger logger, string method, string route, int status, int bytes, TimeSpan elapsed);

        [LoggerMessage(Level = LogLevel.Debug, Message = "{Method} {Route}: refused with {Status} {ErrorCode}")]
        public static partial void Refused(ILogger logger, string method, string route, int status, string? errorCode);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} {Route}: the server asks for {Milliseconds:F0} ms of silence")]
        public static partial void RateLimited(ILogger logger, string method, string route, double milliseconds);
    }
}
