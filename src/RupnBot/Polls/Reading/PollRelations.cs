using RupnBot.Bot.Encryption;
using RupnBot.Matrix;
using RupnBot.Polls.Records;

namespace RupnBot.Polls.Reading;

/// <summary>
/// Reads what relates to a poll's start: votes and ends, and the edits. The homeserver leaves out what was redacted; what it may have put in itself,
/// in clear where all write in cipher, is left out here.
/// </summary>
internal static class PollRelations
{
    private const int PageSize = 100;

    /// <summary>A hundred thousand votes; no school has as many people, and a server that never ends must not hold us for ever.</summary>
    private const int MostPages = 1000;

    public static async Task<IReadOnlyList<MatrixEvent>> ReadAsync(MatrixClient client, EventDecryption decryption, Poll poll, EventId start, string relation, CancellationToken cancellationToken)
    {
        var events = new List<MatrixEvent>();
        string? from = null;
        for (var page = 0; page < MostPages; page++)
        {
            var read = await client.GetRelationsAsync(poll.RoomId, start, relation, from: from, limit: PageSize, ct: cancellationToken);
            events.AddRange(await decryption.ReadBelievableAsync(poll.RoomId, [.. read.Events.Where(related => !related.IsRedacted)], poll.OpenedAt, cancellationToken));
            if (read.NextBatch is null || read.NextBatch == from) break;
            from = read.NextBatch;
        }

        return events;
    }
}
