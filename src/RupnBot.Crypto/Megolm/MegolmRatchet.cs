using System.Security.Cryptography;

namespace RupnBot.Crypto;

/// <summary>
/// The ratchet of Megolm (specification, "The Megolm ratchet algorithm"): four parts of 32 bytes; part 3 takes a step each message, and every
/// 2^8, 2^16 and 2^24 messages part 2, 1 and 0 does and seeds those after it. It reaches any later index in at most 1,020 hashes.
/// </summary>
internal static class MegolmRatchet
{
    public const int Length = Parts * PartLength;

    private const int Parts = 4;
    private const int PartLength = 32;

    /// <summary>Takes the ratchet from one index to another, which is not before it.</summary>
    public static void Advance(Span<byte> ratchet, uint from, uint to)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from, to);
        for (var part = 0; part < Parts; part++)
        {
            var shift = 8 * (Parts - 1 - part);
            // What is before this part is the same in both by now, so that this is at most 255.
            var steps = (to >> shift) - (from >> shift);
            if (steps == 0) continue;
            for (; steps > 1; steps--) Hash(ratchet, part, part);
            for (var seeded = Parts - 1; seeded >= part; seeded--) Hash(ratchet, part, seeded);
            from = to >> shift << shift;
        }
    }

    // H_n(A) = HMAC(A, n)
    private static void Hash(Span<byte> ratchet, int from, int to)
    {
        Span<byte> hashed = stackalloc byte[PartLength];
        HMACSHA256.HashData(ratchet.Slice(from * PartLength, PartLength), [(byte)to], hashed);
        hashed.CopyTo(ratchet.Slice(to * PartLength, PartLength));
        CryptographicOperations.ZeroMemory(hashed);
    }
}
