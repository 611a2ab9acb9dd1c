using System.Net;
using System.Net.Sockets;

namespace RupnBot.Sources.Fetching;

/// <summary>
/// Tells addresses of the public Internet from all others. Sources: the IANA special-purpose address registries for IPv4 and IPv6
/// (RFC 6890 and its updates), the IANA IPv6 address space (only 2000::/3 is allotted as global unicast), and the public address at which
/// Azure answers its virtual machines with their secrets.
/// </summary>
internal static class PublicAddress
{
    private static readonly (IPNetwork Network, string Kind)[] s_refused4 =
    [
        Range("0.0.0.0/8", "unspecified"),
        Range("10.0.0.0/8", "private"),
        Range("100.64.0.0/10", "carrier-grade NAT"),
        Range("127.0.0.0/8", "loopback"),
        Range("168.63.129.16/32", "metadata"),
        Range("169.254.0.0/16", "link-local"),
        Range("172.16.0.0/12", "private"),
        Range("192.0.0.0/24", "protocol assignment"),
        Range("192.0.2.0/24", "documentation"),
        Range("192.88.99.0/24", "6to4 relay"),
        Range("192.168.0.0/16", "private"),
        Range("198.18.0.0/15", "benchmark"),
        Range("198.51.100.0/24", "documentation"),
        Range("203.0.113.0/24", "documentation"),
        Range("224.0.0.0/4", "multicast"),
        Range("240.0.0.0/4", "reserved"),
    ];

    private static readonly (IPNetwork Network, string Kind)[] s_refused6 =
    [
        Range("::1/128", "loopback"),
        Range("::/128", "unspecified"),
        Range("::/96", "IPv4-compatible"),
        Range("::ffff:0:0:0/96", "IPv4-translated"),
        Range("64:ff9b:1::/48", "local-use NAT64"),
        Range("100::/64", "discard-only"),
        Range("2001::/32", "Teredo"),
        Range("2001:2::/48", "benchmark"),
        Range("2001::/23", "protocol assignment"),
        Range("2001:db8::/32", "documentation"),
        Range("2002::/16", "6to4"),
        Range("3fff::/20", "documentation"),
        Range("fc00::/7", "unique local"),
        Range("fe80::/10", "link-local"),
        Range("fec0::/10", "site-local"),
        Range("ff00::/8", "multicast"),
    ];

    private static readonly IPNetwork s_globalUnicast6 = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork s_nat64 = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>The kind of range that forbids asking this address; null when it is on the public Internet.</summary>
    public static string? Refusal(IPAddress address) => address.AddressFamily switch
    {
        AddressFamily.InterNetwork => KindIn(s_refused4, address),
        AddressFamily.InterNetworkV6 => Refusal6(WithoutScope(address)),
        _ => "unknown family",
    };

    private static string? Refusal6(IPAddress address)
    {
        // These two are only another way to write an IPv4 address (resolvers give them on networks with IPv6 alone): that one is judged.
        if (address.IsIPv4MappedToIPv6 || s_nat64.Contains(address)) return KindIn(s_refused4, EmbeddedAtTheEnd(address));
        if (KindIn(s_refused6, address) is { } kind) return kind;
        return s_globalUnicast6.Contains(address) ? null : "reserved";
    }

    private static string? KindIn((IPNetwork Network, string Kind)[] ranges, IPAddress address)
    {
        foreach (var (network, kind) in ranges)
            if (network.Contains(address)) return kind;
        return null;
    }

    private static IPAddress WithoutScope(IPAddress address) => new(address.GetAddressBytes());

    private static IPAddress EmbeddedAtTheEnd(IPAddress address) => new(address.GetAddressBytes().AsSpan(12));

    private static (IPNetwork Network, string Kind) Range(string network, string kind) => (IPNetwork.Parse(network), kind);
}
