using System.Text.Json;

namespace RupnBot.Crypto;

/// <summary>
/// Where an encrypted file lies and what opens it (specification, "Sending encrypted attachments", <c>EncryptedFile</c>). Travels inside
/// encrypted events only: whoever has it can read the file. Its text form tells the address and nothing else.
/// </summary>
public sealed class EncryptedFile
{
    internal const int KeyLength = 32;
    internal const int CounterLength = 16;
    internal const int HashLength = 32;

    private const int LongestAddress = 1024;

    private readonly byte[] _key;
    private readonly byte[] _counter;
    private readonly byte[] _hash;

    internal EncryptedFile(string url, byte[] key, byte[] counter, byte[] hash) => (Url, _key, _counter, _hash) = (url, key, counter, hash);

    /// <summary>The <c>mxc://</c> address of the ciphertext; empty before it is uploaded.</summary>
    public string Url { get; }

    internal ReadOnlySpan<byte> Key => _key;

    internal ReadOnlySpan<byte> Counter => _counter;

    internal ReadOnlySpan<byte> Hash => _hash;

    /// <summary>The same file, uploaded there.</summary>
    public EncryptedFile At(string mxcUrl)
    {
        ArgumentException.ThrowIfNullOrEmpty(mxcUrl);
        return new EncryptedFile(mxcUrl, _key, _counter, _hash);
    }

    /// <summary>Reads the <c>file</c> of a message.</summary>
    /// <param name="file">As it came.</param>
    /// <param name="read">What it says.</param>
    /// <param name="failure"><see cref="CryptoFailure.WrongVersion"/>, <see cref="CryptoFailure.Unsupported"/> or <see cref="CryptoFailure.BadFormat"/>.</param>
    public static bool TryRead(JsonElement file, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out EncryptedFile? read, out CryptoFailure failure)
    {
        read = null;
        failure = CryptoFailure.BadFormat;
        if (file.ValueKind != JsonValueKind.Object) return false;
        if (file.TextMember("v") != "v2") return Refuse(CryptoFailure.WrongVersion, out failure);
        if (file.TextMember("url") is not { Length: > 6 and <= LongestAddress } url || !url.StartsWith("mxc://", StringComparison.Ordinal)) return false;
        if (file.ObjectMember("key") is not { } jwk) return false;
        if (jwk.TextMember("alg") != "A256CTR" || jwk.TextMember("kty") != "oct") return Refuse(CryptoFailure.Unsupported, out failure);
        if (!UnpaddedBase64.TryDecodeUrl(jwk.TextMember("k"), out var key) || key.Length != KeyLength) return false;
        if (!UnpaddedBase64.TryDecode(file.TextMember("iv"), out var counter) || counter.Length != CounterLength) return false;
        if (!UnpaddedBase64.TryDecode(file.ObjectMember("hashes").TextMember("sha256"), out var hash) || hash.Length != HashLength) return false;
        failure = CryptoFailure.None;
        read = new EncryptedFile(url, key, counter, hash);
        return true;
    }

    /// <summary>Writes the object that stands as <c>file</c> in a message.</summary>
    /// <exception cref="InvalidOperationException">It was not uploaded yet.</exception>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (Url.Length == 0) throw new InvalidOperationException("The file was not uploaded yet.");
        writer.WriteStartObject();
        writer.WriteString("v", "v2");
        writer.WriteString("url", Url);
        writer.WriteStartObject("key");
        writer.WriteString("kty", "oct");
        writer.WriteString("alg", "A256CTR");
        writer.WriteString("k", UnpaddedBase64.EncodeUrl(_key));
        writer.WriteBoolean("ext", true);
        writer.WriteStartArray("key_ops");
        writer.WriteStringValue("encrypt");
        writer.WriteStringValue("decrypt");
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteString("iv", UnpaddedBase64.Encode(_counter));
        writer.WriteStartObject("hashes");
        writer.WriteString("sha256", UnpaddedBase64.Encode(_hash));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>The address alone.</summary>
    public override string ToString() => $"encrypted file {Url}";

    private static bool Refuse(CryptoFailure reason, out CryptoFailure failure)
    {
        failure = reason;
        return false;
    }
}
