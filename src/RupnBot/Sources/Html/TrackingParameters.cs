using System.Collections.Frozen;

namespace RupnBot.Sources.Html;

/// <summary>Query parameters that say who clicked where, never what to show.</summary>
public static class TrackingParameters
{
    private static readonly FrozenSet<string> Names = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "twclid", "yclid", "igshid", "igsh", "mc_cid", "mc_eid", "mkt_tok", "_hsenc",
        "_hsmi", "vero_id", "oly_anon_id", "oly_enc_id", "s_cid", "wt_zmc", "at_medium", "at_campaign", "at_recipient_id", "xtor", "ns_mchannel",
        "ns_source", "ns_campaign", "ns_linkname", "ref_src", "ref_url", "feature_source", "pk_campaign", "pk_kwd", "pk_source", "pk_medium");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> BySpan = Names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The same address without them; the very object when there were none.</summary>
    public static Uri Remove(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.Query.Length < 2) return RemoveFragment(address);
        var kept = address.Query[1..].Split('&').Where(parameter => !IsTracking(parameter)).ToList();
        var query = string.Join('&', kept);
        if (query.Length == address.Query.Length - 1) return RemoveFragment(address);
        return RemoveFragment(Rebuild(address, (query.Length > 0 ? "?" : "") + query + address.Fragment));
    }

    // RSS links of some sites end with #xtor=RSS-1.
    private static Uri RemoveFragment(Uri address) =>
        address.Fragment.StartsWith("#xtor=", StringComparison.OrdinalIgnoreCase) || address.Fragment.StartsWith("#utm_", StringComparison.OrdinalIgnoreCase)
            ? Rebuild(address, address.Query)
            : address;

    // Not every address that was parsed once can be parsed from its own normal form again; such a one stays as it is.
    private static Uri Rebuild(Uri address, string afterPath) =>
        Uri.TryCreate(address.GetLeftPart(UriPartial.Path) + afterPath, UriKind.Absolute, out var rebuilt) ? rebuilt : address;

    private static bool IsTracking(ReadOnlySpan<char> parameter)
    {
        var equals = parameter.IndexOf('=');
        var name = equals < 0 ? parameter : parameter[..equals];
        if (name.StartsWith("amp;", StringComparison.OrdinalIgnoreCase)) name = name[4..];
        return name.StartsWith("utm_", StringComparison.OrdinalIgnoreCase) || name.StartsWith("mtm_", StringComparison.OrdinalIgnoreCase) || BySpan.Contains(name);
    }
}
