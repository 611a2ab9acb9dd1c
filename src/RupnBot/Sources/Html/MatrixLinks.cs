namespace RupnBot.Sources.Html;

/// <summary>Addresses that Matrix clients turn into mentions (client-server API, "matrix.to navigation"; Tchap's own host too).</summary>
internal static class MatrixLinks
{
    public static bool IsOne(Uri address)
    {
        if (address.Scheme == "matrix") return true;
        var mention = address.Fragment.StartsWith("#/@", StringComparison.Ordinal) || address.Fragment.StartsWith("#/!", StringComparison.Ordinal)
            || address.Fragment.StartsWith("#/#", StringComparison.Ordinal) || address.Fragment.StartsWith("#/%", StringComparison.Ordinal)
            || address.Fragment.StartsWith("#/user/", StringComparison.Ordinal) || address.Fragment.StartsWith("#/room/", StringComparison.Ordinal);
        return address.Host.Equals("matrix.to", StringComparison.OrdinalIgnoreCase)
            || (mention && address.Host.EndsWith("tchap.gouv.fr", StringComparison.OrdinalIgnoreCase));
    }
}
