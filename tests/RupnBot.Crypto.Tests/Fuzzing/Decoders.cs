using RupnBot.Crypto.Tests.Olm;

namespace RupnBot.Crypto.Tests.Fuzzing;

/// <summary>The decoders and what they read.</summary>
internal sealed class Decoders : IDisposable
{
    private const double Authenticated = 0.1;

    private readonly OlmParty _party = new OlmParty().Established();
    private OlmSession _paul;
    private readonly MegolmOutboundSession _group = MegolmOutboundSession.Create();
    private readonly MegolmInboundSession _reader;
    private readonly StateSealer _sealer = new(new byte[StateSealer.KeyLength]);
    private readonly byte[] _before;
    private readonly byte[] _read;

    public Decoders()
    {
        // A new chain of Anne's, of which the first message is skipped.
        OlmParty.Turn(_party.Paul, _party.Anne);
        _party.Anne.Encrypt([]);
        _read = _party.Anne.Encrypt("lu"u8).Body;
        Assert.Equal("lu", OlmParty.Read(_party.Paul, new OlmMessage(OlmMessageType.Normal, _read)));
        // Answered, so that Anne may begin another chain.
        OlmParty.Turn(_party.Paul, _party.Anne);
        _before = _party.Paul.Export();
        _paul = OlmSession.Import(_before);
        Assert.True(MegolmInboundSession.TryCreate(_group.SessionKey(), out var reader, out _));
        _reader = reader;
        var (shared, exported) = (_group.SessionKey(), _reader.ExportAt(3)!);
        byte[][] normal = [_party.Anne.Encrypt("a"u8).Body, _party.Anne.Encrypt(new byte[100]).Body];
        byte[][] group = [_group.Encrypt("a"u8), _group.Encrypt(new byte[100])];
        using var anne = OlmSession.CreateOutbound(_party.AnneIdentity, _party.PaulIdentity.PublicKey, _party.OneTimeKey.PublicKey);
        byte[][] preKey = [anne.Encrypt("a"u8).Body, anne.Encrypt(new byte[100]).Body];
        byte[][] sessions = [_before, _party.Anne.Export(), anne.Export()];
        All =
        [
            new Decoder("Olm message", normal, body => Olm(body, normal), Authenticated) { Refused = RefusedMessages(normal[0]) },
            new Decoder("Olm pre-key message", preKey, body => PreKey(body, preKey), Authenticated) { Refused = WithLowOrder(preKey[0], 37, 108) },
            new Decoder("Megolm message", group, message => Megolm(message, group), Authenticated),
            new Decoder("Megolm session key", [shared], key => SessionKey(key, shared), Authenticated),
            new Decoder("Megolm session export", [exported], SessionExport, 0.9),
            new Decoder("stored Olm session", sessions, StoredOlm, 0.9),
            new Decoder("stored outbound session", [_group.Export()], StoredOutbound, 0.9),
            new Decoder("stored inbound session", [_reader.Export()], StoredInbound, 0.9),
            new Decoder("sealed state", [_sealer.Seal("secret"u8, "row")], box => _sealer.TryOpen(box, "row", out _), Authenticated),
            .. TextDecoders.All,
        ];
    }

    public IReadOnlyList<Decoder> All { get; }

    /// <summary>How often each reason was given.</summary>
    public Dictionary<CryptoFailure, int> Refusals { get; } = [];

    public void Dispose()
    {
        _party.Dispose();
        _paul.Dispose();
        _group.Dispose();
        _reader.Dispose();
        _sealer.Dispose();
    }

    // Read already; too far ahead; with a ratchet key of low order.
    private byte[][] RefusedMessages(byte[] genuine)
    {
        using var ahead = OlmSession.Import(_party.Anne.Export());
        for (var i = 0; i < 2005; i++) ahead.Encrypt([]);
        return [_read, ahead.Encrypt("loin"u8).Body, .. WithLowOrder(genuine, 3)];
    }

    private static byte[][] WithLowOrder(byte[] genuine, params int[] places) =>
    [
        .. places.Select(at =>
        {
            var changed = genuine.ToArray();
            OlmParty.LowOrder.CopyTo(changed.AsSpan(at));
            return changed;
        }),
    ];

    private bool Olm(byte[] body, byte[][] genuine)
    {
        if (!_paul.TryDecrypt(OlmMessageType.Normal, body, out _, out var failure))
        {
            Named(failure);
            Assert.Equal(_before, _paul.Export());
            return false;
        }

        // Once read, it would be refused for that, and its changed copies too.
        Assert.Contains(genuine, seed => seed.AsSpan().SequenceEqual(body));
        _paul.Dispose();
        _paul = OlmSession.Import(_before);
        return true;
    }

    private bool PreKey(byte[] body, byte[][] genuine)
    {
        _ = _party.Paul.MatchesPreKey(body);
        var read = OlmSession.TryReadPreKey(body, out _, out _, out _);
        if (!_party.Accept(body, out var session, out var failure))
        {
            Named(failure);
            return false;
        }

        session!.Dispose();
        Assert.True(read);
        // Outside the message inside nothing is authenticated: fields that are not known may stand there.
        return genuine.Any(seed => seed.AsSpan().SequenceEqual(body));
    }

    private bool Megolm(byte[] message, byte[][] genuine)
    {
        if (_reader.TryDecrypt(message, out _, out _, out var failure))
        {
            Assert.Contains(genuine, seed => seed.AsSpan().SequenceEqual(message));
            return true;
        }

        Named(failure);
        return false;
    }

    private bool SessionKey(byte[] key, byte[] genuine)
    {
        if (!MegolmInboundSession.TryCreate(key, out var session, out var failure))
        {
            Named(failure);
            return false;
        }

        Assert.Equal(genuine, key);
        session.Dispose();
        return true;
    }

    private bool SessionExport(byte[] exported)
    {
        if (!MegolmInboundSession.TryImport(exported, out var session, out var failure))
        {
            Named(failure);
            return false;
        }

        using (session)
        {
            Assert.Equal(exported, session.ExportAt(session.FirstKnownIndex));
            session.Compare(_reader);
            session.TryDecrypt(exported, out _, out _, out _);
        }

        return true;
    }

    private static bool StoredOlm(byte[] stored) => Stored(stored, bytes =>
    {
        using var session = OlmSession.Import(bytes);
        var again = session.Export();
        session.TryDecrypt(OlmMessageType.Normal, bytes, out _, out _);
        return again;
    });

    private static bool StoredOutbound(byte[] stored) => Stored(stored, static bytes =>
    {
        using var session = MegolmOutboundSession.Import(bytes);
        return session.Export();
    });

    private static bool StoredInbound(byte[] stored) => Stored(stored, static bytes =>
    {
        using var session = MegolmInboundSession.Import(bytes);
        return session.Export();
    });

    // What is taken in comes out the same.
    private static bool Stored(byte[] stored, Func<byte[], byte[]> reload)
    {
        try
        {
            Assert.Equal(stored, reload(stored));
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private void Named(CryptoFailure failure)
    {
        Refusals[failure] = Refusals.GetValueOrDefault(failure) + 1;
        Assert.NotEqual(CryptoFailure.None, failure);
        Assert.True(Enum.IsDefined(failure));
    }
}
