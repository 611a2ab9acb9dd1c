namespace RupnBot.Crypto.Tests.Olm;

public sealed class OlmSessionTests
{
    [Fact]
    public void Pre_key_messages_are_sent_until_an_answer_came()
    {
        using var party = new OlmParty();
        Assert.Equal(OlmMessageType.PreKey, party.Anne.Encrypt("encore"u8).Type);
        Assert.False(party.Anne.IsEstablished);
        OlmParty.Turn(party.Paul, party.Anne);
        Assert.Equal(OlmMessageType.Normal, party.Anne.Encrypt("merci"u8).Type);
        Assert.Equal(party.Anne.SessionId, party.Paul.SessionId);
    }

    [Fact]
    public void Messages_of_any_length_arrive()
    {
        using var party = new OlmParty().Established();
        foreach (var length in Enumerable.Range(0, 50).Append(1024).Append(64 * 1024))
        {
            var plaintext = new byte[length];
            Random.Shared.NextBytes(plaintext);
            var message = party.Anne.Encrypt(plaintext);
            Assert.True(party.Paul.TryDecrypt(message.Type, message.Body, out var read, out _));
            Assert.Equal(plaintext, read);
        }

        Assert.Throws<ArgumentException>(() => party.Anne.Encrypt(new byte[64 * 1024 + 1]));
    }

    [Fact]
    public void A_pre_key_message_names_its_session()
    {
        using var party = new OlmParty();
        using var other = new OlmParty();
        Assert.True(party.Paul.MatchesPreKey(party.Anne.Encrypt("x"u8).Body));
        Assert.False(party.Paul.MatchesPreKey(other.First.Body));
        Assert.Equal("SessionMismatch", OlmParty.Read(party.Paul, other.First));
        Assert.True(OlmSession.TryReadPreKey(party.First.Body, out var identity, out _, out var oneTimeKey));
        Assert.Equal((party.AnneIdentity.PublicKey, party.OneTimeKey.PublicKey), (identity, oneTimeKey));
    }

    [Fact]
    public void Both_may_send_at_once()
    {
        using var party = new OlmParty().Established();
        for (var i = 0; i < 20; i++)
        {
            var (a, p) = (party.Anne.Encrypt("a"u8), party.Paul.Encrypt("p"u8));
            Assert.Equal("a", OlmParty.Read(party.Paul, a));
            Assert.Equal("p", OlmParty.Read(party.Anne, p));
        }
    }

    [Fact]
    public void A_message_that_came_is_not_read_twice()
    {
        using var party = new OlmParty().Established();
        var message = party.Anne.Encrypt("une fois"u8);
        Assert.Equal("une fois", OlmParty.Read(party.Paul, message));
        Assert.Equal("AlreadyReceived", OlmParty.Read(party.Paul, message));
    }

    [Fact]
    public void A_gap_of_two_thousand_is_bridged_and_no_larger_one()
    {
        using var party = new OlmParty().Established();
        for (var i = 0; i < 2000; i++) party.Anne.Encrypt([]);
        var within = party.Anne.Encrypt("dedans"u8);
        var before = party.Paul.Export();
        var beyond = party.Anne.Encrypt("dehors"u8);
        Assert.Equal("TooFarAhead", OlmParty.Read(party.Paul, beyond));
        Assert.Equal(before, party.Paul.Export());
        Assert.Equal("dedans", OlmParty.Read(party.Paul, within));
        Assert.Equal("dehors", OlmParty.Read(party.Paul, beyond));
    }

    [Fact]
    public void A_new_chain_may_not_begin_beyond_the_gap()
    {
        using var party = new OlmParty().Established();
        OlmParty.Turn(party.Paul, party.Anne);
        for (var i = 0; i < 2001; i++) party.Anne.Encrypt([]);
        Assert.Equal("TooFarAhead", OlmParty.Read(party.Paul, party.Anne.Encrypt("loin"u8)));
    }

    [Fact]
    public void The_keys_of_the_forty_newest_missing_messages_are_kept()
    {
        using var party = new OlmParty().Established();
        var missing = Enumerable.Range(0, 50).Select(_ => party.Anne.Encrypt("tard"u8)).ToList();
        OlmParty.Turn(party.Anne, party.Paul);
        Assert.All(missing.Take(10), message => Assert.Equal("AlreadyReceived", OlmParty.Read(party.Paul, message)));
        Assert.All(missing.Skip(10), message => Assert.Equal("tard", OlmParty.Read(party.Paul, message)));
        Assert.All(missing, message => Assert.Equal("AlreadyReceived", OlmParty.Read(party.Paul, message)));
    }

    [Fact]
    public void The_five_newest_chains_of_the_other_side_are_kept()
    {
        using var party = new OlmParty().Established();
        var late = new List<OlmMessage>();
        for (var turn = 0; turn < 6; turn++)
        {
            OlmParty.Turn(party.Paul, party.Anne);
            OlmParty.Turn(party.Anne, party.Paul);
            late.Add(party.Anne.Encrypt("tard"u8));
        }

        Assert.NotEqual("tard", OlmParty.Read(party.Paul, late[0]));
        Assert.All(late.Skip(1), message => Assert.Equal("tard", OlmParty.Read(party.Paul, message)));
    }

    [Fact]
    public void A_chain_that_answers_nothing_is_refused()
    {
        using var party = new OlmParty().Established();
        using var other = new OlmParty().Established();
        OlmParty.Turn(party.Anne, party.Paul);
        Assert.Equal("UnexpectedChain", OlmParty.Read(party.Paul, other.Anne.Encrypt("faux"u8)));
    }

    [Fact]
    public void A_session_is_stored_and_loaded_at_any_time()
    {
        using var party = new OlmParty();
        for (var i = 0; i < 30; i++)
        {
            var skipped = i % 3 == 0 ? party.Anne.Encrypt("sauté"u8) : default;
            (party.Anne, party.Paul) = (Reloaded(party.Anne), Reloaded(party.Paul));
            OlmParty.Turn(party.Anne, party.Paul);
            party.Paul = Reloaded(party.Paul);
            if (i % 2 == 0) OlmParty.Turn(party.Paul, party.Anne);
            if (skipped.Body is not null) Assert.Equal("sauté", OlmParty.Read(party.Paul, skipped));
        }
    }

    [Fact]
    public void Anything_but_a_stored_session_is_refused_by_name()
    {
        using var party = new OlmParty();
        party.Anne.Encrypt([]);
        OlmParty.Turn(party.Anne, party.Paul);
        foreach (var stored in new[] { party.Anne.Export(), party.Paul.Export() })
        {
            for (var length = 0; length < stored.Length; length++) Assert.Throws<FormatException>(() => OlmSession.Import(stored.AsSpan(0, length)));
            Assert.Throws<FormatException>(() => OlmSession.Import([.. stored, 0]));
            Assert.Throws<FormatException>(() => OlmSession.Import([2, .. stored.AsSpan(1)]));
            Assert.Throws<FormatException>(() => OlmSession.Import([1, 0xFF, .. stored.AsSpan(2)]));
        }
    }

    private static OlmSession Reloaded(OlmSession session)
    {
        var stored = session.Export();
        session.Dispose();
        return OlmSession.Import(stored);
    }
}
