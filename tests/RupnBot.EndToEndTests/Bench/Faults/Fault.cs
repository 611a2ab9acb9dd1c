using System.Net;

namespace RupnBot.EndToEndTests.Bench.Faults;

/// <summary>What goes wrong with a request.</summary>
internal abstract record Fault
{
    private Fault()
    {
    }

    /// <summary>429 without forwarding. The delay may be in the body, in the header (whole seconds), in both, or missing.</summary>
    public sealed record TooManyRequests(TimeSpan? InBody = null, TimeSpan? InHeader = null) : Fault;

    /// <summary>An error page such as a front proxy makes, without forwarding: 502, 503, 504.</summary>
    public sealed record HtmlError(HttpStatusCode Status) : Fault;

    /// <summary>A Matrix error without forwarding.</summary>
    public sealed record MatrixError(HttpStatusCode Status, string ErrorCode) : Fault;

    /// <summary>The connection is cut; the homeserver never sees the request.</summary>
    public sealed record CutBeforeForwarding : Fault;

    /// <summary>The homeserver does what it is asked, and the connection is cut before the client learns it.</summary>
    public sealed record LostAnswer : Fault;

    /// <summary>The request is forwarded only after a while.</summary>
    public sealed record DelayedRequest(TimeSpan By) : Fault;

    /// <summary>The answer's head comes only after a while.</summary>
    public sealed record SlowHead(TimeSpan By) : Fault;

    /// <summary>The answer's body trickles in pieces of this many bytes, with a pause before each.</summary>
    public sealed record SlowBody(int Bytes, TimeSpan Pause) : Fault;

    /// <summary>Half of the body is sent, then the connection is cut.</summary>
    public sealed record CutBody : Fault;

    /// <summary>200 with half of the JSON, the connection ended in order.</summary>
    public sealed record TruncatedJson : Fault;

    /// <summary>200 with something that is not JSON; the homeserver did what it was asked.</summary>
    public sealed record BadJson(string Body = "{\"next_batch\": 1, \"rooms\": [}") : Fault;
}
