using System.Text.Json;
using System.Text.Json.Nodes;
using RupnBot.Matrix;

namespace RupnBot.Crypto;

/// <summary>Signed JSON objects (specification, appendix "Signing JSON").</summary>
public static class SignedJson
{
    private static readonly string[] Unsigned = ["signatures", "unsigned"];

    /// <summary>The bytes that are signed: canonical JSON without <c>signatures</c> and <c>unsigned</c>.</summary>
    /// <exception cref="FormatException">It is no object, or has no canonical form.</exception>
    public static byte[] Payload(JsonElement obj)
    {
        if (obj.ValueKind != JsonValueKind.Object) throw new FormatException("Only objects are signed.");
        return CanonicalJson.WriteWithout(obj, Unsigned);
    }

    /// <summary>The signature of an object, in unpadded base64.</summary>
    /// <exception cref="FormatException">It is no object, or has no canonical form.</exception>
    public static string Sign(JsonElement obj, Ed25519SecretKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return UnpaddedBase64.Encode(key.Sign(Payload(obj)));
    }

    /// <summary>Whether <paramref name="signer"/> signed it with that key. False for whatever is not so; nothing throws.</summary>
    /// <param name="obj">The object with its <c>signatures</c>.</param>
    /// <param name="signer">Whose signature counts.</param>
    /// <param name="keyId">Under which name it stands, <c>ed25519:DEVICE</c>.</param>
    /// <param name="key">The key that has that name.</param>
    public static bool Verify(JsonElement obj, UserId signer, string keyId, in Ed25519PublicKey key)
    {
        try
        {
            if (!TryGetObject(obj, "signatures", out var signatures) || !TryGetObject(signatures, signer.Value, out var own)) return false;
            if (!own.TryGetProperty(keyId, out var signature) || signature.ValueKind != JsonValueKind.String) return false;
            return UnpaddedBase64.TryDecode(signature.GetString(), out var bytes) && key.Verify(Payload(obj), bytes);
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException)
        {
            // No canonical form, or half a surrogate pair in a key or signature: nothing that anyone can have signed.
            return false;
        }
    }

    /// <summary>A copy that holds the signature beside those it had.</summary>
    /// <exception cref="FormatException">It has no canonical form, or its <c>signatures</c> are not what they should be.</exception>
    public static JsonObject WithSignature(JsonObject obj, UserId signer, string keyId, Ed25519SecretKey key)
    {
        ArgumentNullException.ThrowIfNull(obj);
        var signed = obj.DeepClone().AsObject();
        using var document = JsonDocument.Parse(obj.ToJsonString());
        var signature = Sign(document.RootElement, key);
        Member(Member(signed, "signatures"), signer.Value)[keyId] = signature;
        return signed;
    }

    private static bool TryGetObject(JsonElement obj, string name, out JsonElement value)
    {
        value = default;
        return obj.ValueKind == JsonValueKind.Object && obj.TryGetProperty(name, out value) && value.ValueKind == JsonValueKind.Object;
    }

    private static JsonObject Member(JsonObject obj, string name)
    {
        if (!obj.TryGetPropertyValue(name, out var value)) obj[name] = value = new JsonObject();
        return value as JsonObject ?? throw new FormatException("The signatures of a JSON object are not an object.");
    }
}
