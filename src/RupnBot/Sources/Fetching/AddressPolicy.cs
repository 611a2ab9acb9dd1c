namespace RupnBot.Sources.Fetching;

/// <summary>
/// What an address may look like before anything is looked up. Ports: 80, 443 and those from 1024 on; below live mail, shells and name
/// servers, which a crafted path could make carry out something. Exempted endpoints may have any port.
/// </summary>
internal sealed class AddressPolicy(PrivateEndpoints exempted)
{
    public const int MaximumLength = 2048;
    private const int FirstUnprivilegedPort = 1024;

    /// <summary>What is wrong with the address, for the operator; null when it may be asked.</summary>
    public string? Refusal(Uri address)
    {
        if (!address.IsAbsoluteUri) return "not absolute";
        if (!IsHttp(address)) return "neither http nor https";
        if (address.UserInfo.Length > 0) return "user name or password in it";
        if (address.OriginalString.Length > MaximumLength || address.AbsoluteUri.Length > MaximumLength) return "too long";
        if (HostOf(address) is not { } host || Uri.CheckHostName(host) is UriHostNameType.Unknown) return "not a host name";
        if (IsUsualPort(address.Port) || exempted.Contains(host, address.Port)) return null;
        return "port not allowed";
    }

    public static bool IsHttp(Uri address) => address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp;

    // Uri accepts names it cannot write in ASCII, and says so only when asked for that form.
    private static string? HostOf(Uri address)
    {
        try
        {
            return address.IdnHost;
        }
        catch (UriFormatException)
        {
            return null;
        }
    }

    private static bool IsUsualPort(int port) => port is 80 or 443 or >= FirstUnprivilegedPort;
}
