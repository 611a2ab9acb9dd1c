using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RupnBot.Crypto.Tests.Identity;

public sealed class SecretStorageTests : IDisposable
{
    private const string Name = "m.cross_signing.master";

    private readonly RecoveryKey _key = RecoveryKey.FromBytes(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray());
    private readonly RecoveryKey _other = RecoveryKey.FromBytes(Enumerable.Range(1, 32).Select(i => (byte)i).ToArray());

    public void Dispose()
    {
        _key.Dispose();
        _other.Dispose();
    }

    [Fact]
    public void A_secret_comes_back_under_its_own_name_and_key_only()
    {
        var data = AccountData(SecretStorage.Encrypt(_key, Name, "secret"u8));
        Assert.True(SecretStorage.TryDecrypt(_key, "k", Name, data, out var secret, out _));
        Assert.Equal("secret", Encoding.UTF8.GetString(secret));
        Assert.Equal(CryptoFailure.BadMac, Failure(_other, "k", Name, data));
        Assert.Equal(CryptoFailure.BadMac, Failure(_key, "k", "m.cross_signing.self_signing", data));
        Assert.Equal(CryptoFailure.BadFormat, Failure(_key, "other", Name, data));
    }

    // Made with Python's hmac and OpenSSL by the steps of the specification; the padded form is what older clients write.
    [Theory]
    [InlineData("CQkJCQkJCQl/BwcHBwcHBw", "Arxz0yKSV4HpjVYf", "QxxLNU+7/DpHM6OnG+SHRvcodyEKTGDlXnqNuIrlSMY")]
    [InlineData("CQkJCQkJCQl/BwcHBwcHBw==", "Arxz0yKSV4HpjVYf", "QxxLNU+7/DpHM6OnG+SHRvcodyEKTGDlXnqNuIrlSMY=")]
    public void A_known_answer_is_opened_padded_or_not(string iv, string ciphertext, string mac)
    {
        var data = AccountData(new JsonObject { ["iv"] = iv, ["ciphertext"] = ciphertext, ["mac"] = mac });
        Assert.True(SecretStorage.TryDecrypt(_key, "k", Name, data, out var secret, out var failure), failure.ToString());
        Assert.Equal("known secret", Encoding.UTF8.GetString(secret));
    }

    [Fact]
    public void The_known_check_of_a_key_fits_it_and_no_other()
    {
        var description = Element(new JsonObject { ["algorithm"] = SecretStorage.Algorithm, ["iv"] = "CQkJCQkJCQl/BwcHBwcHBw", ["mac"] = "1Kig757avtQ1aQqFGCnGaLvnBwlhMElC5bGLotQeCS4" });
        Assert.Equal(RecoveryKeyCheck.Fits, SecretStorage.Check(_key, description));
        Assert.Equal(RecoveryKeyCheck.Differs, SecretStorage.Check(_other, description));
    }

    [Fact]
    public void A_description_made_here_fits_its_key_and_no_other()
    {
        var description = Element(SecretStorage.Describe(_key, "RupnBot"));
        Assert.Equal(RecoveryKeyCheck.Fits, SecretStorage.Check(_key, description));
        Assert.Equal(RecoveryKeyCheck.Differs, SecretStorage.Check(_other, description));
    }

    [Theory]
    [InlineData("""{"algorithm":"m.secret_storage.v1.aes-hmac-sha2"}""", RecoveryKeyCheck.Fits)]
    [InlineData("""{"algorithm":"m.secret_storage.v2"}""", RecoveryKeyCheck.Unsupported)]
    [InlineData("""{"algorithm":"m.secret_storage.v1.aes-hmac-sha2","iv":"AAAA"}""", RecoveryKeyCheck.Unsupported)]
    [InlineData("""{"algorithm":"m.secret_storage.v1.aes-hmac-sha2","iv":1,"mac":2}""", RecoveryKeyCheck.Unsupported)]
    [InlineData("[]", RecoveryKeyCheck.Unsupported)]
    public void A_description_without_a_check_is_believed_and_a_strange_one_is_not(string json, RecoveryKeyCheck expected) =>
        Assert.Equal(expected, SecretStorage.Check(_key, JsonElement.Parse(json)));

    [Theory]
    [InlineData("iv")]
    [InlineData("ciphertext")]
    [InlineData("mac")]
    public void One_changed_bit_is_noticed(string member)
    {
        var encrypted = SecretStorage.Encrypt(_key, Name, "0123456789abcdef"u8);
        UnpaddedBase64.TryDecode((string?)encrypted[member], out var bytes);
        bytes[0] ^= 0x80;
        encrypted[member] = UnpaddedBase64.Encode(bytes);
        var opened = SecretStorage.TryDecrypt(_key, "k", Name, AccountData(encrypted), out var secret, out var failure);
        // The MAC is over the ciphertext alone (specification): another iv gives another text, which the caller checks against public keys.
        if (member == "iv") Assert.NotEqual("0123456789abcdef", Encoding.UTF8.GetString(secret));
        else Assert.Equal((false, CryptoFailure.BadMac), (opened, failure));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"encrypted":[]}""")]
    [InlineData("""{"encrypted":{"k":{"passthrough":true}}}""")]
    [InlineData("""{"encrypted":{"k":{"iv":"AAAAAAAAAAAAAAAAAAAAAA","ciphertext":"****","mac":"AAAA"}}}""")]
    public void What_is_no_secret_is_refused(string json) => Assert.Equal(CryptoFailure.BadFormat, Failure(_key, "k", Name, JsonElement.Parse(json)));

    [Fact]
    public void Bit_63_of_the_counter_is_zero()
    {
        for (var i = 0; i < 64; i++)
        {
            UnpaddedBase64.TryDecode((string?)SecretStorage.Encrypt(_key, Name, [])["iv"], out var counter);
            Assert.Equal(0, counter[8] & 0x80);
        }
    }

    [Fact]
    public void The_id_of_a_key_is_always_the_same_and_differs_from_others()
    {
        Assert.Equal(SecretStorage.KeyId(_key), SecretStorage.KeyId(_key));
        Assert.NotEqual(SecretStorage.KeyId(_key), SecretStorage.KeyId(_other));
        Assert.Equal(32, SecretStorage.KeyId(_key).Length);
    }

    private static CryptoFailure Failure(RecoveryKey key, string keyId, string name, JsonElement data)
    {
        Assert.False(SecretStorage.TryDecrypt(key, keyId, name, data, out var secret, out var failure));
        Assert.Empty(secret);
        return failure;
    }

    private static JsonElement AccountData(JsonObject encrypted) => Element(new JsonObject { ["encrypted"] = new JsonObject { ["k"] = encrypted } });

    private static JsonElement Element(JsonObject json) => JsonElement.Parse(json.ToJsonString());
}
