using RupnBot.Crypto;

namespace RupnBot.Storage.Crypto;

internal sealed partial class SqliteCryptoStore
{
    public ValueTask SaveAsync(CryptoChanges changes, CancellationToken ct)
    {
        if (changes.AreSendingSessionsDropped)
        {
            foreach (var table in (string[])["crypto_outbound_sessions", "crypto_key_shares", "crypto_to_device"]) _sql.Run($"DELETE FROM {table}");
            _sql.Run("UPDATE crypto_olm_sessions SET IsReceiveOnly = 1");
        }

        SaveAccount(changes);
        SaveOlm(changes);
        SaveInbound(changes);
        SaveOutbound(changes);
        SaveDirectory(changes);
        SaveEvents(changes);
        return ValueTask.CompletedTask;
    }

    private void SaveAccount(CryptoChanges changes)
    {
        if (changes.Account is { } account)
        {
            _sql.Run(
                "INSERT OR REPLACE INTO crypto_account (Id, UserId, DeviceId, State, IsPublished, ServerOneTimeKeys, Generation, CreatedAt) VALUES (1, $1, $2, $3, $4, $5, $6, $7)",
                account.User,
                account.Device,
                Seal(account.State, "account"),
                account.IsPublished,
                account.ServerOneTimeKeys,
                account.Generation,
                account.CreatedAt);
        }

        foreach (var (name, value) in changes.Secrets)
        {
            if (value is null) _sql.Run("DELETE FROM crypto_secrets WHERE Name = $1", name);
            else _sql.Run("INSERT OR REPLACE INTO crypto_secrets (Name, Value) VALUES ($1, $2)", name, Seal(value, "secret:" + name));
        }
    }

    private void SaveOlm(CryptoChanges changes)
    {
        foreach (var (senderKey, sessionId) in changes.RemovedOlmSessions) _sql.Run("DELETE FROM crypto_olm_sessions WHERE SenderKey = $1 AND SessionId = $2", senderKey, sessionId);
        foreach (var session in changes.OlmSessions.Values)
        {
            _sql.Run(
                "INSERT OR REPLACE INTO crypto_olm_sessions (SenderKey, SessionId, State, CreatedAt, LastReceivedAt, IsReceiveOnly) VALUES ($1, $2, $3, $4, $5, $6)",
                session.SenderKey,
                session.SessionId,
                Seal(session.State, $"olm:{session.SenderKey}:{session.SessionId}"),
                session.CreatedAt,
                session.LastReceivedAt,
                session.IsReceiveOnly);
        }

        if (changes.ForgetOlmMessagesBefore is { } old) _sql.Run("DELETE FROM crypto_olm_seen WHERE At < $1", old);
        foreach (var (hash, at) in changes.SeenOlmMessages) _sql.Run("INSERT OR REPLACE INTO crypto_olm_seen (Hash, At) VALUES ($1, $2)", hash, at);
    }

    private void SaveInbound(CryptoChanges changes)
    {
        if (changes.IsBackupNew) _sql.Run("UPDATE crypto_inbound_sessions SET IsBackedUp = 0");
        foreach (var room in changes.KeptOutOfBackup) _sql.Run("INSERT OR IGNORE INTO crypto_rooms_not_backed_up (RoomId, IsRemoved) VALUES ($1, 0)", room);
        foreach (var room in changes.RemovedFromBackup) _sql.Run("UPDATE crypto_rooms_not_backed_up SET IsRemoved = 1 WHERE RoomId = $1", room);
        foreach (var session in changes.InboundSessions.Values)
        {
            _sql.Run(
                $"INSERT OR REPLACE INTO crypto_inbound_sessions ({InboundColumns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
                session.Room,
                session.SessionId,
                Seal(session.State, $"inbound:{session.Room}:{session.SessionId}"),
                session.SenderKey,
                session.Owner?.Value,
                session.OwnerDevice?.Value,
                session.OwnerSigningKey,
                session.Source,
                session.IsSharedHistory,
                session.IsBackedUp,
                (long)session.FirstKnownIndex,
                session.UsesForgottenBelow,
                session.ReceivedAt);
        }
    }

