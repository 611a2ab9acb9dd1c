using RupnBot.Demo.Colleagues;
using RupnBot.Demo.Colleagues.Encryption;

namespace RupnBot.Demo.Story;

/// <summary>What an encrypted salon must have shown: the server nothing of what was said, each colleague's client all of it, and the same as elsewhere.</summary>
internal static class EncryptedExpectations
{
    private const string Encrypted = "m.room.encrypted";

    // Matrix encrypts neither of these (client-server API, "m.room.encrypted").
    private static readonly string[] AlwaysInClear = ["m.room.redaction", "m.reaction"];

    /// <summary>Judges what one colleague reads; of the others, that they read as much.</summary>
    /// <param name="readings">What each colleague's client holds of the salon, by name; the first one's is judged by its words.</param>
    /// <param name="onTheWire">The same room as the server tells it to a device without keys.</param>
    /// <param name="news">What the digest must show.</param>
    /// <param name="ballot">What was asked there.</param>
    /// <param name="bot">Its Matrix id.</param>
    public static IReadOnlyList<Expectation> Judge(
        IReadOnlyList<(string Name, IReadOnlyList<DecryptedEvent> Events)> readings,
        IReadOnlyList<ReceivedEvent> onTheWire,
        IReadOnlyList<PublishedArticle> news,
        Ballot ballot,
        string bot)
    {
        var sent = onTheWire.Where(item => item.Sender == bot && item is { StateKey: null, IsRedacted: false }).ToList();
        var encrypted = sent.Where(item => item.Type == Encrypted).Select(item => item.EventId).ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<ReceivedEvent> read = [.. readings[0].Events.Where(item => item.IsReadable).Select(item => item.Clear)];
        return
        [
            new(
                "sur le serveur, rien du robot en clair",
                encrypted.Count > 0 && sent.All(item => item.Type == Encrypted || AlwaysInClear.Contains(item.Type, StringComparer.Ordinal))),
            .. readings.Select(reading => new Expectation($"{reading.Name} déchiffre tout ce que le robot a écrit", Reads(reading.Events, encrypted))),
            .. readings.Select(reading => new Expectation(
                $"le client de {reading.Name} ne met pas en garde contre le robot", reading.Events.All(item => item.Sender != bot || item.Shield is null))),
            .. Expectations.Judge(read, news, ballot, bot),
        ];
    }

    private static bool Reads(IReadOnlyList<DecryptedEvent> events, HashSet<string> encrypted) =>
        encrypted.Count > 0 && encrypted.IsSubsetOf(events.Where(item => item.IsReadable).Select(item => item.EventId));
}
