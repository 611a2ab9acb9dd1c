using System.Security.Cryptography;

namespace RupnBot.Crypto;

/// <summary>Base58 with Bitcoin's alphabet, for keys people type (specification, appendix "Cryptographic key representation").</summary>
internal static class Base58
{
    private const string Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        // log(256) / log(58) < 1.366: digits of the number, least significant first.
        Span<byte> digits = new byte[(bytes.Length * 1366 / 1000) + 1];
        var length = 0;
        foreach (var value in bytes)
        {
            int carry = value;
            for (var i = 0; i < length || carry != 0; i++)
            {
                carry += (i < length ? digits[i] : 0) << 8;
                digits[i] = (byte)(carry % 58);
                carry /= 58;
                length = Math.Max(length, i + 1);
            }
        }

        var zeros = LeadingZeros(bytes);
        Span<char> text = new char[zeros + length];
        text[..zeros].Fill(Alphabet[0]);
        for (var i = 0; i < length; i++) text[zeros + i] = Alphabet[digits[length - 1 - i]];
        CryptographicOperations.ZeroMemory(digits);
        return new string(text);
    }

    /// <summary>False unless the text stands for exactly as many bytes as there is room for.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        bytes.Clear();
        foreach (var character in text)
        {
            var carry = Alphabet.IndexOf(character, StringComparison.Ordinal);
            if (carry < 0) return false;
            for (var i = bytes.Length - 1; i >= 0; i--)
            {
                carry += bytes[i] * 58;
                bytes[i] = (byte)carry;
                carry >>= 8;
            }

            if (carry != 0) return false;
        }

        return text.Length - text.TrimStart(Alphabet[0]).Length == LeadingZeros(bytes);
    }

    private static int LeadingZeros(ReadOnlySpan<byte> bytes) => bytes.IndexOfAnyExcept((byte)0) is var first and >= 0 ? first : bytes.Length;
}
