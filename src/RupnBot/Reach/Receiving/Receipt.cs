using System.Text.Json;
using RupnBot.Matrix;

namespace RupnBot.Reach.Receiving;

/// <summary>Someone has read up to an event (specification, "Receipts").</summary>
/// <param name="EventId">The last they have read.</param>
/// <param name="Reader">Who.</param>
/// <param name="At">When their server was told, Unix milliseconds.</param>
/// <param name="Thread">The root of the thread it speaks of; null for the salon's own timeline.</param>
internal sealed record Receipt(EventId EventId, UserId Reader, long At, EventId? Thread)
{
    /// <summary>More than one answer of the server brings.</summary>
    private const int Most = 20_000;

    /// <summary>The public ones of an <c>m.receipt</c>; whatever is malformed is left out. Private ones are the bot's own and nobody else's.</summary>
    public static IEnumerable<Receipt> ReadAll(IReadOnlyList<BasicEvent> ephemeral) => ephemeral.Where(one => one.Type == EventTypes.Receipt).SelectMany(one => Read(one.RawContent)).Take(Most);

    private static IEnumerable<Receipt> Read(JsonElement content)
    {
        foreach (var byEvent in content.EnumerateObject())
        {
            if (byEvent.Value.ValueKind != JsonValueKind.Object || !EventId.TryParse(byEvent.Name, out var read)) continue;
            if (!byEvent.Value.TryGetProperty("m.read", out var users) || users.ValueKind != JsonValueKind.Object) continue;
            foreach (var byUser in users.EnumerateObject())
                if (UserId.TryParse(byUser.Name, out var user) && byUser.Value.ValueKind == JsonValueKind.Object && Of(read, user, byUser.Value) is { } receipt) yield return receipt;
        }
    }

    private static Receipt? Of(EventId read, UserId user, JsonElement data)
    {
        var at = data.TryGetProperty("ts", out var ts) && ts.ValueKind == JsonValueKind.Number && ts.TryGetInt64(out var number) ? number : 0;
        if (!data.TryGetProperty("thread_id", out var thread) || thread.ValueKind != JsonValueKind.String || thread.GetString() is "main" or null) return new Receipt(read, user, at, null);
        return EventId.TryParse(thread.GetString(), out var root) ? new Receipt(read, user, at, root) : null;
    }
}
