using RupnBot.Bot.Encryption;
using RupnBot.Matrix;

namespace RupnBot.Polls.Reading;

/// <summary>Reads what relates to a poll's start: votes and ends, and the edits. The homeserver leaves out what was redacted.</summary>
internal static class PollRelations
{
    private const int PageSize = 100;

    /// <summary>A hundred thousand votes; no school has as many people, and a server that never ends must not hold us for ever.</summary>
    private const int MostPages = 1000;

    public static async Task<IReadOnlyList<MatrixEvent>> ReadAsync(MatrixClient client, EventDecryption decryption, RoomId room, EventId start, string relation, CancellationToken cancellationToken)
    {
        var events = new List<MatrixEvent>();
        string? from = null;
        for (var page = 0; page < MostPages; page++)
        {
            var read = await client.GetRelationsAsync(room, start, relation, from: from, limit: PageSize, ct: cancellationToken);
            events.AddRange(await decryption.ReadAsync(room, [.. read.Events.Where(related => !related.IsRedacted)], cancellationToken));
            if (read.NextBatch is null || read.NextBatch == from) break;
            from = read.NextBatch;
        }

        return events;
    }
}
