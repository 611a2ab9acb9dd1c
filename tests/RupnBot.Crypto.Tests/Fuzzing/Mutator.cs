namespace RupnBot.Crypto.Tests.Fuzzing;

/// <summary>Makes bad inputs out of good ones: a few changes each, of the kinds that parsers stumble over. The same seed makes the same inputs.</summary>
internal sealed class Mutator(Random random)
{
    private const int MaximumLength = 4096;

    // Borders of bytes, tags of all wire types, and lengths that are too long, too big, or never end.
    private static readonly byte[][] Tokens =
    [
        [0x00], [0x01], [0x03], [0x7F], [0x80], [0xFF], [0x08], [0x0A], [0x10], [0x12], [0x1A], [0x22], [0x0B], [0x0D], [0x09],
        [0xFF, 0xFF, 0xFF, 0xFF, 0x0F], [0xFF, 0xFF, 0xFF, 0xFF, 0x07], [0x80, 0x80, 0x80, 0x80, 0x10], [0xCF, 0x0F], [0xD0, 0x0F], [0xD1, 0x0F],
        [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01], [0x80, 0x00], [0xFF, 0xFF, 0xFF, 0xFF], [0xFE, 0xFF, 0xFF, 0xFF],
        .. new[] { "=", "==", "-", "+", " ", "\n", "\"", "\\", "\\u", "\\ud800", "\\udc00", "{", "}", "[", "]", ",", ":", "1e", "1e400", "-0", "0.5", "null", "9007199254740992", "{\"a\":", "[[[[[[[[" }
            .Select(System.Text.Encoding.ASCII.GetBytes),
    ];

    /// <summary>A changed copy of one of these.</summary>
    public byte[] Next(IReadOnlyList<byte[]> seeds)
    {
        var input = seeds[random.Next(seeds.Count)].ToList();
        for (var changes = random.Next(1, random.Next(2) == 0 ? 2 : 6); changes > 0; changes--) Change(input, seeds);
        if (input.Count > MaximumLength) input.RemoveRange(MaximumLength, input.Count - MaximumLength);
        return [.. input];
    }

    private void Change(List<byte> input, IReadOnlyList<byte[]> seeds)
    {
        var at = random.Next(input.Count + 1);
        var count = Math.Min(random.Next(1, random.Next(2) == 0 ? 5 : 40), input.Count - at);
        switch (random.Next(14))
        {
            // Half of the changes leave the form as it is, so that they get past the parser.
            case > 8 when count > 0:
            case 0 when count > 0: input[at] ^= (byte)(1 << random.Next(8)); return;
            case 1 when count > 0: input[at] = (byte)random.Next(256); return;
            case 2: input.RemoveRange(at, count); return;
            case 3: input.InsertRange(at, input.GetRange(at, count)); return;
            case 4: input.RemoveRange(at, input.Count - at); return;
            case 5: input.InsertRange(at, Token()); return;
            case 6: Overwrite(input, at, Token()); return;
            case 7: Overwrite(input, at, Piece(seeds)); return;
            default: input.InsertRange(at, Piece(seeds)); return;
        }
    }

    private byte[] Token() => Tokens[random.Next(Tokens.Length)];

    private byte[] Piece(IReadOnlyList<byte[]> seeds)
    {
        var seed = seeds[random.Next(seeds.Count)];
        var at = random.Next(seed.Length);
        return seed.AsSpan(at, random.Next(seed.Length - at)).ToArray();
    }

    private static void Overwrite(List<byte> input, int at, byte[] token)
    {
        for (var i = 0; i < token.Length && at + i < input.Count; i++) input[at + i] = token[i];
    }
}
