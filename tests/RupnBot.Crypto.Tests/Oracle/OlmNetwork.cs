namespace RupnBot.Crypto.Tests.Oracle;

/// <summary>
/// Carries messages between us and libolm badly: some are lost, some late, some come twice or changed. Now and then a session is stored and
/// loaded, or another is begun.
/// </summary>
internal sealed class OlmNetwork(Random random) : IDisposable
{
    private readonly List<Parcel> _onTheWay = [];
    private OlmPair? _pair;

    public int Sessions { get; private set; }

    public int Received { get; private set; }

    public int Late { get; private set; }

    public int Lost { get; private set; }

    /// <summary>Changed messages and second copies.</summary>
    public int Refused { get; private set; }

    /// <summary>Genuine messages that came after their key was dropped.</summary>
    public int TooLateForUs { get; private set; }

    /// <summary>The same at libolm's side.</summary>
    public int TooLateForThem { get; private set; }

    /// <summary>Sends one message, then lets some arrive.</summary>
    public void Step()
    {
        if (_pair is null || random.Next(100) == 0) Renew();
        Send(fromUs: random.Next(2) == 0);
        if (random.Next(20) == 0) Reload();
        while (_onTheWay.Count > 0 && random.Next(100) < 60) Deliver(random.Next(4) == 0 ? random.Next(_onTheWay.Count) : 0);
    }

    public void Finish()
    {
        while (_onTheWay.Count > 0) Deliver(0);
    }

    public void Dispose() => _pair?.Dispose();

    private void Renew()
    {
        Finish();
        _pair?.Dispose();
        Sessions++;
        _pair = new OlmPair(weBegin: Sessions % 2 == 0);
    }

    private void Send(bool fromUs)
    {
        var plaintext = new byte[random.Next(random.Next(10) == 0 ? 3000 : 200)];
        random.NextBytes(plaintext);
        // Now and then more get lost at once than keys are kept for.
        var lost = random.Next(200) == 0 ? random.Next(100) : random.Next(10) == 0 ? 1 : 0;
        for (; lost > 0; lost--, Lost++) Encrypt(fromUs, plaintext);
        _onTheWay.Add(new Parcel(fromUs, Encrypt(fromUs, plaintext), plaintext));
    }

    private OlmMessage Encrypt(bool fromUs, byte[] plaintext) => fromUs ? _pair!.Ours.Encrypt(plaintext) : _pair!.Theirs.Encrypt(plaintext);

    private void Deliver(int at)
    {
        var parcel = _onTheWay[at];
        _onTheWay.RemoveAt(at);
        if (at > 0) Late++;
        if (random.Next(10) == 0) Tamper(parcel);
        if (Open(parcel.FromUs, parcel.Message) is { } plaintext)
        {
            Assert.Equal(parcel.Plaintext, plaintext);
            Received++;
            // A second copy opens for nobody.
            if (random.Next(10) != 0) return;
            Assert.Null(Open(parcel.FromUs, parcel.Message));
            Refused++;
            return;
        }

        if (parcel.FromUs) TooLateForThem++;
        else TooLateForUs++;
    }

    // A changed message is refused, and what was sent still opens after it.
    private void Tamper(Parcel parcel)
    {
        var changed = parcel.Message.Body.ToArray();
        changed[^random.Next(1, 40)] ^= (byte)(1 << random.Next(8));
        Assert.Null(Open(parcel.FromUs, parcel.Message with { Body = changed }));
        Refused++;
    }

    private byte[]? Open(bool fromUs, OlmMessage message)
    {
        if (fromUs) return _pair!.Theirs.Decrypt(message);
        return _pair!.Ours.TryDecrypt(message.Type, message.Body, out var plaintext, out _) ? plaintext : null;
    }

    private void Reload()
    {
        var stored = _pair!.Ours.Export();
        _pair.Ours.Dispose();
        _pair.Ours = OlmSession.Import(stored);
        Assert.Equal(stored, _pair.Ours.Export());
    }

    private sealed record Parcel(bool FromUs, OlmMessage Message, byte[] Plaintext);
}
