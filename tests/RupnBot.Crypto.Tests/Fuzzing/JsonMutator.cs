using System.Text.Json;
using System.Text.Json.Nodes;

namespace RupnBot.Crypto.Tests.Fuzzing;

/// <summary>Makes hostile JSON out of good: it parses, and says something else. The same seed makes the same.</summary>
internal sealed class JsonMutator(Random random)
{
    // Written into the text afterwards: JsonNode itself has neither half surrogates nor a name twice.
    private const string Half = "@half@";
    private const string Twice = "@twice@";

    private static readonly string[] Odd =
    [
        "null", "true", "0", "-1", "1e400", "9007199254740993", "18446744073709551616", "0.5", "\"\"", "\"x\"", $"\"{Half}\"", $"\"{Half}x\"", "[]", "{}", "[[]]", "{\"a\":{}}",
        "[null]", "\"AAAA\"", "\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"", "\"@a:a.example\"", "\"!r:a.example\"",
    ];

    public JsonElement Next(JsonElement good)
    {
        while (true)
        {
            try
            {
                return Changed(good);
            }
            catch (JsonException)
            {
                // Nested deeper than the client itself reads.
            }
        }
    }

    private JsonElement Changed(JsonElement good)
    {
        var node = JsonNode.Parse(good.GetRawText())!;
        for (var changes = random.Next(1, 4); changes > 0; changes--) Change(ref node);
        var text = node.ToJsonString().Replace(Half, random.Next(2) == 0 ? "\\ud800" : "\\udfff", StringComparison.Ordinal);
        // The placeholder stands before a name that is there already.
        return JsonDocument.Parse(text.Replace(Twice, "", StringComparison.Ordinal)).RootElement;
    }

    private void Change(ref JsonNode root)
    {
        var all = new List<JsonNode>();
        Gather(root, all);
        var node = all[random.Next(all.Count)];
        if (node.Parent is null)
        {
            if (random.Next(20) == 0) root = Strange() ?? new JsonObject();
            return;
        }

        switch (random.Next(6))
        {
            case 0: Remove(node); return;
            case 1 when node.Parent is JsonObject parent: parent[Twice + node.GetPropertyName()] = random.Next(2) == 0 ? Strange() : node.DeepClone(); return;
            case 2 when node.Parent is JsonObject parent: parent[random.Next(2) == 0 ? Half : "other"] = node.DeepClone(); return;
            case 3: node.ReplaceWith(all[random.Next(all.Count)].DeepClone()); return;
            case 4: node.ReplaceWith(Long()); return;
            default: Replace(node, Strange()); return;
        }
    }

    private static void Gather(JsonNode? node, List<JsonNode> all)
    {
        if (node is null) return;
        all.Add(node);
        if (node is JsonObject obj)
            foreach (var (_, child) in obj) Gather(child, all);
        if (node is JsonArray array)
            foreach (var child in array) Gather(child, all);
    }

    private static void Remove(JsonNode node)
    {
        if (node.Parent is JsonObject parent) parent.Remove(node.GetPropertyName());
        else node.Parent!.AsArray().Remove(node);
    }

    private static void Replace(JsonNode node, JsonNode? by)
    {
        if (node.Parent is JsonObject parent) parent[node.GetPropertyName()] = by;
        else node.Parent!.AsArray()[node.GetElementIndex()] = by;
    }

    private JsonNode? Strange() => JsonNode.Parse(Odd[random.Next(Odd.Length)]);

    private JsonNode Long()
    {
        if (random.Next(2) == 0) return JsonValue.Create(new string('a', random.Next(1, 200_000)));
        JsonNode nested = new JsonArray();
        for (var depth = random.Next(1, 60); depth > 0; depth--) nested = random.Next(2) == 0 ? new JsonArray(nested) : new JsonObject { ["a"] = nested };
        return nested;
    }
}
