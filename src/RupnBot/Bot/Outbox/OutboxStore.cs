using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Encryption;
using RupnBot.Bot.Rooms;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Bot.Outbox;

/// <summary>What the dispatcher asks of the database: which rows may leave now, and how they ended.</summary>
public sealed class OutboxStore(Database database, OutboxEncryption encryption, Texts texts, TimeProvider time)
{
    // A row is put off by a quarter of an hour at most: one that seems to wait longer was written before the clock was set back.
    // A row waits for an earlier one of its room and urgency, so that messages arrive in the order they were said; and for the one it depends on.
    private const string Eligible =
        """
        SELECT o.* FROM outbox AS o
        WHERE o.State IN (0, 1) AND (o.NextAttemptAt <= {0} OR o.NextAttemptAt > {1})
          AND NOT EXISTS (SELECT 1 FROM outbox AS e WHERE e.RoomId = o.RoomId AND e.State IN (0, 1) AND e.Priority = o.Priority AND e.Id < o.Id)
          AND NOT EXISTS (SELECT 1 FROM rooms AS r WHERE r.Id = o.RoomId AND r.KeysWanted = 1)
          AND (o.DependsOnId IS NULL OR EXISTS (SELECT 1 FROM outbox AS d WHERE d.Id = o.DependsOnId AND d.State > 1))
        """;

    private const int MostEndedAtOnce = 100;

    /// <summary>
    /// Stores how the last attempts ended, then takes the most urgent rows that may leave, at most one a room, and marks them attempted before
    /// any request: content and transaction id are final from then on.
    /// </summary>
    public Task<IReadOnlyList<ClaimedMessage>> StepAsync(IReadOnlyList<SendOutcome> outcomes, int limit, IReadOnlyCollection<RoomId> busy, string device, CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlyList<ClaimedMessage>>(
            async db =>
            {
                var now = time.GetUtcNow();
                await ApplyAsync(db, outcomes, now, cancellationToken);
                if (limit == 0) return [];
                var claimed = new List<ClaimedMessage>();
                var taken = new HashSet<RoomId>(busy);
                // A row that ends here needs no request: the turn goes to the next one.
                for (var ended = 0; claimed.Count < limit && ended < MostEndedAtOnce;)
                {
                    var rows = await Ready(db, now, taken).AsTracking().OrderBy(row => row.Priority).ThenBy(row => row.Id).Take(limit - claimed.Count).ToListAsync(cancellationToken);
                    if (rows.Count == 0) break;
                    var rooms = rows.Select(row => row.RoomId).ToHashSet();
                    var encrypted = await db.Set<Room>().AsTracking().Where(room => rooms.Contains(room.Id) && room.IsEncrypted).ToDictionaryAsync(room => room.Id, cancellationToken);
                    foreach (var row in rows.Where(row => !taken.Contains(row.RoomId)))
                    {
                        if (await PrepareAsync(db, row, encrypted.GetValueOrDefault(row.RoomId), device, now, cancellationToken) is { } message)
                        {
                            claimed.Add(message);
                            taken.Add(row.RoomId);
                        }
                        else
                        {
                            ended++;
                        }
                    }

                    await db.SaveChangesAsync(cancellationToken);
                }

                return claimed;
            },
            cancellationToken);

    /// <summary>The urgency of the best row that may leave now; null when there is none, with how long until one may.</summary>
    public Task<(RequestPriority? Priority, TimeSpan Wait)> NextAsync(IReadOnlyCollection<RoomId> busy, TimeSpan longest, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                var now = time.GetUtcNow();
                var priority = await Ready(db, now, busy).OrderBy(row => row.Priority).Select(row => (RequestPriority?)row.Priority).FirstOrDefaultAsync(cancellationToken);
                if (priority is not null) return (priority, TimeSpan.Zero);
                var next = await db.Set<OutboxMessage>()
                    .Where(row => (row.State == OutboxState.Queued || row.State == OutboxState.Attempted) && row.NextAttemptAt > now)
                    .OrderBy(row => row.NextAttemptAt).Select(row => (DateTimeOffset?)row.NextAttemptAt).FirstOrDefaultAsync(cancellationToken);
                var wait = next is null ? longest : next.Value - now;
                return ((RequestPriority?)null, wait < longest ? wait : longest);
            },
            cancellationToken);