    private void SaveOutbound(CryptoChanges changes)
    {
        foreach (var (room, session) in changes.OutboundSessions)
        {
            _sql.Run("DELETE FROM crypto_key_shares WHERE SessionId IN (SELECT SessionId FROM crypto_outbound_sessions WHERE RoomId = $1 AND SessionId IS NOT $2)", room, session?.SessionId);
            if (session is null)
            {
                _sql.Run("DELETE FROM crypto_outbound_sessions WHERE RoomId = $1", room);
                continue;
            }

            _sql.Run(
                "INSERT OR REPLACE INTO crypto_outbound_sessions (RoomId, SessionId, State, CreatedAt, Messages, HistoryVisibility, IsInvalid) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                room,
                session.SessionId,
                Seal(session.State, $"outbound:{room}:{session.SessionId}"),
                session.CreatedAt,
                session.Messages,
                session.HistoryVisibility,
                session.IsInvalid);
        }

        foreach (var share in changes.Shares.Values)
        {
            _sql.Run(
                $"INSERT OR REPLACE INTO crypto_key_shares ({ShareColumns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                share.Room,
                share.SessionId,
                share.User,
                share.Device,
                share.IdentityKey,
                share.State,
                (long)share.Index,
                share.RequestId,
                share.WithheldCode);
        }
    }

    private void SaveDirectory(CryptoChanges changes)
    {
        foreach (var (user, record) in changes.Users)
        {
            if (record is null)
            {
                _sql.Run("DELETE FROM crypto_devices WHERE UserId = $1", user);
                _sql.Run("DELETE FROM crypto_users WHERE UserId = $1", user);
                continue;
            }

            _sql.Run(
                $"INSERT OR REPLACE INTO crypto_users ({UserColumns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                user,
                record.IsOutdated,
                record.Version,
                record.QueriedAt,
                record.MasterKey,
                record.SelfSigningKey,
                record.PinnedMasterKey,
                record.NextQueryAt,
                record.FailedQueries);
        }

        foreach (var ((user, id), device) in changes.Devices)
        {
            if (device is null)
            {
                _sql.Run("DELETE FROM crypto_devices WHERE UserId = $1 AND DeviceId = $2", user, id);
                continue;
            }

            _sql.Run(
                $"INSERT OR REPLACE INTO crypto_devices ({DeviceColumns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
                user,
                id,
                device.Curve25519,
                device.Ed25519,
                device.KeysJson,
                device.IsCrossSigned,
                device.IsBlacklisted,
                device.FirstSeenAt,
                device.UnwedgedAt,
                device.NeedsNewSession,
                device.KeysAgainAt,
                device.NextClaimAt,
                device.FailedClaims);
        }
    }

    private void SaveEvents(CryptoChanges changes)
    {
        SaveReplays(changes);
        if (changes.ForgetUndecryptableBefore is { } old)
        {
            _sql.Run("DELETE FROM crypto_undecryptable WHERE At < $1", old);
            _sql.Run("DELETE FROM crypto_withheld WHERE At < $1", old);
        }

        foreach (var (id, waiting) in changes.Undecryptable)
        {
            if (waiting is null)
            {
                _sql.Run("DELETE FROM crypto_undecryptable WHERE EventId = $1", id);
                continue;
            }

            _sql.Run(
                "INSERT OR REPLACE INTO crypto_undecryptable (EventId, RoomId, SessionId, Json, Failure, IsHistory, At) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                id,
                waiting.Room,
                waiting.SessionId,
                waiting.Json,
                waiting.Failure,
                waiting.IsHistory,
                waiting.At);
        }

        foreach (var (room, id) in changes.Removed) _sql.Run("DELETE FROM crypto_undecryptable WHERE EventId = $1 AND RoomId = $2", id, room);
        if (changes.MaximumUndecryptable is { } most)
            _sql.Run("DELETE FROM crypto_undecryptable WHERE EventId IN (SELECT EventId FROM crypto_undecryptable ORDER BY At DESC, EventId DESC LIMIT -1 OFFSET $1)", most);
        foreach (var told in changes.Withheld.Values)
            _sql.Run("INSERT OR REPLACE INTO crypto_withheld (RoomId, SessionId, Sender, Code, At) VALUES ($1, $2, $3, $4, $5)", told.Room, told.SessionId, told.Sender, told.Code, told.At);
        foreach (var (id, request) in changes.ToDevice)
        {
            if (request is null) _sql.Run("DELETE FROM crypto_to_device WHERE Id = $1", id);
            else _sql.Run("INSERT OR REPLACE INTO crypto_to_device (Id, EventType, Body, CreatedAt, Targets) VALUES ($1, $2, $3, $4, $5)", id, request.EventType, request.Body, request.CreatedAt, request.Targets);
        }
    }
}
