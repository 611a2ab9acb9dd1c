namespace RupnBot.Sources.Fetching;

/// <summary>The request as it goes out: honest about who asks, without cookies, credentials, referrer or trace identifiers.</summary>
internal sealed class FetchMessage(string? contact)
{
    // Longer validators are dropped: they are ours to store and to send back, at the server's pleasure.
    private const int MaximumValidatorLength = 512;

    private const string AcceptFeed =
        "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.7, */*;q=0.1";

    private const string AcceptPage = "text/html, application/xhtml+xml;q=0.9, application/xml;q=0.5, */*;q=0.1";

    private const string AcceptCalendar = "text/calendar, text/plain;q=0.5, */*;q=0.1";

    private readonly string _userAgent = $"RupnBot/{Version} ({(contact is null ? "feed reader" : "+" + contact)})";

    private static string Version => typeof(FetchMessage).Assembly.GetName().Version?.ToString(3) ?? "0";

    /// <param name="request">What is wanted.</param>
    /// <param name="address">The hop to ask.</param>
    /// <param name="isConditional">Whether a 304 would be an answer to this very message.</param>
    public HttpRequestMessage Create(FetchRequest request, Uri address, out bool isConditional)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, address);
        message.Headers.TryAddWithoutValidation("User-Agent", _userAgent);
        message.Headers.TryAddWithoutValidation("Accept", AcceptOf(request.Purpose));
        message.Headers.TryAddWithoutValidation("Accept-Language", "fr, en;q=0.5, *;q=0.1");
        message.Headers.TryAddWithoutValidation("Accept-Encoding", ContentDecoder.Accepted);
        isConditional = address == (request.ValidatorsFrom ?? request.Address) && AddValidators(message, request);
        return message;
    }

    private static string AcceptOf(FetchPurpose purpose) => purpose switch
    {
        FetchPurpose.Page => AcceptPage,
        FetchPurpose.Calendar => AcceptCalendar,
        _ => AcceptFeed,
    };

    /// <summary>The value when it can be stored and sent back; else null.</summary>
    public static string? UsableValidator(string? value) =>
        value is { Length: > 0 and <= MaximumValidatorLength } && value.All(c => c is >= ' ' and <= '~') ? value : null;

    // Sent as they came: many servers compare Last-Modified as text, and not every ETag is well-formed.
    private static bool AddValidators(HttpRequestMessage message, FetchRequest request)
    {
        var (tag, date) = (UsableValidator(request.ETag), UsableValidator(request.LastModified));
        if (tag is not null) message.Headers.TryAddWithoutValidation("If-None-Match", tag);
        if (date is not null) message.Headers.TryAddWithoutValidation("If-Modified-Since", date);
        return tag is not null || date is not null;
    }
}