    private static IQueryable<OutboxMessage> Ready(BotDbContext db, DateTimeOffset now, IReadOnlyCollection<RoomId> busy) => db.Set<OutboxMessage>()
        .FromSqlRaw(Eligible, now.ToUnixTimeMilliseconds(), (now + OutboxRules.LongestBackoff).ToUnixTimeMilliseconds())
        .Where(row => !busy.Contains(row.RoomId));

    private static async Task ApplyAsync(BotDbContext db, IReadOnlyList<SendOutcome> outcomes, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (outcomes.Count == 0) return;
        var ids = outcomes.Select(outcome => outcome.RowId).ToList();
        var rows = await db.Set<OutboxMessage>().AsTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellationToken);
        foreach (var outcome in outcomes)
            if (rows.TryGetValue(outcome.RowId, out var row)) await outcome.ApplyAsync(db, row, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<ClaimedMessage?> PrepareAsync(BotDbContext db, OutboxMessage row, Room? encrypted, string device, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var isLate = row.NotAfter < now;
        if (isLate && row.State == OutboxState.Queued)
        {
            row.State = OutboxState.Expired;
            row.Reason = "too late";
            await TellAsync(db, row, "Bot.OutboxLate", now, cancellationToken);
            return null;
        }

        var target = row.Target;
        if (row.DependsOnId is { } dependency)
        {
            target = await db.Set<OutboxMessage>().Where(other => other.Id == dependency).Select(other => other.EventId).FirstOrDefaultAsync(cancellationToken);
            if (target is null)
            {
                row.State = OutboxState.Failed;
                // Nobody is told: they were of the message it speaks of.
                row.Reason = "dependency";
                return null;
            }

            row.Content = row.Content.Replace(OutboxMessage.TargetPlaceholder, target.Value.Value, StringComparison.Ordinal);
        }

        var attachment = row.AttachmentId is { } file ? await db.FindAsync<OutboxAttachment>([file], cancellationToken) : null;
        // The latch: once a room was seen encrypted nothing is sent to it in clear, but for redactions and reactions, which Matrix never encrypts.
        if (row is not { Kind: OutboxKind.Event, EventType: not EventTypes.Reaction }) encrypted = null;
        var becameEncrypted = encrypted is not null && row is { State: OutboxState.Attempted, Ciphertext: null } && attachment is null or { IsUploaded: true, IsEncrypted: false };
        // One that may have left is not called expired before it was looked for: what depends on it would be lost, and a digest sent anew.
        var isDoubtful = row.State == OutboxState.Attempted && (isLate || becameEncrypted || row.AttemptedBy != device || now - row.FirstAttemptAt > OutboxRules.ServerRemembers);
        if (encrypted is not null && await WantsCipherAsync(db, row, encrypted, becameEncrypted, isDoubtful, cancellationToken)
            && !await encryption.EncryptAsync(db, row, encrypted, attachment, cancellationToken)) return null;

        row.State = OutboxState.Attempted;
        row.AttemptedBy = isDoubtful ? row.AttemptedBy : device;
        row.FirstAttemptAt ??= now;
        row.Attempts++;
        return new ClaimedMessage(row, target, attachment, isDoubtful);
    }

    private async ValueTask<bool> WantsCipherAsync(BotDbContext db, OutboxMessage row, Room room, bool becameEncrypted, bool isDoubtful, CancellationToken cancellationToken)
    {
        if (row.Ciphertext is null) return !becameEncrypted;
        return !isDoubtful && !await encryption.MayStillGoAsync(db, row, room, cancellationToken);
    }

    private Task TellAsync(BotDbContext db, OutboxMessage row, string why, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.TellUnsentAsync(row, room => MessageContent.Notice(texts.Format("Bot.OutboxRefused", ("room", room), ("reason", texts.Get(why)))), now, cancellationToken);
}

/// <summary>A row taken by the dispatcher.</summary>
/// <param name="Row">As it stands in the database.</param>
/// <param name="Target">The event it redacts or refers to.</param>
/// <param name="Attachment">The file that goes first.</param>
/// <param name="IsDoubtful">The server may have forgotten its transaction id: look for it in the room before sending.</param>
public sealed record ClaimedMessage(OutboxMessage Row, EventId? Target, OutboxAttachment? Attachment, bool IsDoubtful);
