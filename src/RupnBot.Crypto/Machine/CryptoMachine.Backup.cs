using System.Text;
using System.Text.Json.Nodes;
using RupnBot.Matrix;

namespace RupnBot.Crypto;

/// <summary>The key backup: filling it, and what the server says to that. <see cref="PlanIdentityAsync"/> makes it and finds its key.</summary>
public sealed partial class CryptoMachine
{
    /// <summary>Sessions one request takes by default: some 100 KiB.</summary>
    public const int BackupBatch = 100;

    /// <summary>The version of the backup in use; null when there is none.</summary>
    public async Task<string?> BackupVersionAsync(CryptoStep step, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(step);
        var version = await step.SecretAsync(IdentitySecrets.BackupVersion, ct).ConfigureAwait(false);
        return version is { Length: > 0 } ? Encoding.UTF8.GetString(version) : null;
    }

    /// <summary>
    /// The sessions of a room stay out of the backup from now on, and what of it is there already is removed by the next requests of
    /// <see cref="BackupKeysAsync"/>: what was said there is not to be read again by anyone who finds the recovery key. There is no way back.
    /// </summary>
    public static void KeepOutOfBackup(CryptoStep step, RoomId room)
    {
        ArgumentNullException.ThrowIfNull(step);
        step.Changes.KeptOutOfBackup.Add(room);
    }

    /// <summary>
    /// The next sessions to back up, oldest first; null when all are in it, or there is no backup whose key is known. Make it, give
    /// the answer to <see cref="MarkSentAsync"/> or the failure to <see cref="MarkFailedAsync"/>, and go on until it is null: when another client
    /// replaced the backup it is, and <see cref="PlanIdentityAsync"/> finds out about the new one.
    /// </summary>
    public async Task<CryptoRequest?> BackupKeysAsync(CryptoStep step, int limit, CancellationToken ct)
    {
        if (await BackupVersionAsync(step, ct).ConfigureAwait(false) is not { } version) return null;
        if (await step.SecretAsync(IdentitySecrets.BackupKey, ct).ConfigureAwait(false) is not { } secret) return null;
        if (await step.Store.RoomToRemoveFromBackupAsync(ct).ConfigureAwait(false) is { } kept)
        {
            var removal = $"/_matrix/client/v3/room_keys/keys/{Uri.EscapeDataString(kept.Value)}?version={Uri.EscapeDataString(version)}";
            return new CryptoRequest(CryptoRequestKind.BackupRemove, version, HttpMethod.Delete, removal, default) { Context = new BackupRemovalContext(kept) };
        }

        var records = await step.Store.InboundSessionsToBackUpAsync(limit, ct).ConfigureAwait(false);
        if (records.Count == 0) return null;
        using var key = BackupKey.FromBytes(secret);
        var rooms = new JsonObject();
        foreach (var record in records) Sessions(rooms, record.Room)[record.SessionId] = BackedUpSession.Encrypt(record, key.PublicKey);
        var path = "/_matrix/client/v3/room_keys/keys?version=" + Uri.EscapeDataString(version);
        return new CryptoRequest(CryptoRequestKind.BackupKeys, version, HttpMethod.Put, path, Encoding.UTF8.GetBytes(new JsonObject { ["rooms"] = rooms }.ToJsonString()))
        {
            Context = new BackupBatchContext(version, [.. records.Select(record => (record.Room, record.SessionId, record.FirstKnownIndex))]),
            Targets = records.Count,
        };
    }

    // They are noted as backed up, unless better ones came or the backup was replaced meanwhile.
    private async Task ApplyBackupKeysAsync(CryptoStep step, CryptoRequest request, CancellationToken ct)
    {
        var sent = ContextOf<BackupBatchContext>(request);
        if (await BackupVersionAsync(step, ct).ConfigureAwait(false) != sent.Version) return;
        foreach (var (room, sessionId, index) in sent.Sessions)
            if (await step.InboundSessionAsync(room, sessionId, ct).ConfigureAwait(false) is { } record && record.FirstKnownIndex == index)
                step.Put(record with { IsBackedUp = true });
    }

    // Replaced or removed by another client: nothing more goes into it until the identity is planned anew.
    private async Task<bool> FailBackupKeysAsync(CryptoStep step, CryptoRequest request, string? errcode, CancellationToken ct)
    {
        if (errcode is not ("M_WRONG_ROOM_KEYS_VERSION" or "M_NOT_FOUND")) return true;
        var version = request.Id;
        if (await BackupVersionAsync(step, ct).ConfigureAwait(false) == version) step.Changes.Secrets[IdentitySecrets.BackupVersion] = [];
        return false;
    }

    private static JsonObject Sessions(JsonObject rooms, RoomId room)
    {
        if (rooms[room.Value] is null) rooms[room.Value] = new JsonObject { ["sessions"] = new JsonObject() };
        return rooms[room.Value]!["sessions"]!.AsObject();
    }

    private sealed record BackupRemovalContext(RoomId Room);

    private sealed record BackupBatchContext(string Version, IReadOnlyList<(RoomId Room, string SessionId, uint Index)> Sessions);
}
