using System.Buffers;

namespace RupnBot.Sources.Feeds.Reading;

/// <summary>The name in a start or end tag, as written.</summary>
internal static class TagName
{
    private static readonly SearchValues<char> Ends = SearchValues.Create(" \t\r\n/><");

    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> tag)
    {
        var name = tag[Math.Min(tag.Length > 1 && tag[1] == '/' ? 2 : 1, tag.Length)..];
        var length = name.IndexOfAny(Ends);
        return length < 0 ? name : name[..length];
    }
}
