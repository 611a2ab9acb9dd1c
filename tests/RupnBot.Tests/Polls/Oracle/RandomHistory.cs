using System.Text.Json;
using System.Text.Json.Nodes;

namespace RupnBot.Tests.Polls.Oracle;

/// <summary>
/// A salon with one poll, made at random: few people, few answers and few instants, so that what is rare in life is common here. Two events of one
/// person never share an instant: the MSC does not say which is then the later.
/// </summary>
internal sealed class RandomHistory
{
    public const string Start = "$start";
    public const string Creator = "@creator:rupn.test";
    public const string Moderator = "@moderator:rupn.test";

    public static readonly string[] People = [Creator, Moderator, "@a:rupn.test", "@b:rupn.test", "@c:rupn.test"];

    private readonly Random _random;
    private readonly bool _speaksStable;
    private readonly HashSet<(string Sender, int Instant)> _taken = [];
    private readonly List<JsonObject> _events = [];
    private List<string> _ids = [];

    /// <param name="seed">Another one, another history.</param>
    /// <param name="speaksStable">Some events have the names of the specification, others those of the time before, as Tchap's clients write.</param>
    public RandomHistory(int seed, bool speaksStable = true)
    {
        _random = new Random(seed);
        _speaksStable = speaksStable;
        _events.Add(Event(Start, "poll.start", Creator, 50, Definition("x")));
        var steps = _random.Next(4, 30);
        for (var i = 0; i < steps; i++) Step(i);
        // The server gives what relates to a poll in an order of its own.
        var rest = _events[1..].ToArray();
        _random.Shuffle(rest);
        Events = [.. rest.Prepend(_events[0]).Select(item => JsonSerializer.SerializeToElement(item))];
    }

    public IReadOnlyList<JsonElement> Events { get; }

    private void Step(int i)
    {
        var id = $"$event{i}";
        var sender = _random.GetItems(People, 1)[0];
        var instant = _random.Next(100);
        switch (_random.Next(100))
        {
            case < 68 when _taken.Add((sender, instant)):
                _events.Add(Event(id, "poll.response", sender, instant, Response()));
                break;
            case < 78:
                _events.Add(Event(id, "poll.end", sender, 40 + _random.Next(60), Related(new JsonObject(), "m.reference")));
                break;
            case < 86 when _taken.Add(("edit", instant)):
                _events.Add(Event(id, "poll.start", _random.Next(4) == 0 ? sender : Creator, instant, Edit(i)));
                break;
            case < 96 when _events.Count > 1:
                Redact(id, sender);
                break;
        }
    }

    private void Redact(string id, string sender)
    {
        var target = _events[_random.Next(1, _events.Count)];
        if (target["type"]!.GetValue<string>() == "m.room.redaction") return;
        var redaction = Event(id, "", sender, 99, []);
        redaction["type"] = "m.room.redaction";
        redaction["redacts"] = target["event_id"]!.GetValue<string>();
        _events.Add(redaction);
    }

    private JsonObject Definition(string prefix)
    {
        var count = _random.Next(8) == 0 ? _random.Next(19, 25) : _random.Next(1, 5);
        _ids = [.. Enumerable.Range(1, count).Select(i => $"{prefix}{i}")];
        var isStable = _random.Next(3) == 0 && _speaksStable;
        var poll = new JsonObject
        {
            ["question"] = isStable ? new JsonObject { ["m.text"] = Text("Quel jour ?") } : new JsonObject { ["org.matrix.msc1767.text"] = "Quel jour ?" },
            ["answers"] = new JsonArray([.. _ids.Select(id => (JsonNode)(isStable
                ? new JsonObject { ["m.id"] = id, ["m.text"] = Text(id) }
                : new JsonObject { ["id"] = id, ["org.matrix.msc1767.text"] = id }))]),
        };
        if (_random.Next(3) > 0) poll["max_selections"] = _random.Next(-1, 4);
        return new JsonObject { [isStable ? "m.poll" : "org.matrix.msc3381.poll.start"] = poll };
    }

    private JsonObject Edit(int i)
    {
        // Some edits give their answers new ids, as clients do; others correct a word and keep them.
        var replacement = Definition(_random.Next(2) == 0 ? "x" : $"e{i}-");
        var content = Related(replacement.DeepClone().AsObject(), "m.replace");
        content["m.new_content"] = replacement;
        return content;
    }

    private JsonObject Response()
    {
        var isStable = _random.Next(3) == 0 && _speaksStable;
        JsonNode? selections = _random.Next(12) switch
        {
            0 => new JsonArray(),
            1 => new JsonArray("nowhere"),
            2 => new JsonArray(_ids[0], 7),
            3 => "x1",
            4 => null,
            _ => new JsonArray([.. _random.GetItems(_ids.Append("x1").Append("x2").ToArray(), _random.Next(1, 5)).Select(id => (JsonNode)id)]),
        };
        var content = isStable ? new JsonObject { ["m.selections"] = selections } : new JsonObject { ["org.matrix.msc3381.poll.response"] = new JsonObject { ["answers"] = selections } };
        return Related(content, "m.reference");
    }

    private static JsonArray Text(string text) => new(new JsonObject { ["body"] = text });

    // Some events speak of another poll of the room.
    private JsonObject Related(JsonObject content, string relation)
    {
        content["m.relates_to"] = new JsonObject { ["rel_type"] = relation, ["event_id"] = _random.Next(15) == 0 ? "$other" : Start };
        return content;
    }

    private JsonObject Event(string id, string type, string sender, int instant, JsonObject content) => new()
    {
        ["type"] = (content.ContainsKey("m.poll") || content.ContainsKey("m.selections") ? "m." : "org.matrix.msc3381.") + type,
        ["event_id"] = id,
        ["sender"] = sender,
        ["origin_server_ts"] = 1_700_000_000_000 + instant,
        ["content"] = content,
    };
}
