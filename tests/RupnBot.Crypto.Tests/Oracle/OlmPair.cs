namespace RupnBot.Crypto.Tests.Oracle;

/// <summary>A session between us and libolm, of which the first message has arrived.</summary>
internal sealed class OlmPair : IDisposable
{
    private readonly LibolmAccount _account = new();
    private readonly Curve25519SecretKey _identity = Curve25519SecretKey.Generate();

    public OlmPair(bool weBegin, string first = "bonjour")
    {
        var text = System.Text.Encoding.UTF8.GetBytes(first);
        if (weBegin)
        {
            Ours = OlmSession.CreateOutbound(_identity, _account.IdentityKey, _account.NewOneTimeKey());
            var message = Ours.Encrypt(text);
            Theirs = _account.Accept(message.Body);
            Assert.Equal(text, Theirs.Decrypt(message));
            return;
        }

        using var oneTimeKey = Curve25519SecretKey.Generate();
        Theirs = _account.Begin(_identity.PublicKey, oneTimeKey.PublicKey);
        var received = Theirs.Encrypt(text);
        Assert.Equal(OlmMessageType.PreKey, received.Type);
        var accepted = OlmSession.TryCreateInbound(
            _identity, key => key == oneTimeKey.PublicKey ? oneTimeKey : null, _account.IdentityKey, received.Body, out var ours, out var plaintext, out var failure);
        Assert.True(accepted, failure.ToString());
        Assert.Equal(text, plaintext);
        Ours = ours!;
    }

    public OlmSession Ours { get; set; }

    public LibolmSession Theirs { get; }

    public void Dispose()
    {
        Ours.Dispose();
        Theirs.Dispose();
        _identity.Dispose();
        _account.Dispose();
    }
}
