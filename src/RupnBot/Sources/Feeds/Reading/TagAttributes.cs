using System.Buffers;

namespace RupnBot.Sources.Feeds.Reading;

/// <summary>Attributes of one tag, read anew at each look-up: few are ever asked for.</summary>
internal static class TagAttributes
{
    private static readonly SearchValues<char> NameEnds = SearchValues.Create("= \t\r\n/>\"'");

    /// <summary>Value of an attribute, entities decoded; the name is compared without case. Quotes may be missing.</summary>
    public static string? Find(ReadOnlySpan<char> tag, string name, MarkupSource source)
    {
        var rest = tag;
        for (var count = 0; count < source.Limits.Attributes && Next(ref rest, out var found, out var value); count++)
            if (found.Equals(name, StringComparison.OrdinalIgnoreCase))
                return MarkupText.Decode(value[..Math.Min(value.Length, source.Limits.ShortText)], source).Trim();
        return null;
    }

    /// <summary>Steps over one attribute; the element's name itself comes first, as an attribute without value.</summary>
    public static bool Next(ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> name, out ReadOnlySpan<char> value)
    {
        value = default;
        rest = rest.TrimStart("< \t\r\n/,\"'>");
        var length = rest.IndexOfAny(NameEnds);
        if (length < 0) length = rest.Length;
        name = rest[..length];
        rest = rest[length..];
        if (name.IsEmpty) return Skip(ref rest);
        var afterName = rest.TrimStart(" \t\r\n");
        if (afterName.IsEmpty || afterName[0] != '=') return true;
        rest = afterName[1..].TrimStart(" \t\r\n");
        value = Value(ref rest);
        return true;
    }

    private static bool Skip(ref ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty) return false;
        rest = rest[1..];
        return true;
    }

    private static ReadOnlySpan<char> Value(ref ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty) return default;
        var quote = rest[0];
        var quoted = quote is '"' or '\'';
        if (quoted) rest = rest[1..];
        var length = quoted ? rest.IndexOf(quote) : rest.IndexOfAny(" \t\r\n>");
        if (length < 0) length = rest.TrimEnd('>').Length;
        var value = rest[..length];
        rest = rest[length..];
        return value;
    }
}
