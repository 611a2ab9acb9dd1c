using System.Text.Json;

namespace RupnBot.Crypto.Tests.Oracle;

/// <summary>A device whose encryption is libolm's.</summary>
internal sealed class LibolmAccount : IDisposable
{
    public LibolmAccount()
    {
        Handle = Libolm.Create(Libolm.AccountSize(), Libolm.Account);
        var random = Libolm.Random(Libolm.CreateAccountRandomLength(Handle));
        Libolm.Checked(Libolm.CreateAccount(Handle, random, (nuint)random.Length), "account");
        var keys = new byte[Libolm.IdentityKeysLength(Handle)];
        Libolm.Checked(Libolm.IdentityKeys(Handle, keys, (nuint)keys.Length), "identity keys");
        using var document = JsonDocument.Parse(keys);
        IdentityKey = Key(document.RootElement.GetProperty("curve25519"));
    }

    public nint Handle { get; }

    public Curve25519PublicKey IdentityKey { get; }

    public Curve25519PublicKey NewOneTimeKey()
    {
        var random = Libolm.Random(Libolm.GenerateOneTimeKeysRandomLength(Handle, 1));
        Libolm.Checked(Libolm.GenerateOneTimeKeys(Handle, 1, random, (nuint)random.Length), "one-time key");
        var keys = new byte[Libolm.OneTimeKeysLength(Handle)];
        Libolm.Checked(Libolm.OneTimeKeys(Handle, keys, (nuint)keys.Length), "one-time keys");
        Libolm.MarkKeysAsPublished(Handle);
        using var document = JsonDocument.Parse(keys);
        return Key(document.RootElement.GetProperty("curve25519").EnumerateObject().First().Value);
    }

    public LibolmSession Begin(in Curve25519PublicKey identity, in Curve25519PublicKey oneTimeKey)
    {
        var session = new LibolmSession();
        var (theirs, claimed) = (Libolm.Base64(identity.ToArray()), Libolm.Base64(oneTimeKey.ToArray()));
        var random = Libolm.Random(Libolm.CreateOutboundRandomLength(session.Handle));
        var result = Libolm.CreateOutbound(
            session.Handle, Handle, theirs, (nuint)theirs.Length, claimed, (nuint)claimed.Length, random, (nuint)random.Length);
        Libolm.Checked(result, "outbound session");
        return session;
    }

    public LibolmSession Accept(ReadOnlySpan<byte> preKeyMessage)
    {
        var session = new LibolmSession();
        var message = Libolm.Base64(preKeyMessage);
        Libolm.Checked(Libolm.CreateInbound(session.Handle, Handle, message, (nuint)message.Length), "inbound session");
        return session;
    }

    public void Dispose() => Libolm.Free(Handle);

    private static Curve25519PublicKey Key(JsonElement base64) =>
        Curve25519PublicKey.TryParse(base64.GetString(), out var key) ? key : throw new FormatException("libolm gave no key.");
}
