using System.Text.RegularExpressions;

namespace RupnBot.EndToEndTests.Bench.Faults;

/// <summary>A request that came to the proxy.</summary>
internal sealed partial record ProxiedRequest(DateTimeOffset At, string Method, string Path, string Query, Fault? Fault)
{
    private int _forwardedStatus;

    /// <summary>The transaction id of a <c>/send</c>, <c>/redact</c> or <c>/sendToDevice</c>, otherwise null.</summary>
    public string? TransactionId => Transaction().Match(Path) is { Success: true } match ? Uri.UnescapeDataString(match.Groups["id"].Value) : null;

    /// <summary>What the homeserver answered, if the request got there and back.</summary>
    public int? ForwardedStatus => Volatile.Read(ref _forwardedStatus) is var status and not 0 ? status : null;

    public bool IsSync => Path.EndsWith("/sync", StringComparison.Ordinal);

    internal void Answered(int status) => Volatile.Write(ref _forwardedStatus, status);

    [GeneratedRegex("/(send|redact|sendToDevice)/[^/]+/(?<id>[^/]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Transaction();
}
