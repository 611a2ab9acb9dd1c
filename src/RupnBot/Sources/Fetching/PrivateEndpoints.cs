using System.Globalization;
using System.Net;

namespace RupnBot.Sources.Fetching;

/// <summary>
/// The exact hosts and ports the operator exempts from the address guard. Compared with the address as it is written, not with what a name
/// resolves to: a stranger's name that points at an exempted server stays refused.
/// </summary>
internal sealed class PrivateEndpoints
{
    private readonly HashSet<(string Host, int Port)> _endpoints = [];

    public PrivateEndpoints(IEnumerable<string> entries)
    {
        foreach (var entry in entries)
        {
            if (!TryParse(entry, out var endpoint)) throw new ArgumentException("Not host:port.", nameof(entries));
            _endpoints.Add(endpoint);
        }
    }

    public bool Contains(string host, int port) => _endpoints.Contains((Normalize(host), port));

    public static bool TryParse(string? entry, out (string Host, int Port) endpoint)
    {
        endpoint = default;
        if (entry?.LastIndexOf(':') is not (> 0 and var colon)) return false;
        if (!int.TryParse(entry.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)) return false;
        var host = entry[..colon];
        // An IPv6 address needs its brackets: without them its last group would pass for the port.
        var type = Uri.CheckHostName(host);
        if (port is < 1 or > 65535 || type is UriHostNameType.Unknown || (type is UriHostNameType.IPv6 && host[0] != '[')) return false;
        endpoint = (Normalize(host), port);
        return true;
    }

    // An address is compared in its canonical form, which is how Uri gives it.
    private static string Normalize(string host)
    {
        var bare = host.Trim('[', ']');
        return IPAddress.TryParse(bare, out var address) ? address.ToString() : bare.ToLowerInvariant();
    }
}
