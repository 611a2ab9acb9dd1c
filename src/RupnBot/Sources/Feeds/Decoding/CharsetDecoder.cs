using System.Text;
using System.Text.Unicode;
using UtfUnknown;

namespace RupnBot.Sources.Feeds.Decoding;

/// <summary>
/// Bytes to text. A byte order mark decides; bytes that are valid UTF-8 and not only ASCII are UTF-8 whatever they claim;
/// then the HTTP header, the document's own declaration (RFC 7303, 3.2), and a guess from the bytes.
/// </summary>
internal static class CharsetDecoder
{
    private const int DeclarationBytes = 1024;
    private const int GuessedBytes = 64 * 1024;

    public static string Decode(ReadOnlySpan<byte> bytes, string? contentType)
    {
        if (ByteOrder.FromMark(bytes, out var markLength) is { } marked) return marked.GetString(bytes[markLength..]);
        if (ByteOrder.FromFirstCharacters(bytes) is { } wide) return wide.GetString(bytes);

        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, DeclarationBytes)]);
        var fromHeader = Charsets.Find(DeclaredCharset.InHeader(contentType));
        var fromDocument = Charsets.Find(DeclaredCharset.InDocument(head));
        var declared = fromHeader ?? fromDocument;
        if (declared is not null && !Charsets.IsAsciiSuperset(declared)) return DecodeOddOne(declared, bytes);
        if (Utf8.IsValid(bytes)) return Encoding.UTF8.GetString(bytes);
        return Choose(bytes, fromHeader, fromDocument).GetString(bytes);
    }

    // The bytes are not UTF-8, so a declaration of UTF-8 says nothing.
    private static Encoding Choose(ReadOnlySpan<byte> bytes, Encoding? fromHeader, Encoding? fromDocument)
    {
        var claimsUtf8 = fromHeader is UTF8Encoding || fromDocument is UTF8Encoding;
        if (fromHeader is not (null or UTF8Encoding)) return fromHeader;
        if (fromDocument is not (null or UTF8Encoding)) return fromDocument;
        // A few broken bytes in a long UTF-8 text cost less than reading the whole as something else.
        if (claimsUtf8 && MostlyUtf8(bytes)) return Encoding.UTF8;
        return Guess(bytes);
    }

    private static Encoding Guess(ReadOnlySpan<byte> bytes)
    {
        var detected = CharsetDetector.DetectFromBytes(bytes[..Math.Min(bytes.Length, GuessedBytes)].ToArray()).Detected;
        if (detected?.EncodingName is { } name && detected.Confidence > 0.5f && Charsets.Find(name) is { } encoding
            && encoding is not UTF8Encoding) return Charsets.IsLatin(encoding) ? Charsets.Western : encoding;
        return MostlyUtf8(bytes) ? Encoding.UTF8 : Charsets.Western;
    }

    private static bool MostlyUtf8(ReadOnlySpan<byte> bytes)
    {
        var good = 0;
        var bad = 0;
        while (!bytes.IsEmpty)
        {
            var ascii = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (ascii < 0) break;
            bytes = bytes[ascii..];
            var status = Rune.DecodeFromUtf8(bytes, out _, out var length);
            if (status == System.Buffers.OperationStatus.Done) good++;
            else bad++;
            bytes = bytes[length..];
        }
        return good > 2 * bad;
    }

    // UTF-16 declared over bytes that are not, or ISO-2022 whose escapes are ASCII: believed only if markup comes out.
    private static string DecodeOddOne(Encoding declared, ReadOnlySpan<byte> bytes)
    {
        var text = declared.GetString(bytes);
        if (text.AsSpan(0, Math.Min(text.Length, DeclarationBytes)).Contains('<')) return text;
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Guess(bytes).GetString(bytes);
    }
}
