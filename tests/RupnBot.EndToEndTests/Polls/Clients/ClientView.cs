using System.Text.Json;
using System.Text.Json.Nodes;
using RupnBot.Tests.Polls.Oracle;

namespace RupnBot.EndToEndTests.Polls.Clients;

/// <summary>
/// How the events of a salon reach one client: the edits known before the poll is shown, what <c>/relations</c> gives page by page when it first looks,
/// and what comes afterwards. What was redacted before the client came is shown to nobody.
/// </summary>
internal sealed class ClientView
{
    private const string Redaction = "m.room.redaction";
    private const string End = "org.matrix.msc3381.poll.end";

    /// <param name="events">The start first, the others in the order they are told.</param>
    /// <param name="present">How many of the others there were when the client came.</param>
    /// <param name="pages">On how many pages those are given.</param>
    public ClientView(IReadOnlyList<JsonElement> events, int present, int pages)
    {
        Start = events[0];
        var others = events.Skip(1).ToList();
        var removed = others.Take(present).Where(IsRedaction).Select(Redacted).ToHashSet(StringComparer.Ordinal);
        var first = others.Take(present).Where(item => IsRelated(item) && !removed.Contains(Id(item))).ToList();
        Pages = [.. Enumerable.Range(0, pages).Select(page => (IReadOnlyList<JsonElement>)[.. first.Where((_, i) => i * pages / Math.Max(1, first.Count) == page)])];

        var shown = first.Select(Id).ToHashSet(StringComparer.Ordinal);
        var live = new List<JsonElement>();
        foreach (var item in others.Skip(present))
        {
            if (IsRedaction(item) && !shown.Contains(Redacted(item))) removed.Add(Redacted(item));
            else if (IsRedaction(item) || (IsRelated(item) && !removed.Contains(Id(item)) && shown.Add(Id(item)))) live.Add(item);
        }

        Live = live;
        var gone = others.Where(IsRedaction).Select(Redacted).ToHashSet(StringComparer.Ordinal);
        Edits = [.. others.Where(item => Relation(item) == "m.replace" && Target(item) == Id(Start) && !gone.Contains(Id(item)))];
    }

    public JsonElement Start { get; }

    public IReadOnlyList<JsonElement> Edits { get; set; }

    public IReadOnlyList<IReadOnlyList<JsonElement>> Pages { get; }

    public IReadOnlyList<JsonElement> Live { get; set; }

    public IReadOnlyList<string> Moderators { get; init; } = [RandomHistory.Moderator];

    public IReadOnlyList<string> Left { get; init; } = [];

    /// <summary>A page whose first end is not the one that counts: matrix-js-sdk looks at no other.</summary>
    public bool HasHiddenEnd => Pages.Any(page =>
    {
        var ends = page.Where(IsEnd).ToList();
        var valid = ends.Where(MayEnd).Select(Timestamp).Order().ToList();
        return valid.Count > 0 && (!MayEnd(ends[0]) || Timestamp(ends[0]) != valid[0]);
    });

    /// <summary>An end that the client has seen, and that is redacted afterwards.</summary>
    public bool HasWithdrawnEnd =>
        Live.Where(IsRedaction).Select(Redacted).Intersect(Pages.SelectMany(page => page).Concat(Live).Where(item => IsEnd(item) && MayEnd(item)).Select(Id)).Any();

    public JsonObject ToJson() => new()
    {
        ["members"] = new JsonArray([.. RandomHistory.People.Select(person => (JsonNode)person)]),
        ["moderators"] = new JsonArray([.. Moderators.Select(person => (JsonNode)person)]),
        ["left"] = new JsonArray([.. Left.Select(person => (JsonNode)person)]),
        ["start"] = Node(Start),
        ["edits"] = Nodes(Edits),
        ["pages"] = new JsonArray([.. Pages.Select(page => (JsonNode)Nodes(page))]),
        ["live"] = Nodes(Live),
    };

    private static JsonNode? Node(JsonElement item) => JsonNode.Parse(item.GetRawText());

    private static JsonArray Nodes(IEnumerable<JsonElement> items) => new([.. items.Select(Node)]);

    private static bool IsRedaction(JsonElement item) => item.GetProperty("type").GetString() == Redaction;

    private static bool IsEnd(JsonElement item) => item.GetProperty("type").GetString() == End;

    private bool MayEnd(JsonElement end) => end.GetProperty("sender").GetString() is { } sender && (sender == RandomHistory.Creator || Moderators.Contains(sender));

    private bool IsRelated(JsonElement item) => Relation(item) == "m.reference" && Target(item) == Id(Start);

    private static string Redacted(JsonElement redaction) => redaction.GetProperty("redacts").GetString()!;

    private static string Id(JsonElement item) => item.GetProperty("event_id").GetString()!;

    private static long Timestamp(JsonElement item) => item.GetProperty("origin_server_ts").GetInt64();

    private static string? Relation(JsonElement item) => RelatesTo(item) is { } relation ? relation.GetProperty("rel_type").GetString() : null;

    private static string? Target(JsonElement item) => RelatesTo(item) is { } relation ? relation.GetProperty("event_id").GetString() : null;

    private static JsonElement? RelatesTo(JsonElement item) => item.GetProperty("content").TryGetProperty("m.relates_to", out var relation) ? relation : null;
}
