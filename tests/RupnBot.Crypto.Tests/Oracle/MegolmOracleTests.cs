namespace RupnBot.Crypto.Tests.Oracle;

public sealed class MegolmOracleTests
{
    private const int Messages = 10_000;

    // To libolm, an index more than this ahead is one that lies behind.
    private const uint Half = 0x7FFFFFFF;

    // Lost, late, repeated and changed messages, copies of the session from any index on, on ever new sessions.
    [Fact]
    public void Libolm_reads_ten_thousand_messages_of_ours()
    {
        var random = new Random(1);
        for (var sent = 0; sent < Messages;)
        {
            using var ours = MegolmOutboundSession.Create();
            Skip(ours, random);
            using var theirs = LibolmInboundGroup.Create(ours.SessionKey());
            Exchange(random, ours.MessageIndex, ours.Encrypt, (byte[] message, out uint index) => theirs.Decrypt(message, out index), ref sent);
        }
    }

    [Fact]
    public void We_read_ten_thousand_messages_of_libolm()
    {
        var random = new Random(2);
        for (var sent = 0; sent < Messages;)
        {
            using var theirs = new LibolmOutboundGroup();
            for (var skipped = random.Next(400); skipped > 0; skipped--) theirs.Encrypt([]);
            Assert.True(MegolmInboundSession.TryCreate(theirs.SessionKey(), out var ours, out var failure), failure.ToString());
            Assert.Equal(theirs.Id, ours.SessionId);
            Exchange(random, ours.FirstKnownIndex, theirs.Encrypt, (byte[] message, out uint index) => Read(ours, message, out index), ref sent);
            ours.Dispose();
        }
    }

    // Over all the places where a part of the ratchet seeds others.
    [Fact]
    public void Both_reach_any_later_index_with_the_same_ratchet()
    {
        var random = new Random(3);
        using var outbound = MegolmOutboundSession.Create();
        Assert.True(MegolmInboundSession.TryCreate(outbound.SessionKey(), out var ours, out _));
        using var theirs = LibolmInboundGroup.Create(outbound.SessionKey());
        using var theirsFromHalf = LibolmInboundGroup.Import(theirs.ExportAt(Half));
        uint[] edges = [0, 1, 255, 256, 257, 0xFFFF, 0x10000, 0x10001, 0xFFFFFF, 0x1000000, 0x1000001, 0x7FFFFFFF, 0xFFFFFF00, 0xFFFFFFFE, uint.MaxValue];
        foreach (var index in edges.Concat(Enumerable.Range(0, 500).Select(_ => (uint)random.NextInt64(1L << 32))))
        {
            var exported = ours.ExportAt(index);
            Assert.Equal((index >= Half ? theirsFromHalf : theirs).ExportAt(index), exported);
            Assert.True(MegolmInboundSession.TryImport(exported, out var later, out _));
            using var theirLater = LibolmInboundGroup.Import(exported);
            var further = (uint)Math.Min(uint.MaxValue, index + random.NextInt64(1L << random.Next(31)));
            Assert.Equal(theirLater.ExportAt(further), later.ExportAt(further));
            Assert.Equal(index == 0 ? MegolmOrder.Equal : MegolmOrder.Better, ours.Compare(later));
            later.Dispose();
        }

        ours.Dispose();
    }

    private delegate byte[]? Reader(byte[] message, out uint index);

    private static void Exchange(Random random, uint first, Func<ReadOnlySpan<byte>, byte[]> encrypt, Reader read, ref int sent)
    {
        var all = new List<(byte[] Message, byte[] Plaintext, uint Index)>();
        for (var count = random.Next(20, 300); count > 0; count--, sent++)
        {
            var plaintext = new byte[random.Next(600)];
            random.NextBytes(plaintext);
            all.Add((encrypt(plaintext), plaintext, first + (uint)all.Count));
        }

        // A tenth is lost, and of the rest some come far out of their order.
        var arriving = all.Where(_ => random.Next(10) != 0).ToList();
        for (var swaps = arriving.Count / 4; swaps > 0; swaps--)
        {
            var (a, b) = (random.Next(arriving.Count), random.Next(arriving.Count));
            (arriving[a], arriving[b]) = (arriving[b], arriving[a]);
        }

        foreach (var (message, plaintext, index) in arriving)
        {
            if (random.Next(5) == 0) Assert.Null(read(Changed(random, message), out _));
            Assert.Equal(plaintext, read(message, out var found));
            Assert.Equal(index, found);
        }
    }

    private static byte[] Changed(Random random, byte[] message)
    {
        var changed = message.ToArray();
        changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
        return changed;
    }

    private static byte[]? Read(MegolmInboundSession session, byte[] message, out uint index) =>
        session.TryDecrypt(message, out var plaintext, out index, out _) ? plaintext : null;

    private static void Skip(MegolmOutboundSession session, Random random)
    {
        for (var skipped = random.Next(400); skipped > 0; skipped--) session.Encrypt([]);
    }
}
