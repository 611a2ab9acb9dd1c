using System.Text;

namespace RupnBot.Crypto.Tests.Olm;

/// <summary>Two sides of a session, the first message of which has arrived.</summary>
internal sealed class OlmParty : IDisposable
{
    public static readonly Curve25519PublicKey LowOrder =
        Curve25519PublicKey.FromBytes(Convert.FromHexString("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"));

    public OlmParty()
    {
        Anne = OlmSession.CreateOutbound(AnneIdentity, PaulIdentity.PublicKey, OneTimeKey.PublicKey);
        First = Anne.Encrypt("bonjour"u8);
        Assert.True(Accept(First.Body, out var paul, out var failure), failure.ToString());
        Paul = paul!;
    }

    public Curve25519SecretKey AnneIdentity { get; } = Curve25519SecretKey.Generate();

    public Curve25519SecretKey PaulIdentity { get; } = Curve25519SecretKey.Generate();

    public Curve25519SecretKey OneTimeKey { get; } = Curve25519SecretKey.Generate();

    public OlmSession Anne { get; set; }

    public OlmSession Paul { get; set; }

    public OlmMessage First { get; }

    public bool Accept(ReadOnlySpan<byte> body, out OlmSession? session, out CryptoFailure failure) =>
        OlmSession.TryCreateInbound(
            PaulIdentity, key => key == OneTimeKey.PublicKey ? OneTimeKey : null, AnneIdentity.PublicKey, body, out session, out _, out failure);

    /// <summary>An answer and another, after which neither side sends pre-key messages.</summary>
    public OlmParty Established()
    {
        Turn(Paul, Anne);
        Turn(Anne, Paul);
        return this;
    }

    /// <summary>A message that arrives.</summary>
    public static void Turn(OlmSession from, OlmSession to) => Assert.Equal("tour", Read(to, from.Encrypt("tour"u8)));

    /// <summary>What a message says, or why it was refused.</summary>
    public static string Read(OlmSession session, OlmMessage message) =>
        session.TryDecrypt(message.Type, message.Body, out var plaintext, out var failure) ? Encoding.UTF8.GetString(plaintext) : failure.ToString();

    public void Dispose()
    {
        Anne.Dispose();
        Paul.Dispose();
        AnneIdentity.Dispose();
        PaulIdentity.Dispose();
        OneTimeKey.Dispose();
    }
}
