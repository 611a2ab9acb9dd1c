using System.Net.Http.Headers;

namespace RupnBot.Sources.Fetching;

/// <summary>The few header fields that matter, read as they came; one that cannot be understood counts as absent.</summary>
internal readonly struct ResponseHeaders(HttpResponseMessage response)
{
    private const int MaximumContentTypeLength = 256;

    /// <summary>A server may ask for a day of rest; for longer, it is asked again.</summary>
    public static readonly TimeSpan LongestRest = TimeSpan.FromHours(24);

    public string? ETag => FetchMessage.UsableValidator(First(response.Headers, "ETag"));

    public string? LastModified => FetchMessage.UsableValidator(First(response.Content.Headers, "Last-Modified"));

    public string? Location => First(response.Headers, "Location");

    public string? ContentType => First(response.Content.Headers, "Content-Type") is { Length: <= MaximumContentTypeLength } type ? type : null;

    public IEnumerable<string> ContentEncoding =>
        response.Content.Headers.NonValidated.TryGetValues("Content-Encoding", out var values) ? values : [];

    public TimeSpan? MaxAge => AtMostADay(response.Headers.CacheControl?.MaxAge);

    /// <summary>RFC 9110, section 10.2.3: seconds, or a date; a date in the past asks for nothing.</summary>
    public TimeSpan? RetryAfter(TimeProvider time) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => AtMostADay(delta),
        { Date: { } date } when date > time.GetUtcNow() => AtMostADay(date - time.GetUtcNow()),
        _ => null,
    };

    private static TimeSpan? AtMostADay(TimeSpan? span) => span > LongestRest ? LongestRest : span;

    private static string? First(HttpHeaders headers, string name)
    {
        if (!headers.NonValidated.TryGetValues(name, out var values)) return null;
        foreach (var value in values) return value;
        return null;
    }
}
