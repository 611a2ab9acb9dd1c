using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Rooms;
using RupnBot.Bot.Session;
using RupnBot.Crypto;
using RupnBot.Matrix;

namespace RupnBot.Bot.Encryption;

/// <summary>
/// Makes the requests the encryption needs, one after the other: publishes keys, learns devices, shares room keys with those who lack them.
/// Rooms where a message waits come first; those whose digest is near are made ready in idle time.
/// </summary>
public sealed partial class KeyWorker(
    Database database, BotCrypto crypto, DeviceStart start, StartGate gate, IEnumerable<IForeseenRooms> foreseen, BotSession session, KeySignal signal, TimeProvider time, ILogger<KeyWorker> logger)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(5);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var failures = 0; ;)
        {
            await session.ReadyAsync(cancellationToken);
            try
            {
                // A device the homeserver knows with other keys must not speak at all.
                await start.EnsureAsync(cancellationToken);
                // Keys are said with ratchets too.
                await gate.SyncedAsync(cancellationToken);
                var requests = await NextAsync(cancellationToken);
                foreach (var request in requests)
                    if (!await MakeAsync(request, cancellationToken)) break;
                failures = 0;
                if (requests.Count == 0) await signal.Changed.WaitAsync(LookAgain, time, cancellationToken);
            }
            catch (Exception e) when (e is MatrixException or DeviceRefusedException)
            {
                var failure = e as MatrixException;
                if (failure?.Reason is MatrixFailure.UnknownToken or MatrixFailure.AccountExpired or MatrixFailure.NoSession) session.ReportLost(failure);
                Log.Failed(logger, failure?.ErrorCode ?? failure?.Reason.ToString() ?? e.Message);
                var wait = failure?.RetryAfter ?? TimeSpan.FromSeconds(Math.Pow(2, Math.Min(++failures, 10)) / 2);
                await Task.Delay(wait < LongestBackoff ? wait : LongestBackoff, time, cancellationToken);
            }
        }
    }

    /// <summary>The requests to make now; what was encrypted for them is stored.</summary>
    internal Task<IReadOnlyList<CryptoRequest>> NextAsync(CancellationToken cancellationToken) => database.WriteAsync<IReadOnlyList<CryptoRequest>>(
        async db =>
        {
            using var step = crypto.Begin(db);
            var waiting = await db.Set<Room>().AsTracking().Where(room => room.IsEncrypted && room.KeysWanted).ToListAsync(cancellationToken);
            foreach (var gone in waiting.Where(room => room.Membership != RoomMembership.Joined)) gone.KeysWanted = false;
            var rooms = waiting.Where(room => room.Membership == RoomMembership.Joined).ToDictionary(room => room.Id);
            foreach (var source in foreseen)
                foreach (var room in await source.SoonAsync(db, cancellationToken)) rooms.TryAdd(room.Id, room);
            var preparation = rooms.Count == 0
                ? new RoomPreparation()
                : await crypto.Machine.PrepareAsync(step, await RoomEncryptions.OfAsync(db, rooms.Values, cancellationToken), cancellationToken);
            foreach (var ready in preparation.Ready)
            {
                if (!rooms[ready].KeysWanted) continue;
                rooms[ready].KeysWanted = false;
                db.OutboxTouched = true;
            }

            var pending = await crypto.Machine.PendingAsync(step, cancellationToken);
            await step.SaveAsync(cancellationToken);
            // Requests made earlier first: no ratchet may be ahead of its reader. One question about devices serves both.
            IReadOnlyList<CryptoRequest> requests = [.. pending.Concat(preparation.Requests).DistinctBy(request => (request.Kind, request.Kind == CryptoRequestKind.KeysQuery ? "" : request.Id))];
            if (requests.Count > 0) return requests;
            return await crypto.Machine.BackupKeysAsync(step, CryptoMachine.BackupBatch, cancellationToken) is { } backup ? [backup] : [];
        },
        cancellationToken);

    /// <returns>False when what is to be sent must be asked for anew.</returns>
    internal async Task<bool> MakeAsync(CryptoRequest request, CancellationToken cancellationToken)
    {
        JsonElement answer;
        try
        {
            answer = await session.Client.WithPriority(RequestPriority.Poll).RequestJsonAsync(request.Method, request.Path, request.Body, cancellationToken);
        }
        catch (MatrixException e) when (e.Status is { } status && (int)status >= 400 && status != HttpStatusCode.TooManyRequests && e.Reason == MatrixFailure.Server)
        {
            Log.Refused(logger, request.Kind, (int)status, e.ErrorCode);
            var triesAgain = await crypto.StepAsync(database, step => crypto.Machine.MarkFailedAsync(step, request, (int)status, e.ErrorCode, cancellationToken), cancellationToken);
            if (triesAgain) throw;
            // The backup was replaced or removed: what is to be done about it is the identity's matter.
            if (request.Kind is CryptoRequestKind.BackupKeys or CryptoRequestKind.BackupRemove) start.Repeat();
            return false;
        }

        await crypto.StepAsync(
            database,
            async step =>
            {
                await crypto.Machine.MarkSentAsync(step, request, answer, cancellationToken);
                return true;
            },
            cancellationToken);
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The keys' requests rest for a while: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Kind} was refused with {Status} {ErrorCode}")]
        public static partial void Refused(ILogger logger, CryptoRequestKind kind, int status, string? errorCode);
    }
}
