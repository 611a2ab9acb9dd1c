using System.Diagnostics.CodeAnalysis;

namespace RupnBot.Sources.Fetching;

/// <summary>Where a chain of redirects stands (RFC 9110, section 15.4).</summary>
/// <param name="Current">The address to ask now.</param>
/// <param name="Permanent">The last address reached by permanent redirects alone; null when there is none.</param>
/// <param name="IsPermanent">Whether every hop so far was permanent.</param>
/// <param name="Count">Hops so far.</param>
internal sealed record RedirectTrail(Uri Current, Uri? Permanent, bool IsPermanent, int Count)
{
    public static RedirectTrail Start(Uri address) => new(address, null, IsPermanent: true, 0);

    /// <summary>
    /// The next hop. Never from https to http: a target on the usual ports is asked by https instead (it is nearly always a server behind a
    /// proxy that does not know how it is reached), any other is a fault.
    /// </summary>
    public bool TryFollow(string? location, bool permanent, [NotNullWhen(true)] out RedirectTrail? next, out string? fault)
    {
        next = null;
        (var target, fault) = Resolve(location);
        if (target is null) return false;

        var stays = IsPermanent && permanent;
        next = new RedirectTrail(target, stays ? target : Permanent, stays, Count + 1);
        return true;
    }

    private (Uri? Target, string? Fault) Resolve(string? location)
    {
        if (string.IsNullOrWhiteSpace(location)) return (null, "redirect without a target");
        if (location.Length > AddressPolicy.MaximumLength) return (null, "redirect to an address too long");
        if (!Uri.TryCreate(Current, location.Trim(), out var target)) return (null, "redirect to what is not an address");
        if (!AddressPolicy.IsHttp(target)) return (null, "redirect to another scheme");
        if (Current.Scheme == Uri.UriSchemeHttps && target.Scheme == Uri.UriSchemeHttp)
            return target.IsDefaultPort ? Rebuild("https" + WithoutFragment(target)["http".Length..]) : (null, "redirect from https to http");
        return target.Fragment.Length > 0 ? Rebuild(WithoutFragment(target)) : (target, null);
    }

    private static string WithoutFragment(Uri address) => address.GetLeftPart(UriPartial.Query);

    // Not every address that was parsed once can be parsed from its own normal form again.
    private static (Uri? Target, string? Fault) Rebuild(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var target) ? (target, null) : (null, "redirect to what is not an address");
}
