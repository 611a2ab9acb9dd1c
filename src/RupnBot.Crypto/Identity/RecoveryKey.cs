using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace RupnBot.Crypto;

/// <summary>
/// The key an operator keeps: it opens the account's secret storage, hence its identity and its key backup (specification, "Secrets", "Key
/// representation"). Only <see cref="Format"/> tells it, and only to be written to the file that keeps it.
/// </summary>
public sealed class RecoveryKey : IDisposable
{
    /// <summary>Bytes of the key.</summary>
    public const int Length = 32;

    private const byte FirstHeader = 0x8B;
    private const byte SecondHeader = 0x01;
    private const int LongestText = 256;

    private readonly SecretBytes _key = new(Length);

    private RecoveryKey(ReadOnlySpan<byte> key) => key.CopyTo(_key.Span);

    internal ReadOnlySpan<byte> Bytes => _key.Span;

    /// <summary>Makes a new one.</summary>
    public static RecoveryKey Generate()
    {
        Span<byte> key = stackalloc byte[Length];
        RandomNumberGenerator.Fill(key);
        var made = new RecoveryKey(key);
        CryptographicOperations.ZeroMemory(key);
        return made;
    }

    /// <summary>Takes the 32 bytes of an existing one.</summary>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    public static RecoveryKey FromBytes(ReadOnlySpan<byte> of32)
    {
        if (of32.Length != Length) throw new ArgumentException("A recovery key has 32 bytes.", nameof(of32));
        return new RecoveryKey(of32);
    }

    /// <summary>Reads a key as people write it: base58, white space anywhere. False for a mistyped one: it has a parity byte.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out RecoveryKey? key)
    {
        key = null;
        if (text is null || text.Length > LongestText) return false;
        Span<char> characters = stackalloc char[LongestText];
        Span<byte> bytes = stackalloc byte[Length + 3];
        var count = 0;
        foreach (var character in text)
            if (!char.IsWhiteSpace(character)) characters[count++] = character;
        if (Base58.TryDecode(characters[..count], bytes) && bytes[0] == FirstHeader && bytes[1] == SecondHeader && Parity(bytes) == 0)
            key = new RecoveryKey(bytes[2..^1]);
        CryptographicOperations.ZeroMemory(bytes);
        characters.Clear();
        return key is not null;
    }

    /// <summary>The key as people write it: base58 in groups of four. For the file that keeps it, and for nothing else.</summary>
    public string Format()
    {
        Span<byte> bytes = stackalloc byte[Length + 3];
        bytes[0] = FirstHeader;
        bytes[1] = SecondHeader;
        Bytes.CopyTo(bytes[2..]);
        bytes[^1] = 0;
        bytes[^1] = Parity(bytes);
        var text = Base58.Encode(bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return string.Join(' ', text.Chunk(4).Select(group => new string(group)));
    }

    /// <summary>Says what it is, never the key.</summary>
    public override string ToString() => nameof(RecoveryKey);

    /// <summary>Overwrites the key.</summary>
    public void Dispose() => _key.Dispose();

    private static byte Parity(ReadOnlySpan<byte> bytes)
    {
        byte parity = 0;
        foreach (var value in bytes) parity ^= value;
        return parity;
    }
}
