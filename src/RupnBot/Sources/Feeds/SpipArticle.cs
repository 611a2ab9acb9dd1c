namespace RupnBot.Sources.Feeds;

/// <summary>
/// SPIP's article number in an address, in each of its styles: <c>spip.php?article12</c>, <c>spip.php?page=article&amp;id_article=12</c>,
/// <c>article12</c>, <c>article12.html</c>, <c>title-12.html</c>.
/// </summary>
internal static class SpipArticle
{
    private const string Prefix = "spip:";
    private const int LongestNumber = 9;

    public static string? Find(Uri? address, bool isSpip) =>
        address is not null && Number(address, isSpip) is { } number ? $"{Prefix}{ArticleIdentity.Host(address)}:{number}" : null;

    /// <summary>An identity made of an article number, which means something on its site only.</summary>
    public static bool IsNumber(string identity) => identity.StartsWith(Prefix, StringComparison.Ordinal);

    private static string? Number(Uri address, bool isSpip)
    {
        foreach (var parameter in address.Query.TrimStart('?').Split('&'))
        {
            if (After(parameter, "id_article=") is { } named && isSpip) return named;
            if (address.AbsolutePath.EndsWith("spip.php", StringComparison.OrdinalIgnoreCase) && After(parameter, "article") is { } number) return number;
        }
        var name = address.AbsolutePath[(address.AbsolutePath.LastIndexOf('/') + 1)..];
        if (name.EndsWith(".html", StringComparison.OrdinalIgnoreCase)) name = name[..^5];
        if (After(name, "article") is { } inName) return inName;
        var dash = name.LastIndexOf('-');
        return isSpip && dash >= 0 && name.Length + 5 <= address.AbsolutePath.Length && address.AbsolutePath.EndsWith(".html", StringComparison.OrdinalIgnoreCase)
            ? Digits(name[(dash + 1)..])
            : null;
    }

    private static string? After(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? Digits(text[prefix.Length..]) : null;

    private static string? Digits(string text) =>
        text.Length is > 0 and <= LongestNumber && text.All(char.IsAsciiDigit) ? text.TrimStart('0') : null;
}
