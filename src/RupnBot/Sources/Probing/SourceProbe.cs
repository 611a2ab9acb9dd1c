using System.Diagnostics.CodeAnalysis;
using RupnBot.Bot.Jobs;
using RupnBot.Storage;

namespace RupnBot.Sources.Probing;

/// <summary>Finds out, as a job, whether an address given in chat is a feed or a page that names one.</summary>
public static class SourceProbe
{
    internal const string JobKind = "probe-source";
    private const int LongestAddress = 2000;

    /// <summary>
    /// Reads an address as people write it: in angle brackets, with <c>feed:</c>, without a scheme. Null for words: « numérique », « 8h.30 ».
    /// Whether it may be asked is judged when it is fetched.
    /// </summary>
    public static bool TryReadAddress(string text, [NotNullWhen(true)] out Uri? address)
    {
        address = null;
        var written = text.Trim().TrimStart('<', '(').TrimEnd('>', ')', ',', ';', '.', '!', '?');
        if (written.Length is < 4 or > LongestAddress || written.Any(char.IsWhiteSpace)) return false;
        if (written.StartsWith("feed://", StringComparison.OrdinalIgnoreCase)) written = "http" + written["feed".Length..];
        else if (written.StartsWith("feed:http", StringComparison.OrdinalIgnoreCase)) written = written["feed:".Length..];
        if (!written.Contains("://", StringComparison.Ordinal) && LooksLikeHost(written)) written = "https://" + written;
        return Uri.TryCreate(written, UriKind.Absolute, out address) && address.Scheme is "http" or "https" && address.Host.Length > 0;
    }

    /// <summary>Queues the probe in the transaction of whoever was asked.</summary>
    public static Task QueueAsync(BotDbContext db, ProbeRequest request, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.QueueJobAsync(JobKind, request.AskedBy, request, now, cancellationToken);

    // « ac-poitiers.fr/srane »: a dot between letters in what stands before the path, and an ending of letters.
    private static bool LooksLikeHost(string text)
    {
        var host = text.AsSpan(0, text.AsSpan().IndexOfAny('/', '?') is >= 0 and var end ? end : text.Length);
        var colon = host.IndexOf(':');
        if (colon >= 0) host = host[..colon];
        var dot = host.LastIndexOf('.');
        return dot > 0 && host.Length - dot > 2 && !host[(dot + 1)..].ContainsAnyExceptInRange('A', 'z') && Uri.CheckHostName(host.ToString()) == UriHostNameType.Dns;
    }
}
