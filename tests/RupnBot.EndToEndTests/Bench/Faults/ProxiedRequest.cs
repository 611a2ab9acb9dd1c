using System.Text.RegularExpressions;

namespace RupnBot.EndToEndTests.Bench.Faults;

/// <summary>A request that came to the proxy.</summary>
internal sealed partial record ProxiedRequest(DateTimeOffset At, string Method, string Path, string Query, Fault? Fault)
{
    private const string EncryptedSend = "/send/m.room.encrypted/";

    private int _forwardedStatus;

    /// <summary>The transaction id of a <c>/send</c>, <c>/redact</c> or <c>/sendToDevice</c>, otherwise null.</summary>
    public string? TransactionId => Transaction().Match(Path) is { Success: true } match ? Uri.UnescapeDataString(match.Groups["id"].Value) : null;

    /// <summary>What the homeserver answered, if the request got there and back.</summary>
    public int? ForwardedStatus => Volatile.Read(ref _forwardedStatus) is var status and not 0 ? status : null;

    /// <summary>What an encrypted message said to whoever reads along: the body of a <c>/send</c> of <c>m.room.encrypted</c>, otherwise null.</summary>
    public string? EncryptedBody { get; internal set; }

    public bool IsEncryptedSend => Path.Contains(EncryptedSend, StringComparison.Ordinal);

    /// <summary>Keys on their way to other devices, or what is needed to encrypt them.</summary>
    public bool IsShare => Path.Contains("/sendToDevice/", StringComparison.Ordinal) || Path.EndsWith("/keys/claim", StringComparison.Ordinal);

    public bool IsSync => Path.EndsWith("/sync", StringComparison.Ordinal);

    internal void Answered(int status) => Volatile.Write(ref _forwardedStatus, status);

    [GeneratedRegex("/(send|redact|sendToDevice)/[^/]+/(?<id>[^/]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Transaction();
}
