using System.Text;

namespace RupnBot.Crypto.Tests.Megolm;

public sealed class MegolmSessionTests : IDisposable
{
    private readonly MegolmOutboundSession _ours = MegolmOutboundSession.Create();

    public void Dispose() => _ours.Dispose();

    [Fact]
    public void Messages_are_read_in_any_order_and_as_often_as_one_likes()
    {
        using var reader = Reader();
        var messages = Enumerable.Range(0, 600).Select(i => _ours.Encrypt(Encoding.UTF8.GetBytes($"n° {i}"))).ToList();
        foreach (var i in new[] { 0, 599, 3, 3, 256, 255, 257, 599, 0 })
        {
            Assert.True(reader.TryDecrypt(messages[i], out var plaintext, out var index, out _));
            Assert.Equal(($"n° {i}", (uint)i), (Encoding.UTF8.GetString(plaintext), index));
        }

        Assert.Equal((600u, 0u, _ours.SessionId), (_ours.MessageIndex, reader.FirstKnownIndex, reader.SessionId));
    }

    [Fact]
    public void Messages_of_any_length_arrive()
    {
        using var reader = Reader();
        foreach (var length in Enumerable.Range(0, 50).Append(1024).Append(64 * 1024))
        {
            var plaintext = new byte[length];
            Random.Shared.NextBytes(plaintext);
            Assert.True(reader.TryDecrypt(_ours.Encrypt(plaintext), out var read, out _, out _));
            Assert.Equal(plaintext, read);
        }

        Assert.Throws<ArgumentException>(() => _ours.Encrypt(new byte[64 * 1024 + 1]));
    }

    [Fact]
    public void Who_joins_later_reads_from_there_on_only()
    {
        var before = _ours.Encrypt("avant"u8);
        using var late = Reader();
        Assert.False(late.TryDecrypt(before, out _, out _, out var failure));
        Assert.Equal(CryptoFailure.UnknownMessageIndex, failure);
        Assert.True(late.TryDecrypt(_ours.Encrypt("après"u8), out _, out _, out _));
        Assert.Null(late.ExportAt(0));
    }

    [Fact]
    public void An_export_reads_from_its_index_on_and_is_signed_by_nobody()
    {
        using var reader = Reader();
        var messages = Enumerable.Range(0, 5).Select(_ => _ours.Encrypt("m"u8)).ToList();
        Assert.True(MegolmInboundSession.TryImport(reader.ExportAt(3), out var imported, out _));
        Assert.True(reader.IsSignatureVerified);
        Assert.False(imported.IsSignatureVerified);
        Assert.False(imported.TryDecrypt(messages[2], out _, out _, out _));
        Assert.True(imported.TryDecrypt(messages[3], out _, out _, out _));
        imported.Dispose();
    }

    [Fact]
    public void Sessions_are_stored_and_loaded_at_any_time()
    {
        using var reader = Reader();
        _ours.Encrypt([]);
        using var again = MegolmOutboundSession.Import(_ours.Export());
        using var readerAgain = MegolmInboundSession.Import(reader.Export());
        Assert.Equal((_ours.SessionId, _ours.MessageIndex), (again.SessionId, again.MessageIndex));
        Assert.Equal(_ours.Encrypt("la même"u8), again.Encrypt("la même"u8));
        Assert.True(readerAgain.IsSignatureVerified);
        Assert.True(readerAgain.TryDecrypt(again.Encrypt("re"u8), out _, out var index, out _));
        Assert.Equal(2u, index);
        using var imported = Imported(reader.ExportAt(0)!);
        using var importedAgain = MegolmInboundSession.Import(imported.Export());
        Assert.False(importedAgain.IsSignatureVerified);
    }

    [Fact]
    public void Copies_are_compared_by_what_they_can_read()
    {
        using var reader = Reader();
        using var same = Imported(reader.ExportAt(0)!);
        using var later = Imported(reader.ExportAt(700)!);
        using var stranger = MegolmOutboundSession.Create();
        Assert.True(MegolmInboundSession.TryCreate(stranger.SessionKey(), out var other, out _));
        Assert.Equal(MegolmOrder.Equal, reader.Compare(same));
        Assert.Equal(MegolmOrder.Better, reader.Compare(later));
        Assert.Equal(MegolmOrder.Worse, later.Compare(reader));
        Assert.Equal(MegolmOrder.Unconnected, reader.Compare(other));
        other.Dispose();
    }

    [Fact]
    public void Anything_but_a_stored_session_is_refused_by_name()
    {
        using var reader = Reader();
        var (outbound, inbound) = (_ours.Export(), reader.Export());
        for (var i = 0; i < outbound.Length; i++) Assert.Throws<FormatException>(() => MegolmOutboundSession.Import(outbound.AsSpan(0, i)));
        for (var i = 0; i < inbound.Length; i++) Assert.Throws<FormatException>(() => MegolmInboundSession.Import(inbound.AsSpan(0, i)));
        Assert.Throws<FormatException>(() => MegolmOutboundSession.Import([.. outbound, 0]));
        Assert.Throws<FormatException>(() => MegolmInboundSession.Import([.. inbound, 0]));
        Assert.Throws<FormatException>(() => MegolmOutboundSession.Import([9, .. outbound.AsSpan(1)]));
        Assert.Throws<FormatException>(() => MegolmInboundSession.Import([1, 2, .. inbound.AsSpan(2)]));
    }

    private MegolmInboundSession Reader() =>
        MegolmInboundSession.TryCreate(_ours.SessionKey(), out var session, out var failure) ? session : throw new CryptoException(failure);

    private static MegolmInboundSession Imported(byte[] exported) =>
        MegolmInboundSession.TryImport(exported, out var session, out var failure) ? session : throw new CryptoException(failure);
}
