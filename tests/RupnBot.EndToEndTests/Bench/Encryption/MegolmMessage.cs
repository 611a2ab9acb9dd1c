using System.Text.Json.Nodes;
using RupnBot.Demo.Colleagues;

namespace RupnBot.EndToEndTests.Bench.Encryption;

/// <summary>What anybody sees of an encrypted event on the wire.</summary>
/// <param name="EventId">The event.</param>
/// <param name="Sender">Who sent it.</param>
/// <param name="SessionId">The session it says it is of.</param>
/// <param name="Index">Of its key in the session: used twice, it would give two messages the same key.</param>
/// <param name="Ciphertext">All of it, base64.</param>
internal sealed record MegolmMessage(string EventId, string Sender, string SessionId, uint Index, string Ciphertext)
{
    private const byte Version = 3;
    private const byte IndexTag = 0x08;

    /// <summary>Reads the encrypted events among these (Megolm, "Message format": version, then the index as varint under tag 0x08).</summary>
    public static IReadOnlyList<MegolmMessage> Among(IEnumerable<ReceivedEvent> events) =>
        [.. events.Where(item => item is { Type: "m.room.encrypted", IsRedacted: false }).Select(item => Read(item.EventId, item.Sender, item.Content))];

    /// <summary>Reads the content of an encrypted event.</summary>
    public static MegolmMessage Read(string eventId, string sender, JsonObject content)
    {
        var ciphertext = (string)content["ciphertext"]!;
        return new MegolmMessage(eventId, sender, (string)content["session_id"]!, IndexOf(Decode(ciphertext)), ciphertext);
    }

    private static byte[] Decode(string unpadded) => Convert.FromBase64String(unpadded.PadRight((unpadded.Length + 3) / 4 * 4, '='));

    private static uint IndexOf(ReadOnlySpan<byte> message)
    {
        if (message is not [Version, IndexTag, .. var rest]) throw new FormatException("Not a Megolm message of version 3.");
        uint index = 0;
        for (var place = 0; ; place++)
        {
            index |= (uint)(rest[place] & 0x7f) << (7 * place);
            if ((rest[place] & 0x80) == 0) return index;
        }
    }
}
