using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RupnBot.Matrix;

namespace RupnBot.Crypto.Tests.Fuzzing;

/// <summary>The decoders of text: base64, keys, canonical and signed JSON.</summary>
internal static class TextDecoders
{
    private static readonly UserId Anne = new("@anne:example.org");
    private static readonly Ed25519SecretKey Key = Ed25519SecretKey.FromSeed(new byte[32]);

    public static IEnumerable<Decoder> All { get; } =
    [
        new("base64", [Utf8(UnpaddedBase64.Encode(new byte[100])), Utf8("Zm9vYg=="), Utf8("-_8")], Base64, 0.9),
        new("public key", [Utf8(Key.PublicKey.ToString())], static input => Curve25519PublicKey.TryParse(Text(input), out _) | Ed25519PublicKey.TryParse(Text(input), out _), 0.9),
        new("canonical JSON", [Utf8("""{"b":[1,-2,3e2,true,null,"é\n\ud83d\ude00"],"a":{"c":{},"😀":"x"}}"""), Utf8("[[[[[1]]]]]"), Utf8("\"x\"")], Canonical, 0.9),
        new("signed JSON", [Signed()], SignedObject, 0.5),
    ];

    private static bool Base64(byte[] input)
    {
        var text = Text(input);
        var fast = UnpaddedBase64.TryDecodePublic(text, out var bytes);
        Assert.Equal(UnpaddedBase64.TryDecode(text, out var same), fast);
        Assert.Equal(same, bytes);
        if (fast) Assert.Equal(text.TrimEnd('='), UnpaddedBase64.Encode(bytes));
        if (UnpaddedBase64.TryDecodeUrl(text, out var url)) Assert.Equal(text.TrimEnd('='), UnpaddedBase64.EncodeUrl(url));
        return fast || url.Length > 0;
    }

    private static bool Canonical(byte[] input)
    {
        try
        {
            using var document = JsonDocument.Parse(input);
            var written = CanonicalJson.Write(document.RootElement);
            using var again = JsonDocument.Parse(written);
            Assert.Equal(written, CanonicalJson.Write(again.RootElement));
            return true;
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return false;
        }
    }

    private static bool SignedObject(byte[] input)
    {
        try
        {
            using var document = JsonDocument.Parse(input);
            return SignedJson.Verify(document.RootElement, Anne, "ed25519:D", Key.PublicKey);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static byte[] Signed() =>
        Utf8(SignedJson.WithSignature(JsonNode.Parse("""{"a":[1,"x"],"unsigned":{"n":1}}""")!.AsObject(), Anne, "ed25519:D", Key).ToJsonString());

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(byte[] input) => Encoding.UTF8.GetString(input);
}
