namespace RupnBot.Bot.Messages;

/// <summary>An address fit to be clicked by people who trust us.</summary>
public static class WebAddress
{
    /// <summary>Longer ones are cut by clients and proxies.</summary>
    public const int MaxLength = 2048;

    /// <summary>
    /// The address in ASCII, or null: only <c>http</c> and <c>https</c>, and no user part, which makes <c>https://ecole.fr@evil.example</c>
    /// look like what it is not. A host in other letters is written in its ASCII form, so that a look-alike shows.
    /// </summary>
    public static string? Normalize(string address)
    {
        if (address.Length > MaxLength || !Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri)) return null;
        if ((uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps) || uri.UserInfo.Length > 0 || uri.IdnHost.Length == 0) return null;
        var port = uri.IsDefaultPort ? "" : $":{uri.Port}";
        // IdnHost drops the brackets of an IPv6 literal.
        var host = uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : uri.IdnHost;
        var rest = uri.GetComponents(UriComponents.PathAndQuery | UriComponents.Fragment | UriComponents.KeepDelimiter, UriFormat.UriEscaped);
        var url = $"{uri.Scheme}://{host}{port}{rest}";
        return url.Length <= MaxLength && url.All(c => c is > ' ' and < '\u007F') ? url : null;
    }
}
