using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RupnBot.Crypto.Tests.Oracle;

namespace RupnBot.Crypto.Tests.Backup;

public sealed class BackupKeyTests : IDisposable
{
    private readonly BackupKey _key = BackupKey.Generate();

    public void Dispose() => _key.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(1000)]
    public void What_libolm_encrypts_is_read(int length)
    {
        var plain = new byte[length];
        Random.Shared.NextBytes(plain);
        Assert.True(_key.TryDecrypt(LibolmBackup.Encrypt(_key.PublicKey.ToString(), plain), out var read, out var failure), failure.ToString());
        Assert.Equal(plain, read);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(1000)]
    public void Libolm_reads_what_is_encrypted_here(int length)
    {
        var plain = new byte[length];
        Random.Shared.NextBytes(plain);
        var read = LibolmBackup.Decrypt(_key.Export(), BackupKey.Encrypt(_key.PublicKey, plain), out var publicKey);
        Assert.Equal(plain, read);
        Assert.Equal(_key.PublicKey.ToString(), publicKey);
    }

    [Fact]
    public void A_changed_mac_and_another_key_are_refused()
    {
        var data = BackupKey.Encrypt(_key.PublicKey, "text"u8);
        using var other = BackupKey.Generate();
        Assert.Equal(CryptoFailure.BadMac, Failure(other, data));
        UnpaddedBase64.TryDecode((string?)data["mac"], out var mac);
        mac[^1] ^= 1;
        data["mac"] = UnpaddedBase64.Encode(mac);
        Assert.Equal(CryptoFailure.BadMac, Failure(_key, data));
    }

    [Fact]
    public void The_mac_does_not_cover_the_text_and_bad_padding_is_still_no_crash()
    {
        var data = BackupKey.Encrypt(_key.PublicKey, "0123456789abcdef0123456789abcdef"u8);
        UnpaddedBase64.TryDecode((string?)data["ciphertext"], out var ciphertext);
        data["ciphertext"] = UnpaddedBase64.Encode(ciphertext.AsSpan(0, 32));
        Assert.Equal(CryptoFailure.BadFormat, Failure(_key, data));
    }

    // Low-order points: 0, 1, and one of order 8 (RFC 7748, 6.1).
    [Theory]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("4Ot6fDtBuK4WVuP68Z/EatoJjeucMrH9hmIFFl9JuAA")]
    public void An_ephemeral_key_of_low_order_is_refused(string ephemeral)
    {
        var data = BackupKey.Encrypt(_key.PublicKey, "text"u8);
        data["ephemeral"] = ephemeral;
        Assert.Equal(CryptoFailure.LowOrderPoint, Failure(_key, data));
    }

    [Fact]
    public void Nothing_is_encrypted_for_a_key_of_low_order()
    {
        var failure = Assert.Throws<CryptoException>(() => BackupKey.Encrypt(default, "text"u8));
        Assert.Equal(CryptoFailure.LowOrderPoint, failure.Failure);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"ephemeral":1,"ciphertext":2,"mac":3}""")]
    [InlineData("""{"ephemeral":"4Ot6","ciphertext":"AAAA","mac":"AAAA"}""")]
    public void What_is_no_session_data_is_refused(string json)
    {
        Assert.False(_key.TryDecrypt(JsonElement.Parse(json), out _, out var failure));
        Assert.Equal(CryptoFailure.BadFormat, failure);
    }

    [Fact]
    public void A_text_beyond_the_limit_is_refused_unread()
    {
        var data = BackupKey.Encrypt(_key.PublicKey, "text"u8);
        data["ciphertext"] = new string('A', 1 << 20);
        Assert.Equal(CryptoFailure.BadFormat, Failure(_key, data));
    }

    [Fact]
    public void A_key_does_not_tell_itself()
    {
        Assert.Equal("BackupKey", _key.ToString());
        var data = BackupKey.Encrypt(_key.PublicKey, "text"u8).ToJsonString();
        Assert.DoesNotContain(UnpaddedBase64.Encode(_key.Export()), data, StringComparison.Ordinal);
        Assert.DoesNotContain(UnpaddedBase64.Encode(Encoding.ASCII.GetBytes("text")), data, StringComparison.Ordinal);
    }

    private static CryptoFailure Failure(BackupKey key, JsonObject data)
    {
        Assert.False(key.TryDecrypt(JsonElement.Parse(data.ToJsonString()), out var plain, out var failure));
        Assert.Empty(plain);
        return failure;
    }
}
