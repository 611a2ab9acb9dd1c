namespace RupnBot.Sources.Feeds;

/// <summary>Addresses as they come in feeds and pages: only http and https ever get through.</summary>
internal static class WebAddress
{
    private const int Longest = 2_000;

    /// <summary>The absolute address, its spelling kept; null when it is none or of another scheme.</summary>
    public static Uri? Resolve(string written, Uri? baseAddress)
    {
        var text = written.Trim();
        if (text.AsSpan().IndexOfAny("\r\n\t") >= 0) text = text.ReplaceLineEndings("").Replace("\t", "");
        if (text.Length is 0 or > Longest) return null;
        if (text.StartsWith("//", StringComparison.Ordinal)) text = (baseAddress?.Scheme ?? Uri.UriSchemeHttps) + ":" + text;
        // On this platform a rooted path alone would count as a file's address.
        if (text[0] != '/' && Uri.TryCreate(text, UriKind.Absolute, out var absolute)) return Allowed(absolute);
        return baseAddress is not null && Uri.TryCreate(baseAddress, text, out var joined) ? Allowed(joined) : null;
    }

    private static Uri? Allowed(Uri address) =>
        (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) && address.Host.Length > 0 ? address : null;
}
