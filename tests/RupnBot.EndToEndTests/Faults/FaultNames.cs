using System.Net;
using RupnBot.EndToEndTests.Bench;
using RupnBot.EndToEndTests.Bench.Faults;

namespace RupnBot.EndToEndTests.Faults;

/// <summary>The faults of a request by the name a test case bears; each is as bad as the bot's time-out makes it.</summary>
internal static class FaultNames
{
    public static readonly TimeSpan AskedSilence = TimeSpan.FromSeconds(2);

    /// <summary>What a homeserver answers that says when to come back.</summary>
    public static bool AsksForSilence(string name) => name is "429 with retry_after_ms" or "429 with Retry-After";

    public static Fault Named(string name) => name switch
    {
        "429 with retry_after_ms" => new Fault.TooManyRequests(InBody: AskedSilence),
        "429 with Retry-After" => new Fault.TooManyRequests(InHeader: AskedSilence),
        "429 bare" => new Fault.TooManyRequests(),
        "500 of Matrix" => new Fault.MatrixError(HttpStatusCode.InternalServerError, "M_UNKNOWN"),
        "502 in HTML" => new Fault.HtmlError(HttpStatusCode.BadGateway),
        "503 in HTML" => new Fault.HtmlError(HttpStatusCode.ServiceUnavailable),
        "504 in HTML" => new Fault.HtmlError(HttpStatusCode.GatewayTimeout),
        "cut before the server" => new Fault.CutBeforeForwarding(),
        "answer lost" => new Fault.LostAnswer(),
        "answer cut halfway" => new Fault.CutBody(),
        "slow head" => new Fault.SlowHead(ProxiedBot.RequestTimeout * 4),
        "slow body" => new Fault.SlowBody(Bytes: 1, ProxiedBot.RequestTimeout / 10),
        "truncated JSON" => new Fault.TruncatedJson(),
        "bad JSON" => new Fault.BadJson(),
        "JSON of another shape" => new Fault.BadJson("""{"event_id":7,"next_batch":7,"chunk":7}"""),
        "HTML with 200" => new Fault.BadJson("<html><body>Maintenance</body></html>"),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such fault"),
    };
}
