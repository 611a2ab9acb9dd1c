using System.Text;

namespace RupnBot.Crypto.Tests.Oracle;

/// <summary>A session of Olm at libolm's side.</summary>
internal sealed class LibolmSession : IDisposable
{
    public nint Handle { get; } = Libolm.Create(Libolm.SessionSize(), Libolm.Session);

    public string Id
    {
        get
        {
            var id = new byte[Libolm.SessionIdLength(Handle)];
            Libolm.Checked(Libolm.SessionId(Handle, id, (nuint)id.Length), "session id");
            return Encoding.ASCII.GetString(id);
        }
    }

    public OlmMessage Encrypt(ReadOnlySpan<byte> plaintext)
    {
        var type = (OlmMessageType)Libolm.EncryptMessageType(Handle);
        var random = Libolm.Random(Libolm.EncryptRandomLength(Handle));
        var message = new byte[Libolm.EncryptMessageLength(Handle, (nuint)plaintext.Length)];
        var result = Libolm.Encrypt(Handle, plaintext, (nuint)plaintext.Length, random, (nuint)random.Length, message, (nuint)message.Length);
        Libolm.Checked(result, "encryption");
        return new OlmMessage(type, Libolm.Bytes(message));
    }

    /// <summary>Null when libolm refuses.</summary>
    public byte[]? Decrypt(OlmMessage message)
    {
        // It decodes in place, so that each call needs its own copy.
        var (first, second) = (Libolm.Base64(message.Body), Libolm.Base64(message.Body));
        var length = Libolm.DecryptLength(Handle, (nuint)message.Type, first, (nuint)first.Length);
        if (Libolm.Failed(length)) return null;
        var plaintext = new byte[length];
        var written = Libolm.Decrypt(Handle, (nuint)message.Type, second, (nuint)second.Length, plaintext, length);
        return Libolm.Failed(written) ? null : plaintext[..(int)written];
    }

    public void Dispose() => Libolm.Free(Handle);
}
