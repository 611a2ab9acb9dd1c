using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RupnBot.Crypto.Tests.Oracle;

/// <summary>Backups as libolm encrypts and reads them.</summary>
internal static class LibolmBackup
{
    public static JsonElement Encrypt(string publicKey, ReadOnlySpan<byte> plaintext)
    {
        var handle = Libolm.Create(Libolm.PkEncryptionSize(), Libolm.PkEncryption);
        try
        {
            var recipient = Encoding.ASCII.GetBytes(publicKey);
            Libolm.Checked(Libolm.PkSetRecipient(handle, recipient, (nuint)recipient.Length), "recipient");
            var ciphertext = new byte[Libolm.PkCiphertextLength(handle, (nuint)plaintext.Length)];
            var mac = new byte[Libolm.PkMacLength(handle)];
            var ephemeral = new byte[Libolm.PkKeyLength()];
            var random = Libolm.Random(Libolm.PkEncryptRandomLength(handle));
            var result = Libolm.PkEncrypt(
                handle, plaintext, (nuint)plaintext.Length, ciphertext, (nuint)ciphertext.Length, mac, (nuint)mac.Length,
                ephemeral, (nuint)ephemeral.Length, random, (nuint)random.Length);
            Libolm.Checked(result, "backup encryption");
            var json = new JsonObject
            {
                ["ciphertext"] = Encoding.ASCII.GetString(ciphertext), ["mac"] = Encoding.ASCII.GetString(mac), ["ephemeral"] = Encoding.ASCII.GetString(ephemeral),
            };
            return JsonElement.Parse(json.ToJsonString());
        }
        finally
        {
            Libolm.Free(handle);
        }
    }

    public static byte[] Decrypt(ReadOnlySpan<byte> secret, JsonObject sessionData, out string publicKey)
    {
        var handle = Libolm.Create(Libolm.PkDecryptionSize(), Libolm.PkDecryption);
        try
        {
            var key = new byte[Libolm.PkKeyLength()];
            Libolm.Checked(Libolm.PkKeyFromPrivate(handle, key, (nuint)key.Length, secret, (nuint)secret.Length), "backup key");
            publicKey = Encoding.ASCII.GetString(key);
            var (ephemeral, mac, ciphertext) = (Field(sessionData, "ephemeral"), Field(sessionData, "mac"), Field(sessionData, "ciphertext"));
            var plaintext = new byte[Libolm.PkPlaintextLength(handle, (nuint)ciphertext.Length)];
            var length = Libolm.PkDecrypt(
                handle, ephemeral, (nuint)ephemeral.Length, mac, (nuint)mac.Length, ciphertext, (nuint)ciphertext.Length, plaintext, (nuint)plaintext.Length);
            return plaintext[..(int)Libolm.Checked(length, "backup decryption")];
        }
        finally
        {
            Libolm.Free(handle);
        }
    }

    private static byte[] Field(JsonObject data, string name) => Encoding.ASCII.GetBytes((string)data[name]!);
}
