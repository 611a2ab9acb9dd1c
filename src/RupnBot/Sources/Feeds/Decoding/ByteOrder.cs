using System.Text;

namespace RupnBot.Sources.Feeds.Decoding;

/// <summary>Wide encodings show themselves in the first bytes (XML 1.0, appendix F).</summary>
internal static class ByteOrder
{
    private static readonly UTF32Encoding Utf32BigEndian = new(bigEndian: true, byteOrderMark: false);

    public static Encoding? FromMark(ReadOnlySpan<byte> bytes, out int length)
    {
        (var encoding, length) = bytes switch
        {
            [0x00, 0x00, 0xFE, 0xFF, ..] => ((Encoding?)Utf32BigEndian, 4),
            [0xFF, 0xFE, 0x00, 0x00, ..] => (Encoding.UTF32, 4),
            [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
            [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
            [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
            _ => (null, 0),
        };
        return encoding;
    }

    /// <summary>Without a mark: the first character is <c>&lt;</c>, white space or, for JSON, <c>{</c>.</summary>
    public static Encoding? FromFirstCharacters(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0x00, 0x00, 0x00, var c, ..] when Starts(c) => Utf32BigEndian,
        [var c, 0x00, 0x00, 0x00, ..] when Starts(c) => Encoding.UTF32,
        [0x00, var c, 0x00, > 0, ..] when Starts(c) => Encoding.BigEndianUnicode,
        [var c, 0x00, > 0, 0x00, ..] when Starts(c) => Encoding.Unicode,
        _ => null,
    };

    private static bool Starts(byte c) => c is (byte)'<' or (byte)'{' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t';
}
