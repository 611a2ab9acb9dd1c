using System.Text.Json.Nodes;
using RupnBot.Demo.Colleagues;
using RupnBot.EndToEndTests.Bench.Faults;

namespace RupnBot.EndToEndTests.Bench.Encryption;

/// <summary>Checks of what stands on the wire.</summary>
internal static class Wire
{
    /// <summary>The encrypted events of a room that have not been redacted.</summary>
    public static async Task<IReadOnlyList<MegolmMessage>> ReadAsync(Colleague reader, string roomId, CancellationToken cancellationToken) =>
        MegolmMessage.Among(await reader.ReadAsync(roomId, cancellationToken));

    /// <summary>Whatever someone sent to a room is encrypted, but for what Matrix never encrypts: state, redactions and reactions.</summary>
    public static async Task AssertNothingInClearAsync(Colleague reader, string roomId, string sender, CancellationToken cancellationToken)
    {
        var events = (await reader.ReadAsync(roomId, cancellationToken)).Where(item => item.Sender == sender && item.StateKey is null).ToList();
        Assert.Contains(events, item => item.Type == "m.room.encrypted");
        Assert.All(events, item => Assert.Contains(item.Type, (string[])["m.room.encrypted", "m.room.redaction", "m.reaction"]));
    }

    /// <summary>
    /// Of all that left for the homeserver, arrived or not: a transaction that came again said the same to the byte, and no key of a session was used for
    /// two messages.
    /// </summary>
    public static void AssertNoIndexTwice(RequestLog requests, string sender)
    {
        var sent = requests.All.Where(request => request.EncryptedBody is not null).ToList();
        Assert.NotEmpty(sent);
        Assert.All(sent.GroupBy(request => request.Path), same => Assert.Single(same.Select(request => request.EncryptedBody).Distinct()));
        AssertNoIndexTwice(sent.DistinctBy(request => request.Path)
            .Select(request => MegolmMessage.Read(request.Path, sender, JsonNode.Parse(request.EncryptedBody!)!.AsObject())));
    }

    /// <summary>No key of a session was used for two messages.</summary>
    public static void AssertNoIndexTwice(IEnumerable<MegolmMessage> messages)
    {
        var reused = messages.GroupBy(message => (message.SessionId, message.Index)).Where(same => same.Count() > 1);
        Assert.Empty(reused.Select(same => $"{same.Key}: {string.Join(", ", same.Select(message => message.EventId))}"));
    }
}
