using System.Text.Json;
using RupnBot.Matrix;

namespace RupnBot.Crypto;

/// <summary>
/// Reading the key backup. What lies there was put by whoever knew the public key: a restored session is <see cref="SessionSource.Backup"/>,
/// belongs to nobody known, and proves nothing of a sender.
/// </summary>
public sealed partial class CryptoMachine
{
    private const int MostRooms = 100_000;
    private const int MostSessions = 1_000_000;

    /// <summary>Restores from the answer to <c>GET /room_keys/keys</c>: all rooms.</summary>
    /// <exception cref="InvalidOperationException">No backup's key is known.</exception>
    public async Task<RestoredKeys> RestoreAsync(CryptoStep step, JsonElement answer, CancellationToken ct)
    {
        using var key = await RestoringKeyAsync(step, ct).ConfigureAwait(false);
        var restored = new Restoring();
        foreach (var (name, room) in answer.ObjectMember("rooms").Members(MostRooms))
        {
            if (RoomId.TryParse(name, out var id)) await RestoreRoomAsync(step, id, room, key, restored, ct).ConfigureAwait(false);
            else restored.Refuse(CryptoFailure.BadFormat);
        }

        return restored.ToResult();
    }

    /// <summary>Restores from the answer to <c>GET /room_keys/keys/{roomId}</c>: one room.</summary>
    /// <exception cref="InvalidOperationException">No backup's key is known.</exception>
    public async Task<RestoredKeys> RestoreAsync(CryptoStep step, RoomId room, JsonElement answer, CancellationToken ct)
    {
        using var key = await RestoringKeyAsync(step, ct).ConfigureAwait(false);
        var restored = new Restoring();
        await RestoreRoomAsync(step, room, answer, key, restored, ct).ConfigureAwait(false);
        return restored.ToResult();
    }

    /// <summary>Restores from the answer to <c>GET /room_keys/keys/{roomId}/{sessionId}</c>: one session.</summary>
    /// <exception cref="InvalidOperationException">No backup's key is known.</exception>
    public async Task<RestoredKeys> RestoreAsync(CryptoStep step, RoomId room, string sessionId, JsonElement answer, CancellationToken ct)
    {
        using var key = await RestoringKeyAsync(step, ct).ConfigureAwait(false);
        var restored = new Restoring();
        await RestoreSessionAsync(step, room, sessionId, answer, key, restored, ct).ConfigureAwait(false);
        return restored.ToResult();
    }

    private static async Task<BackupKey> RestoringKeyAsync(CryptoStep step, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(step);
        var secret = await step.SecretAsync(IdentitySecrets.BackupKey, ct).ConfigureAwait(false);
        return BackupKey.FromBytes(secret ?? throw new InvalidOperationException("The key of the backup is not known."));
    }

    private async Task RestoreRoomAsync(CryptoStep step, RoomId room, JsonElement sessions, BackupKey key, Restoring restored, CancellationToken ct)
    {
        foreach (var (sessionId, entry) in sessions.ObjectMember("sessions").Members(MostSessions))
            await RestoreSessionAsync(step, room, sessionId, entry, key, restored, ct).ConfigureAwait(false);
    }

    private async Task RestoreSessionAsync(
        CryptoStep step, RoomId room, string sessionId, JsonElement entry, BackupKey key, Restoring restored, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (!BackedUpSession.TryDecrypt(entry, sessionId, key, out var read, out var failure))
        {
            restored.Refuse(failure);
            return;
        }

        using var session = read.Session;
        var (isNew, refusal) = await InboundSessions.AddAsync(step, NewRecord(room, read), session, ct).ConfigureAwait(false);
        if (isNew) restored.Add(room, sessionId);
        else if (refusal == CryptoFailure.None) restored.Known++;
        else restored.Refuse(refusal);
    }

    private InboundSessionRecord NewRecord(RoomId room, BackedUpSession read) => new(room, read.Session.SessionId)
    {
        State = read.Session.Export(),
        SenderKey = read.SenderKey,
        OwnerSigningKey = read.ClaimedSigningKey,
        Source = SessionSource.Backup,
        IsSharedHistory = read.IsSharedHistory,
        IsBackedUp = true,
        FirstKnownIndex = read.Session.FirstKnownIndex,
        ReceivedAt = time.GetUtcNow(),
    };

    private sealed class Restoring
    {
        private readonly List<(RoomId, string)> _sessions = [];
        private readonly Dictionary<CryptoFailure, int> _refused = [];

        public int Known { get; set; }

        public void Add(RoomId room, string sessionId) => _sessions.Add((room, sessionId));

        public void Refuse(CryptoFailure failure) => _refused[failure] = _refused.GetValueOrDefault(failure) + 1;

        public RestoredKeys ToResult() => new() { Sessions = _sessions, Known = Known, Refused = _refused };
    }
}
