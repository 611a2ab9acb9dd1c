using System.Text.Json;
using System.Text.Json.Nodes;
using RupnBot.Matrix;

namespace RupnBot.Crypto.Tests.Primitives;

public sealed class SignedJsonTests : IDisposable
{
    private static readonly UserId Anne = new("@anne:example.org");

    // Specification, appendix "Cryptographic Test Vectors".
    private readonly Ed25519SecretKey _key = Ed25519SecretKey.FromSeed(Convert.FromBase64String("YJDBA9Xnr2sVqXD9Vj7XVUnmFZcZrlw8Md7kMW+3XA1="));

    public void Dispose() => _key.Dispose();

    [Theory]
    [InlineData("{}", "K8280/U9SSy9IVtjBuVeLr+HpOB4BQFWbg+UZaADMtTdGYI7Geitb76LTrr5QV/7Xg4ahLwYGYZzuHGZKM5ZAQ")]
    [InlineData("""{"one":1,"two":"Two"}""", "KqmLSbO39/Bzb0QIYE82zqLwsA+PDzYIpIRA2sRQ4sL53+sN6/fpNSoqE7BP7vBZhG6kYdD13EIMJpvhJI+6Bw")]
    [InlineData(
        """{"two":"Two","one":1,"unsigned":{"x":1},"signatures":{"other":{"ed25519:1":"…"}}}""",
        "KqmLSbO39/Bzb0QIYE82zqLwsA+PDzYIpIRA2sRQ4sL53+sN6/fpNSoqE7BP7vBZhG6kYdD13EIMJpvhJI+6Bw")]
    [InlineData(
        """{"room_id":"!x:domain","sender":"@a:domain","origin":"domain","origin_server_ts":1000000,"signatures":{},"hashes":{"sha256":"5jM4wQpv6lnBo7CLIghJuHdW+s2CMBJPUOGOC89ncos"},"type":"X","content":{},"prev_events":[],"auth_events":[],"depth":3,"unsigned":{"age_ts":1000000}}""",
        "KxwGjPSDEtvnFgU00fwFz+l6d2pJM6XBIaMEn81SXPTRl16AqLAYqfIReFGZlHi5KLjAWbOoMszkwsQma+lYAg")]
    public void The_vectors_of_the_specification_come_out(string given, string signature)
    {
        using var document = JsonDocument.Parse(given);
        Assert.Equal(signature, SignedJson.Sign(document.RootElement, _key));
    }

    [Fact]
    public void A_signature_is_added_beside_the_others_and_verifies()
    {
        var given = JsonNode.Parse("""{"b":2,"a":"é","unsigned":{"n":1},"signatures":{"@paul:example.org":{"ed25519:X":"s"}}}""")!.AsObject();
        var signed = SignedJson.WithSignature(given, Anne, "ed25519:D", _key);
        Assert.Equal("s", (string?)signed["signatures"]!["@paul:example.org"]!["ed25519:X"]);
        Assert.Null(given["signatures"]![Anne.Value]);
        Assert.True(Verify(signed));
    }

    [Fact]
    public void What_stands_in_unsigned_may_change_and_nothing_else()
    {
        var signed = SignedJson.WithSignature(JsonNode.Parse("""{"a":1,"unsigned":{}}""")!.AsObject(), Anne, "ed25519:D", _key);
        signed["unsigned"] = new JsonObject { ["n"] = 2 };
        Assert.True(Verify(signed));
        signed["a"] = 2;
        Assert.False(Verify(signed));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"signatures":1}""")]
    [InlineData("""{"signatures":{"@anne:example.org":[]}}""")]
    [InlineData("""{"signatures":{"@anne:example.org":{"ed25519:D":1}}}""")]
    [InlineData("""{"signatures":{"@anne:example.org":{"ed25519:D":"\ud800"}}}""")]
    [InlineData("""{"signatures":{"\ud800":{},"@anne:example.org":{"ed25519:D":"AAAA"}}}""")]
    [InlineData("""{"a":1.5,"signatures":{"@anne:example.org":{"ed25519:D":"AAAA"}}}""")]
    public void Malformed_signatures_are_refused_without_an_exception(string given)
    {
        using var document = JsonDocument.Parse(given);
        Assert.False(SignedJson.Verify(document.RootElement, Anne, "ed25519:D", _key.PublicKey));
    }

    [Fact]
    public void Neither_another_user_nor_another_key_id_nor_another_key_will_do()
    {
        var signed = SignedJson.WithSignature(JsonNode.Parse("""{"a":1}""")!.AsObject(), Anne, "ed25519:D", _key);
        using var document = JsonDocument.Parse(signed.ToJsonString());
        using var other = Ed25519SecretKey.Generate();
        Assert.False(SignedJson.Verify(document.RootElement, new UserId("@paul:example.org"), "ed25519:D", _key.PublicKey));
        Assert.False(SignedJson.Verify(document.RootElement, Anne, "ed25519:E", _key.PublicKey));
        Assert.False(SignedJson.Verify(document.RootElement, Anne, "ed25519:D", other.PublicKey));
    }

    private bool Verify(JsonObject signed)
    {
        using var document = JsonDocument.Parse(signed.ToJsonString());
        return SignedJson.Verify(document.RootElement, Anne, "ed25519:D", _key.PublicKey);
    }
}
