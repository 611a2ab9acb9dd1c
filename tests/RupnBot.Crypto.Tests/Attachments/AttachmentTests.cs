using System.Text;
using System.Text.Json;

namespace RupnBot.Crypto.Tests.Attachments;

public sealed class AttachmentTests
{
    private static readonly byte[] Plain = Encoding.UTF8.GetBytes("vote;réponse\n");

    [Fact]
    public void A_file_comes_back_unchanged()
    {
        var ciphertext = AttachmentCipher.Encrypt(Plain, out var file);
        Assert.True(AttachmentCipher.TryDecrypt(RoundTrip(file), ciphertext, out var plain, out var failure), failure.ToString());
        Assert.Equal(Plain, plain);
        Assert.NotEqual(Plain, ciphertext);
    }

    [Fact]
    public void An_empty_file_is_a_file()
    {
        var ciphertext = AttachmentCipher.Encrypt([], out var file);
        Assert.True(AttachmentCipher.TryDecrypt(RoundTrip(file), ciphertext, out var plain, out _));
        Assert.Empty(plain);
    }

    // Known answers of other clients' attachments (AES-256-CTR, recomputed with OpenSSL).
    [Theory]
    [InlineData("", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAA", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU", "")]
    [InlineData("5xJZTt5cQicm+9f4", "__________________________________________8", "//////////8AAAAAAAAAAA", "YzF08lARDdOCzJpzuSwsjTNlQc4pHxpdHcXiD/wpK6k", "Hello, World")]
    public void Attachments_of_other_clients_are_read(string ciphertext, string key, string counter, string hash, string expected)
    {
        var file = Read(Json(key: key, iv: counter, hash: hash));
        Assert.True(AttachmentCipher.TryDecrypt(file, Bytes(ciphertext), out var plain, out var failure), failure.ToString());
        Assert.Equal(expected, Encoding.UTF8.GetString(plain));
    }

    [Fact]
    public void A_changed_ciphertext_is_refused_before_anything_of_it_is_used()
    {
        var ciphertext = AttachmentCipher.Encrypt(Plain, out var file);
        ciphertext[0] ^= 1;
        Assert.False(AttachmentCipher.TryDecrypt(file, ciphertext, out var plain, out var failure));
        Assert.Equal((CryptoFailure.BadHash, true), (failure, plain is null));
    }

    [Fact]
    public void A_shortened_ciphertext_is_refused()
    {
        var ciphertext = AttachmentCipher.Encrypt(Plain, out var file);
        Assert.False(AttachmentCipher.TryDecrypt(file, ciphertext.AsSpan(1), out _, out var failure));
        Assert.Equal(CryptoFailure.BadHash, failure);
    }

    [Fact]
    public void Key_and_counter_are_new_for_each_file_and_the_counter_begins_at_zero()
    {
        AttachmentCipher.Encrypt(Plain, out var first);
        AttachmentCipher.Encrypt(Plain, out var second);
        Assert.False(first.Key.SequenceEqual(second.Key));
        Assert.False(first.Counter.SequenceEqual(second.Counter));
        Assert.Equal(new byte[8], first.Counter[8..].ToArray());
    }

    [Fact]
    public void What_is_written_has_every_member_that_the_specification_requires()
    {
        AttachmentCipher.Encrypt(Plain, out var file);
        var json = Write(file.At("mxc://rupn.test/abc"));
        Assert.Equal("v2", json.GetProperty("v").GetString());
        Assert.Equal("mxc://rupn.test/abc", json.GetProperty("url").GetString());
        var key = json.GetProperty("key");
        Assert.Equal(("oct", "A256CTR", true), (key.GetProperty("kty").GetString(), key.GetProperty("alg").GetString(), key.GetProperty("ext").GetBoolean()));
        Assert.Equal(["encrypt", "decrypt"], key.GetProperty("key_ops").EnumerateArray().Select(operation => operation.GetString()));
        Assert.Equal(43, key.GetProperty("k").GetString()!.Length);
        Assert.Equal(22, json.GetProperty("iv").GetString()!.Length);
        Assert.Equal(43, json.GetProperty("hashes").GetProperty("sha256").GetString()!.Length);
    }

    [Theory]
    [InlineData("[]", CryptoFailure.BadFormat)]
    [InlineData("{}", CryptoFailure.WrongVersion)]
    [InlineData("""{"v":"v1","url":"mxc://a/b"}""", CryptoFailure.WrongVersion)]
    [InlineData("""{"v":"v2","url":"https://a/b"}""", CryptoFailure.BadFormat)]
    [InlineData("""{"v":"v2","url":"mxc://a/b","key":"k"}""", CryptoFailure.BadFormat)]
    [InlineData("""{"v":"v2","url":"mxc://a/b","key":{"alg":"A128CTR","kty":"oct"}}""", CryptoFailure.Unsupported)]
    [InlineData("""{"v":"v2","url":"\ud800","key":{}}""", CryptoFailure.BadFormat)]
    public void What_is_no_encrypted_file_is_refused_by_name(string json, CryptoFailure expected)
    {
        using var document = JsonDocument.Parse(json);
        Assert.False(EncryptedFile.TryRead(document.RootElement, out _, out var failure));
        Assert.Equal(expected, failure);
    }

    [Theory]
    [InlineData("AAAA", "AAAAAAAAAAAAAAAAAAAAAA", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "AAAA", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAA", "47DE")]
    public void Lengths_are_checked(string key, string counter, string hash)
    {
        Assert.False(EncryptedFile.TryRead(Json(key, counter, hash), out _, out var failure));
        Assert.Equal(CryptoFailure.BadFormat, failure);
    }

    [Fact]
    public void The_text_form_does_not_tell_the_key()
    {
        AttachmentCipher.Encrypt(Plain, out var file);
        var text = file.At("mxc://rupn.test/abc").ToString();
        Assert.DoesNotContain(UnpaddedBase64.EncodeUrl(file.Key), text, StringComparison.Ordinal);
        Assert.Equal("encrypted file mxc://rupn.test/abc", text);
    }

    [Fact]
    public void A_file_beyond_the_limit_is_refused() =>
        Assert.Throws<ArgumentException>(() => AttachmentCipher.Encrypt(new byte[AttachmentCipher.MaximumBytes + 1], out _));

    private static byte[] Bytes(string base64) => UnpaddedBase64.TryDecode(base64, out var bytes) ? bytes : throw new FormatException();

    private static EncryptedFile RoundTrip(EncryptedFile file) => Read(Write(file.At("mxc://rupn.test/abc")));

    private static EncryptedFile Read(JsonElement json)
    {
        Assert.True(EncryptedFile.TryRead(json, out var file, out var failure), failure.ToString());
        return file;
    }

    private static JsonElement Write(EncryptedFile file)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) file.WriteTo(writer);
        return JsonElement.Parse(stream.ToArray());
    }

    private static JsonElement Json(string key, string iv, string hash) => JsonElement.Parse(
        $$$"""{"v":"v2","url":"mxc://a/b","key":{"alg":"A256CTR","ext":true,"k":"{{{key}}}","key_ops":["encrypt","decrypt"],"kty":"oct"},"iv":"{{{iv}}}","hashes":{"sha256":"{{{hash}}}"}}""");
}
