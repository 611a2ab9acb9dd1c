using System.Text;

namespace RupnBot.Crypto.Tests.Oracle;

/// <summary>A session of Megolm with which libolm encrypts.</summary>
internal sealed class LibolmOutboundGroup : IDisposable
{
    private readonly nint _handle = Libolm.Create(Libolm.OutboundSize(), Libolm.Outbound);

    public LibolmOutboundGroup()
    {
        var random = Libolm.Random(Libolm.InitOutboundRandomLength(_handle));
        Libolm.Checked(Libolm.InitOutbound(_handle, random, (nuint)random.Length), "outbound group session");
    }

    public string Id
    {
        get
        {
            var id = new byte[Libolm.OutboundIdLength(_handle)];
            Libolm.Checked(Libolm.OutboundId(_handle, id, (nuint)id.Length), "group session id");
            return Encoding.ASCII.GetString(id);
        }
    }

    public byte[] SessionKey()
    {
        var key = new byte[Libolm.OutboundKeyLength(_handle)];
        Libolm.Checked(Libolm.OutboundKey(_handle, key, (nuint)key.Length), "session key");
        return Libolm.Bytes(key);
    }

    public byte[] Encrypt(ReadOnlySpan<byte> plaintext) => Libolm.Bytes(EncryptToBase64(plaintext));

    public byte[] EncryptToBase64(ReadOnlySpan<byte> plaintext)
    {
        var message = new byte[Libolm.GroupEncryptLength(_handle, (nuint)plaintext.Length)];
        Libolm.Checked(Libolm.GroupEncrypt(_handle, plaintext, (nuint)plaintext.Length, message, (nuint)message.Length), "group encryption");
        return message;
    }

    public void Dispose() => Libolm.Free(_handle);
}

/// <summary>A session of Megolm with which libolm decrypts.</summary>
internal sealed class LibolmInboundGroup : IDisposable
{
    private readonly nint _handle = Libolm.Create(Libolm.InboundSize(), Libolm.Inbound);

    private LibolmInboundGroup()
    {
    }

    public static LibolmInboundGroup Create(ReadOnlySpan<byte> sessionKey)
    {
        var session = new LibolmInboundGroup();
        var key = Libolm.Base64(sessionKey);
        Libolm.Checked(Libolm.InitInbound(session._handle, key, (nuint)key.Length), "session key");
        return session;
    }

    public static LibolmInboundGroup Import(ReadOnlySpan<byte> exported)
    {
        var session = new LibolmInboundGroup();
        var key = Libolm.Base64(exported);
        Libolm.Checked(Libolm.ImportInbound(session._handle, key, (nuint)key.Length), "session export");
        return session;
    }

    /// <summary>Takes what <see cref="Pickle"/> gave, which is overwritten.</summary>
    public static LibolmInboundGroup Unpickle(byte[] pickle, ReadOnlySpan<byte> key)
    {
        var session = new LibolmInboundGroup();
        Libolm.Checked(Libolm.UnpickleInbound(session._handle, key, (nuint)key.Length, pickle, (nuint)pickle.Length), "unpickling");
        return session;
    }

    /// <summary>The session as libolm stores it, encrypted.</summary>
    public byte[] Pickle(ReadOnlySpan<byte> key)
    {
        var pickle = new byte[Libolm.PickleInboundLength(_handle)];
        Libolm.Checked(Libolm.PickleInbound(_handle, key, (nuint)key.Length, pickle, (nuint)pickle.Length), "pickling");
        return pickle;
    }

    public byte[] ExportAt(uint index)
    {
        var key = new byte[Libolm.ExportInboundLength(_handle)];
        Libolm.Checked(Libolm.ExportInbound(_handle, key, (nuint)key.Length, index), "export");
        return Libolm.Bytes(key);
    }

    /// <summary>Null when libolm refuses.</summary>
    public byte[]? Decrypt(ReadOnlySpan<byte> message, out uint index) => DecryptBase64(Libolm.Base64(message), out index);

    /// <summary>The same of base64, which is left as it was.</summary>
    public byte[]? DecryptBase64(byte[] message, out uint index)
    {
        index = 0;
        // It decodes in place, so that each call needs its own copy.
        var length = Libolm.GroupDecryptLength(_handle, message.ToArray(), (nuint)message.Length);
        if (Libolm.Failed(length)) return null;
        var plaintext = new byte[length];
        var written = Libolm.GroupDecrypt(_handle, message.ToArray(), (nuint)message.Length, plaintext, length, out index);
        return Libolm.Failed(written) ? null : plaintext[..(int)written];
    }

    public void Dispose() => Libolm.Free(_handle);
}
