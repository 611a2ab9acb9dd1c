using System.Text.Json;

namespace RupnBot.Crypto.Tests.Machine.Sending;

/// <summary>Which ratchet position a message on the wire used, read by hand (specification, "Megolm message format", "Olm normal message").</summary>
internal static class WireIndex
{
    public static uint OfMegolm(byte[] content)
    {
        UnpaddedBase64.TryDecode(JsonSerializer.Deserialize<JsonElement>(content).GetProperty("ciphertext").GetString(), out var message);
        Assert.Equal([3, 0x08], message[..2]);
        return Varint(message.AsSpan(2));
    }

    /// <summary>Ratchet key and counter of an Olm message, which together must never come twice with other bytes.</summary>
    public static string OfOlm(JsonElement message)
    {
        UnpaddedBase64.TryDecode(message.GetProperty("body").GetString(), out var body);
        var inner = message.GetProperty("type").GetInt32() == 0 ? Field(body, 0x22) : body;
        return Convert.ToHexString(Field(inner, 0x0A)) + "/" + Varint(inner.AsSpan(1 + 34 + 1));
    }

    // Keys of 32 bytes and one message, in any order, after a version byte.
    private static byte[] Field(byte[] message, byte tag)
    {
        for (var at = 1; at < message.Length;)
        {
            var found = message[at++];
            var length = (int)Varint(message.AsSpan(at));
            while (message[at++] >= 0x80) { }
            if (found == tag) return message[at..(at + length)];
            at += (found & 7) == 2 ? length : 0;
        }

        throw new FormatException("No such field.");
    }

    private static uint Varint(ReadOnlySpan<byte> bytes)
    {
        uint value = 0;
        for (var i = 0; ; i++)
        {
            value |= (uint)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] < 0x80) return value;
        }
    }
}
