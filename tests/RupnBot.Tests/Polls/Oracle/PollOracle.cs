using System.Text.Json;

namespace RupnBot.Tests.Polls.Oracle;

/// <summary>
/// MSC3381 transcribed sentence by sentence from its text, over the raw JSON of a room's events: nothing of the bot's own reading or counting is
/// used. It is slow and plain on purpose. Each step quotes the sentence it stands for.
/// </summary>
internal static class PollOracle
{
    private const int MostOptions = 20;

    /// <param name="events">The room's events in the order the server gave them, redactions among them.</param>
    /// <param name="start">The poll's start event.</param>
    /// <param name="mayRedact">Who has the power level to redact other people's messages.</param>
    public static OracleCount Count(IReadOnlyList<JsonElement> events, string start, IReadOnlySet<string> mayRedact)
    {
        var redacted = events.Where(item => Type(item) == "m.room.redaction").Select(item => item.GetProperty("redacts").GetString()).ToHashSet();
        // "redaction currently removes the m.relates_to information from the event, causing the vote to be detached from the poll"
        var related = events.Where(item => !redacted.Contains(Id(item)) && RelatesTo(item, start)).ToList();
        var startEvent = events.Single(item => Id(item) == start);
        var creator = Sender(startEvent);

        var poll = Poll(startEvent.GetProperty("content"));
        // Event replacements: only the original sender's, and of several the one with the latest origin_server_ts.
        foreach (var edit in related.Where(item => Relation(item) == "m.replace" && IsStart(item) && Sender(item) == creator).OrderBy(Timestamp))
            poll = Poll(edit.GetProperty("content").GetProperty("m.new_content"));

        var references = related.Where(item => Relation(item) == "m.reference").ToList();
        // "If a m.poll.end event is received from someone other than the poll creator or user with permission to redact other's messages in the
        // room, the event must be ignored". "only the first (valid) closure event by origin_server_ts is counted"
        var ends = references.Where(item => Type(item) is "m.poll.end" or "org.matrix.msc3381.poll.end" && (Sender(item) == creator || mayRedact.Contains(Sender(item))));
        long? closed = ends.Select(Timestamp).Order().Cast<long?>().FirstOrDefault();

        var counts = poll.Options.ToDictionary(option => option, _ => 0);
        var voters = 0;
        var spoiled = 0;
        foreach (var person in references.Where(item => Type(item) is "m.poll.response" or "org.matrix.msc3381.poll.response").GroupBy(Sender))
        {
            // "only votes sent on or before that timestamp are considered, even if those votes are from before the start event"
            var considered = person.Where(item => closed is null || Timestamp(item) <= closed).ToList();
            if (considered.Count == 0) continue;
            // "Only a user's most recent vote (by origin_server_ts) is accepted, even if that event is invalid."
            var vote = considered.MaxBy(Timestamp);
            if (Selections(vote.GetProperty("content")) is not { } supplied || supplied.Any(id => !poll.Options.Contains(id)))
            {
                // "If any of the supplied answers is unknown, the sender's vote is spoiled (as if they didn't make a selection)."
                spoiled++;
                continue;
            }

            // "Clients must truncate this array to max_selections during processing."
            var truncated = supplied.Take(poll.MaxSelections).ToList();
            if (truncated.Count == 0) continue;
            voters++;
            // "If an entry is repeated after truncation, only one of those entries counts as the sender's vote"
            foreach (var id in truncated.Distinct()) counts[id]++;
        }

        return new OracleCount([.. poll.Options.Select(option => (option, counts[option]))], voters, spoiled, closed);
    }

    private static (List<string> Options, int MaxSelections) Poll(JsonElement content)
    {
        var block = content.TryGetProperty("m.poll", out var stable) ? stable : content.GetProperty("org.matrix.msc3381.poll.start");
        // "The array is truncated to 20 maximum options."
        var options = block.GetProperty("answers").EnumerateArray().Take(MostOptions)
            .Select(answer => (answer.TryGetProperty("m.id", out var id) ? id : answer.GetProperty("id")).GetString()!).ToList();
        // "Must be greater than or equal to 1, and defaults to 1."
        var most = block.TryGetProperty("max_selections", out var number) ? number.GetInt32() : 1;
        return (options, most < 1 ? 1 : most);
    }

    private static List<string>? Selections(JsonElement content)
    {
        JsonElement list = default;
        if (content.TryGetProperty("m.selections", out var stable)) list = stable;
        else if (content.TryGetProperty("org.matrix.msc3381.poll.response", out var response) && response.ValueKind == JsonValueKind.Object && response.TryGetProperty("answers", out var answers)) list = answers;
        if (list.ValueKind != JsonValueKind.Array) return null;
        var ids = list.EnumerateArray().ToList();
        return ids.Exists(id => id.ValueKind != JsonValueKind.String) ? null : ids.ConvertAll(id => id.GetString()!);
    }

    private static bool RelatesTo(JsonElement item, string start) =>
        item.GetProperty("content").TryGetProperty("m.relates_to", out var relation) && relation.GetProperty("event_id").GetString() == start;

    private static string? Relation(JsonElement item) => item.GetProperty("content").GetProperty("m.relates_to").GetProperty("rel_type").GetString();

    private static bool IsStart(JsonElement item) => Type(item) is "m.poll.start" or "org.matrix.msc3381.poll.start";

    private static string Type(JsonElement item) => item.GetProperty("type").GetString()!;

    private static string Id(JsonElement item) => item.GetProperty("event_id").GetString()!;

    private static string Sender(JsonElement item) => item.GetProperty("sender").GetString()!;

    private static long Timestamp(JsonElement item) => item.GetProperty("origin_server_ts").GetInt64();
}

/// <summary>What a poll came to: each option with its votes, in the poll's order.</summary>
internal sealed record OracleCount(IReadOnlyList<(string Option, int Votes)> Votes, int Voters, int Spoiled, long? Closed);
