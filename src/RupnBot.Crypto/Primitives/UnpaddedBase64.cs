using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace RupnBot.Crypto;

/// <summary>
/// Unpadded base64 (specification, appendix "Unpadded Base64"), by libsodium in constant time: tables would tell secret keys through the
/// processor's caches.
/// </summary>
public static class UnpaddedBase64
{
    // libsodium: sodium_base64_VARIANT_…
    private const int StandardUnpadded = 3;
    private const int UrlSafeUnpadded = 7;

    private const int OnStack = 512;

    private static readonly SearchValues<char> Alphabet = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

    /// <summary>Base64 of the standard alphabet without padding.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes) => Encode(bytes, StandardUnpadded);

    /// <summary>Reads base64 of the standard alphabet, with its padding or without; false for anything else, unused bits that are set included.</summary>
    public static bool TryDecode(string? text, out byte[] bytes) => TryDecode(text, StandardUnpadded, out bytes);

    /// <summary>Base64 of the alphabet for addresses (RFC 4648, 5) without padding.</summary>
    public static string EncodeUrl(ReadOnlySpan<byte> bytes) => Encode(bytes, UrlSafeUnpadded);

    /// <summary>Reads base64 of the alphabet for addresses, as <see cref="TryDecode(string?, out byte[])"/> does.</summary>
    public static bool TryDecodeUrl(string? text, out byte[] bytes) => TryDecode(text, UrlSafeUnpadded, out bytes);

    /// <summary>As <see cref="Encode(ReadOnlySpan{byte})"/>, many times faster, for what is no secret: ciphertexts.</summary>
    public static string EncodePublic(ReadOnlySpan<byte> bytes)
    {
        var rented = ArrayPool<char>.Shared.Rent(checked((int)(((long)bytes.Length + 2) / 3 * 4)));
        Convert.TryToBase64Chars(bytes, rented, out var written);
        var text = new string(rented.AsSpan(0, written).TrimEnd('='));
        ArrayPool<char>.Shared.Return(rented);
        return text;
    }

    /// <summary>As <see cref="TryDecode(string?, out byte[])"/>, and as strict, many times faster, for what is no secret: ciphertexts.</summary>
    public static bool TryDecodePublic(string? text, out byte[] bytes)
    {
        bytes = [];
        // The platform's decoder skips white space and does not look at unused bits: it gets whole groups of the alphabet only.
        if (text is null || !TryWithoutPadding(text, out var characters) || characters.ContainsAnyExcept(Alphabet)) return false;
        var whole = characters.Length / 4 * 4;
        if (!TryDecode(characters[whole..].ToString(), out var rest)) return false;
        var decoded = new byte[whole / 4 * 3 + rest.Length];
        if (!Convert.TryFromBase64Chars(characters[..whole], decoded, out var written) || written != decoded.Length - rest.Length) return false;
        rest.CopyTo(decoded, written);
        bytes = decoded;
        return true;
    }

    private static string Encode(ReadOnlySpan<byte> bytes, int variant)
    {
        var length = checked((int)(((long)bytes.Length * 4 + 2) / 3));
        var rented = length < OnStack ? null : ArrayPool<byte>.Shared.Rent(length + 1);
        // One more for the zero byte that ends a text in C.
        var text = (rented ?? stackalloc byte[OnStack])[..(length + 1)];
        try
        {
            Sodium.ToBase64(text, (nuint)text.Length, bytes, (nuint)bytes.Length, variant);
            return Encoding.ASCII.GetString(text[..length]);
        }
        finally
        {
            Return(rented, text);
        }
    }

    private static bool TryDecode(string? text, int variant, out byte[] bytes)
    {
        bytes = [];
        if (text is null || !TryWithoutPadding(text, out var characters) || characters.Length % 4 == 1) return false;
        if (characters.IsEmpty) return true;
        var rented = characters.Length <= OnStack ? null : ArrayPool<byte>.Shared.Rent(characters.Length);
        var ascii = (rented ?? stackalloc byte[OnStack])[..characters.Length];
        try
        {
            if (Ascii.FromUtf16(characters, ascii, out _) != OperationStatus.Done) return false;
            var decoded = new byte[(int)((long)characters.Length * 3 / 4)];
            var status = Sodium.FromBase64(decoded, (nuint)decoded.Length, ascii, (nuint)ascii.Length, 0, out var written, 0, variant);
            if (status != 0 || written != (nuint)decoded.Length) return false;
            bytes = decoded;
            return true;
        }
        finally
        {
            Return(rented, ascii);
        }
    }

    private static bool TryWithoutPadding(string text, out ReadOnlySpan<char> characters)
    {
        characters = text.AsSpan().TrimEnd('=');
        var padding = text.Length - characters.Length;
        return padding == 0 || (padding <= 2 && text.Length % 4 == 0);
    }

    private static void Return(byte[]? rented, Span<byte> used)
    {
        CryptographicOperations.ZeroMemory(used);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
    }
}
