using System.Net;

namespace RupnBot.Sources.Fetching;

/// <summary>One request and its response.</summary>
internal sealed class FetchExchange(HttpMessageInvoker http, FetchOptions options, TimeProvider time)
{
    private readonly FetchMessage _message = new(options.Contact);

    public async Task<ExchangeOutcome> RunAsync(FetchRequest request, RedirectTrail trail, CancellationToken ct)
    {
        using var message = _message.Create(request, trail.Current, out var isConditional);
        using var response = await http.SendAsync(message, ct);
        switch (response.StatusCode)
        {
            // 203 is a 200 that a proxy touched up (RFC 9110, section 15.3.4).
            case HttpStatusCode.OK or HttpStatusCode.NonAuthoritativeInformation:
                return new ExchangeOutcome.Ended(await ReadAsync(response, trail, ct));
            case HttpStatusCode.NotModified when isConditional:
                var headers = new ResponseHeaders(response);
                return new ExchangeOutcome.Ended(
                    new NotModified(trail.Current, trail.Permanent, headers.ETag, headers.LastModified, headers.MaxAge));
            case HttpStatusCode.MovedPermanently or HttpStatusCode.PermanentRedirect:
                return new ExchangeOutcome.Redirected(new ResponseHeaders(response).Location, IsPermanent: true);
            case HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect:
                return new ExchangeOutcome.Redirected(new ResponseHeaders(response).Location, IsPermanent: false);
            // 206 is no success here: no range was asked for, so it is an unknown part of the whole.
            default:
                return new ExchangeOutcome.Ended(new FetchFailed(
                    ReasonOf(response.StatusCode, trail), (int)response.StatusCode, new ResponseHeaders(response).RetryAfter(time)));
        }
    }

    // "Gone" ends a source, so only its own address may say it, not where it happens to be sent today.
    private static FetchFailure ReasonOf(HttpStatusCode status, RedirectTrail trail) => status switch
    {
        HttpStatusCode.Gone when trail.IsPermanent => FetchFailure.Gone,
        HttpStatusCode.TooManyRequests => FetchFailure.RateLimited,
        _ => FetchFailure.HttpStatus,
    };

    private async Task<FetchResult> ReadAsync(HttpResponseMessage response, RedirectTrail trail, CancellationToken ct)
    {
        var tooLarge = new FetchFailed(FetchFailure.TooLarge, Detail: "body");
        if (response.Content.Headers.ContentLength > options.MaximumBytes) return tooLarge;

        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        var wire = await BodyReader.ReadAsync(stream, options.MaximumBytes, ct);
        if (wire is null) return tooLarge;

        var headers = new ResponseHeaders(response);
        var (body, failure) = await ContentDecoder.DecodeAsync(wire, headers.ContentEncoding, options.MaximumBytes, ct);
        return body is null
            ? failure!
            : new Fetched(body, headers.ContentType, trail.Current, trail.Permanent, headers.ETag, headers.LastModified, headers.MaxAge);
    }
}

/// <summary>What one exchange led to.</summary>
internal abstract record ExchangeOutcome
{
    private ExchangeOutcome()
    {
    }

    public sealed record Redirected(string? Location, bool IsPermanent) : ExchangeOutcome;

    public sealed record Ended(FetchResult Result) : ExchangeOutcome;
}
