using System.Text;

namespace RupnBot.Sources.Feeds.Decoding;

/// <summary>Charset names as feeds write them; each stands for the widest charset it is used for (WHATWG Encoding, 4.2).</summary>
internal static class Charsets
{
    public static Encoding Western { get; } = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static Encoding? Find(string? name)
    {
        if (name is null or { Length: > 40 }) return null;
        return name.Trim().ToLowerInvariant().Replace('_', '-') switch
        {
            "" => null,
            "utf-8" or "utf8" or "unicode-1-1-utf-8" or "x-utf-8" => Encoding.UTF8,
            "utf-16" or "utf16" or "u16" or "utf-16le" or "unicode" or "ucs-2" => Encoding.Unicode,
            "utf-16be" => Encoding.BigEndianUnicode,
            "utf-32" or "utf32" or "u32" or "utf-32le" => Encoding.UTF32,
            "us-ascii" or "ascii" or "latin1" or "latin-1" or "l1" or "iso-8859-1" or "iso8859-1" or "iso88591" or "cp1252"
                or "windows-1252" or "ansi" or "iso-8859-15-windows" => Western,
            "iso-8859-9" or "latin5" => CodePage(1254),
            "gb2312" or "gbk" or "gb-2312-80" or "cp936" or "gb18030" or "x-gbk" or "hz-gb-2312-simple" => CodePage(54936),
            "euc-kr" or "ks-c-5601-1987" or "ks-c-5601" or "ksc5601" or "uhc" or "cp949" or "korean" => CodePage(949),
            "tis-620" or "iso-8859-11" or "cp874" => CodePage(874),
            "shift-jis" or "sjis" or "x-sjis" or "ms-kanji" or "cp932" or "windows-31j" => CodePage(932),
            "big5" or "big5-hkscs" or "cp950" => CodePage(950),
            "mac" or "x-mac-roman" => CodePage(10000),
            var other => ByName(other),
        };
    }

    /// <summary>ASCII bytes mean ASCII, so that a declaration could be read and UTF-8 be recognised.</summary>
    public static bool IsAsciiSuperset(Encoding encoding) =>
        encoding is UTF8Encoding || (!encoding.WebName.StartsWith("iso-2022", StringComparison.Ordinal)
            && !encoding.WebName.StartsWith("hz", StringComparison.Ordinal)
            && encoding.GetString("<a>"u8) == "<a>");

    /// <summary>A Latin alphabet in single bytes: guesses among these are unsure, and our sources are French.</summary>
    public static bool IsLatin(Encoding encoding) => encoding.CodePage is 1250 or 1252 or 1254 or 1257 or 1258 or 850 or 852 or 10000
        or 28591 or 28592 or 28593 or 28594 or 28599 or 28600 or 28603 or 28604 or 28605 or 28606;

    private static Encoding? CodePage(int number) => CodePagesEncodingProvider.Instance.GetEncoding(number);

    private static Encoding? ByName(string name)
    {
        if (name.StartsWith("cp12", StringComparison.Ordinal)) name = "windows-" + name[2..];
        try
        {
            // UTF-7 is dangerous in hostile text and the platform no longer gives it by name.
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
