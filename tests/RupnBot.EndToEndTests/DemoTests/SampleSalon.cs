using System.Text.Json.Nodes;
using RupnBot.Demo.Colleagues;
using RupnBot.Demo.Colleagues.Encryption;
using RupnBot.Demo.Story;

namespace RupnBot.EndToEndTests.DemoTests;

/// <summary>A salon that shows all that the demo's must, as its events are read.</summary>
internal static class SampleSalon
{
    public const string Bot = "@robot:rupn.test";
    public const string Nadia = "@nadia:rupn.test";

    public static readonly Ballot Ballot = new("Quel atelier ?", ["Pix", "vidéo"], 2, 3, ["Pix : 2 voix, 100 %", "vidéo : 0 voix, 0 %"]);

    public static readonly IReadOnlyList<PublishedArticle> News = [new("Une valise", new Uri("http://127.0.0.1/valise"), "SRANE")];

    public static IReadOnlyList<ReceivedEvent> Events { get; } =
    [
        Message("$welcome", "m.notice", "Bonjour, je suis le robot du SRANE."),
        Message("$announcement", "m.text", "Sondage : Quel atelier ?\nLe vote n'est pas anonyme."),
        Event(
            "$poll",
            "org.matrix.msc3381.poll.start",
            """{"org.matrix.msc3381.poll.start": {"answers": [{"id": "1", "org.matrix.msc1767.text": "Pix"}, {"id": "2", "org.matrix.msc1767.text": "vidéo"}]}}"""),
        Message("$digest", "m.text", "Une valise (SRANE) http://127.0.0.1/valise", "<a href=\\\"http://127.0.0.1/valise\\\">Une valise</a>"),
        Event("$end", "org.matrix.msc3381.poll.end", "{}"),
        Message("$result", "m.text", "Résultat : Quel atelier ?\n2 votants sur 3.\nPix : 2 voix, 100 %\nvidéo : 0 voix, 0 %"),
        Message("$remark", "m.text", "Merci.") with { Sender = Nadia },
    ];

    /// <summary>As a client reads them that could decipher each.</summary>
    public static IReadOnlyList<DecryptedEvent> Deciphered { get; } = [.. Events.Select(item => new DecryptedEvent(item, Encrypted: true, null, null))];

    /// <summary>As the server tells them.</summary>
    public static IReadOnlyList<ReceivedEvent> OnTheWire { get; } = [.. Events.Select(item => item with { Type = "m.room.encrypted", Content = [] })];

    public static ReceivedEvent Message(string id, string type, string body, string formatted = "") => Event(
        id, "m.room.message", $$"""{"msgtype": "{{type}}", "body": "{{body.Replace("\n", "\\n", StringComparison.Ordinal)}}", "formatted_body": "{{formatted}}"}""");

    private static ReceivedEvent Event(string id, string type, string content) =>
        new(id, type, Bot, DateTimeOffset.UnixEpoch, null, JsonNode.Parse(content)!.AsObject(), []);
}
