using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using RupnBot.Matrix;

namespace RupnBot.Polls.Privacy;

/// <summary>
/// Names voters by a word that only the holder of the key can make again: HMAC-SHA-256 (RFC 2104) over poll and user, cut to 16 bytes.
/// The poll is part of it, so that one person has unrelated words in two polls, and a copy of the database links nobody.
/// </summary>
/// <remarks>A Matrix ID can be guessed from a name: a plain hash would be undone with the staff list. Hence a key, kept outside the database.</remarks>
public sealed class VoterPseudonym : IDisposable
{
    /// <summary>The length of a pseudonym, in characters of base64url.</summary>
    public const int Length = 22;

    private const int Bytes = 16;
    private readonly byte[] _key;

    /// <summary>Takes the key over: it is zeroed when this is disposed.</summary>
    internal VoterPseudonym(byte[] key)
    {
        if (key.Length != VoterKeyFile.KeyLength) throw new ArgumentException($"The key has {VoterKeyFile.KeyLength} bytes.", nameof(key));
        _key = key;
    }

    /// <summary>The voter's pseudonym within one poll.</summary>
    /// <param name="poll">The poll's own name, unique and never reused; any text.</param>
    /// <param name="voter">Who votes.</param>
    public string Of(string poll, UserId voter)
    {
        // The length of the first part stands before it: no other pair of poll and voter gives the same bytes.
        var message = Encoding.UTF8.GetBytes($"{poll.Length}:{poll}{voter.Value}");
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, message, hash);
        var pseudonym = Base64Url.EncodeToString(hash[..Bytes]);
        CryptographicOperations.ZeroMemory(hash);
        CryptographicOperations.ZeroMemory(message);
        return pseudonym;
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(_key);
}
