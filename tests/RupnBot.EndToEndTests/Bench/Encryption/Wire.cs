using RupnBot.Demo.Colleagues;

namespace RupnBot.EndToEndTests.Bench.Encryption;

/// <summary>Checks of what stands on the wire.</summary>
internal static class Wire
{
    /// <summary>The encrypted events of a room that have not been redacted.</summary>
    public static async Task<IReadOnlyList<MegolmMessage>> ReadAsync(Colleague reader, string roomId, CancellationToken cancellationToken) =>
        MegolmMessage.Among(await reader.ReadAsync(roomId, cancellationToken));

    /// <summary>No key of a session was used for two messages.</summary>
    public static void AssertNoIndexTwice(IEnumerable<MegolmMessage> messages)
    {
        var reused = messages.GroupBy(message => (message.SessionId, message.Index)).Where(same => same.Count() > 1);
        Assert.Empty(reused.Select(same => $"{same.Key}: {string.Join(", ", same.Select(message => message.EventId))}"));
    }
}
