using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using RupnBot.Crypto;
using RupnBot.Matrix;

namespace RupnBot.Storage.Crypto;

/// <summary>
/// The machine's memory in the bot's own database, inside the transaction of its context; what is secret is sealed. What was opened or sealed is
/// overwritten when the step ends that this store was made for.
/// </summary>
internal sealed partial class SqliteCryptoStore(BotDbContext context, StateSealer sealer) : ICryptoStore, IDisposable
{
    private readonly List<byte[]> _plain = [];
    private readonly CryptoSql _sql = CryptoSql.Of(context);

    /// <summary>Whether the database holds secrets; asked before the key is known.</summary>
    public static bool HasAccount(BotDbContext context) => CryptoSql.Of(context).Read("SELECT 1 FROM crypto_account", static _ => true).Count > 0;

    /// <summary>Another device has logged in: keys, sessions and requests of the one before are of no use. What it could read stays readable.</summary>
    public static void ForgetDevice(BotDbContext context)
    {
        foreach (var table in (string[])["crypto_account", "crypto_olm_sessions", "crypto_outbound_sessions", "crypto_key_shares", "crypto_to_device"])
            CryptoSql.Of(context).Run($"DELETE FROM {table}");
    }

    public void Dispose()
    {
        foreach (var plain in _plain) CryptographicOperations.ZeroMemory(plain);
        _plain.Clear();
    }

    public ValueTask<AccountRecord?> AccountAsync(CancellationToken ct) => new(
        _sql.Read(
            "SELECT UserId, DeviceId, State, IsPublished, ServerOneTimeKeys, Generation, CreatedAt FROM crypto_account WHERE Id = 1",
            row => new AccountRecord(new UserId(row.GetString(0)), new DeviceId(row.GetString(1)))
            {
                State = Open(row.Blob(2), "account"),
                IsPublished = row.GetBoolean(3),
                ServerOneTimeKeys = row.GetInt32(4),
                Generation = row.GetInt64(5),
                CreatedAt = row.Instant(6),
            }).FirstOrDefault());

    public ValueTask<ILookup<string, OlmSessionRecord>> OlmSessionsAsync(IReadOnlyCollection<string> senderKeys, CancellationToken ct) => new(
        _sql.Read(
            "SELECT SenderKey, SessionId, State, CreatedAt, LastReceivedAt, IsReceiveOnly FROM crypto_olm_sessions WHERE SenderKey IN (SELECT value FROM json_each($1))",
            row => new OlmSessionRecord(row.GetString(0), row.GetString(1))
            {
                State = Open(row.Blob(2), $"olm:{row.GetString(0)}:{row.GetString(1)}"),
                CreatedAt = row.Instant(3),
                LastReceivedAt = row.Instant(4),
                IsReceiveOnly = row.GetBoolean(5),
            },
            CryptoSql.List(senderKeys)).ToLookup(session => session.SenderKey, StringComparer.Ordinal));

    public ValueTask<bool> IsOlmMessageSeenAsync(string hash, CancellationToken ct) =>
        new(_sql.Read("SELECT 1 FROM crypto_olm_seen WHERE Hash = $1", static _ => true, hash).Count > 0);

    public ValueTask<InboundSessionRecord?> InboundSessionAsync(RoomId room, string sessionId, CancellationToken ct) =>
        new(_sql.Read($"SELECT {InboundColumns} FROM crypto_inbound_sessions WHERE RoomId = $1 AND SessionId = $2", ReadInbound, room, sessionId).FirstOrDefault());

    public ValueTask<IReadOnlyList<InboundSessionRecord>> InboundSessionsToBackUpAsync(int limit, CancellationToken ct) => new(
        _sql.Read($"SELECT {InboundColumns} FROM crypto_inbound_sessions WHERE IsBackedUp = 0 AND RoomId NOT IN (SELECT RoomId FROM crypto_rooms_not_backed_up) ORDER BY ReceivedAt, rowid LIMIT $1", ReadInbound, limit));

    public ValueTask<RoomId?> RoomToRemoveFromBackupAsync(CancellationToken ct) =>
        new(_sql.Read("SELECT RoomId FROM crypto_rooms_not_backed_up WHERE IsRemoved = 0 LIMIT 1", static row => (RoomId?)new RoomId(row.GetString(0))).FirstOrDefault());

    public ValueTask<IReadOnlyDictionary<RoomId, OutboundSessionRecord>> OutboundSessionsAsync(IReadOnlyCollection<RoomId> rooms, CancellationToken ct) => new(
        _sql.Read(
            "SELECT RoomId, SessionId, State, CreatedAt, Messages, HistoryVisibility, IsInvalid FROM crypto_outbound_sessions WHERE RoomId IN (SELECT value FROM json_each($1))",
            row => new OutboundSessionRecord(new RoomId(row.GetString(0)), row.GetString(1))
            {
                State = Open(row.Blob(2), $"outbound:{row.GetString(0)}:{row.GetString(1)}"),
                CreatedAt = row.Instant(3),
                Messages = row.GetInt32(4),
                HistoryVisibility = row.GetString(5),
                IsInvalid = row.GetBoolean(6),
            },
            CryptoSql.List(rooms.Select(room => room.Value))).ToDictionary(session => session.Room));

    public ValueTask<ILookup<string, KeyShareRecord>> SharesAsync(IReadOnlyCollection<string> sessionIds, CancellationToken ct) => new(
        _sql.Read($"SELECT {ShareColumns} FROM crypto_key_shares WHERE SessionId IN (SELECT value FROM json_each($1))", ReadShare, CryptoSql.List(sessionIds))
            .ToLookup(share => share.SessionId, StringComparer.Ordinal));

    public ValueTask<IReadOnlyList<KeyShareRecord>> SharesOfRequestAsync(string requestId, CancellationToken ct) =>
        new(_sql.Read($"SELECT {ShareColumns} FROM crypto_key_shares WHERE RequestId = $1", ReadShare, requestId));

    public ValueTask<IReadOnlyList<RoomId>> RoomsSharedWithAsync(UserId user, CancellationToken ct) => new(
        _sql.Read(
            "SELECT DISTINCT s.RoomId FROM crypto_key_shares AS s JOIN crypto_outbound_sessions AS o ON o.RoomId = s.RoomId AND o.SessionId = s.SessionId " +
            "WHERE s.UserId = $1 AND s.State <> 2 AND o.IsInvalid = 0",
            static row => new RoomId(row.GetString(0)),
            user));

    public ValueTask<ReplayRecord?> ReplayAsync(RoomId room, string sessionId, uint index, CancellationToken ct) => new(
        _sql.Read(
            "SELECT EventId, OriginServerTs, At FROM crypto_replays WHERE RoomId = $1 AND SessionId = $2 AND MessageIndex = $3",
            row => new ReplayRecord(room, sessionId, index, new EventId(row.GetString(0)), row.GetInt64(1)) { At = row.Instant(2) },
            room,
            sessionId,
            (long)index).FirstOrDefault());

    public ValueTask<IReadOnlyList<UndecryptableRecord>> UndecryptableAsync(RoomId room, string sessionId, CancellationToken ct) => new(
        _sql.Read(
            "SELECT EventId, RoomId, SessionId, Json, Failure, IsHistory, At FROM crypto_undecryptable WHERE RoomId = $1 AND SessionId = $2 ORDER BY At, rowid",
            static row => new UndecryptableRecord(new EventId(row.GetString(0)))
            {
                Room = new RoomId(row.GetString(1)),
                SessionId = row.GetString(2),
                Json = row.Blob(3),
                Failure = (CryptoFailure)row.GetInt32(4),
                IsHistory = row.GetBoolean(5),
                At = row.Instant(6),
            },
            room,
            sessionId));

    public ValueTask<WithheldRecord?> WithheldAsync(RoomId room, string sessionId, CancellationToken ct) => new(
        _sql.Read(
            "SELECT Sender, Code, At FROM crypto_withheld WHERE RoomId = $1 AND SessionId = $2",
            row => new WithheldRecord(room, sessionId) { Sender = new UserId(row.GetString(0)), Code = row.GetString(1), At = row.Instant(2) },
            room,
            sessionId).FirstOrDefault());

    public ValueTask<int> CountUndecryptableAsync(CancellationToken ct) => new(_sql.Read("SELECT count(*) FROM crypto_undecryptable", static row => row.GetInt32(0))[0]);

    public ValueTask<IReadOnlyList<ToDeviceRecord>> ToDeviceAsync(int limit, CancellationToken ct) => new(
        _sql.Read(
            "SELECT Id, EventType, Body, CreatedAt, Targets FROM crypto_to_device ORDER BY CreatedAt, Id LIMIT $1",
            static row => new ToDeviceRecord(row.GetString(0)) { EventType = row.GetString(1), Body = row.Blob(2), CreatedAt = row.Instant(3), Targets = row.GetInt32(4) },
            limit));

    public ValueTask<byte[]?> SecretAsync(string name, CancellationToken ct) =>
        new(_sql.Read("SELECT Value FROM crypto_secrets WHERE Name = $1", row => Open(row.Blob(0), "secret:" + name), name).FirstOrDefault());

    private const string InboundColumns =
        "RoomId, SessionId, State, SenderKey, Owner, OwnerDevice, OwnerSigningKey, Source, IsSharedHistory, IsBackedUp, FirstKnownIndex, UsesForgottenBelow, ReceivedAt";

    private const string ShareColumns = "RoomId, SessionId, UserId, DeviceId, IdentityKey, State, MessageIndex, RequestId, WithheldCode";

    private InboundSessionRecord ReadInbound(SqliteDataReader row) => new(new RoomId(row.GetString(0)), row.GetString(1))
    {
        State = Open(row.Blob(2), $"inbound:{row.GetString(0)}:{row.GetString(1)}"),
        SenderKey = row.GetString(3),
        Owner = row.Text(4) is { } owner ? new UserId(owner) : null,
        OwnerDevice = row.Text(5) is { } device ? new DeviceId(device) : null,
        OwnerSigningKey = row.Text(6),
        Source = (SessionSource)row.GetInt32(7),
        IsSharedHistory = row.GetBoolean(8),
        IsBackedUp = row.GetBoolean(9),
        FirstKnownIndex = (uint)row.GetInt64(10),
        UsesForgottenBelow = row.GetInt64(11),
        ReceivedAt = row.Instant(12),
    };

    private static KeyShareRecord ReadShare(SqliteDataReader row) => new(new RoomId(row.GetString(0)), row.GetString(1), new UserId(row.GetString(2)), new DeviceId(row.GetString(3)))
    {
        IdentityKey = row.GetString(4),
        State = (KeyShareState)row.GetInt32(5),
        Index = (uint)row.GetInt64(6),
        RequestId = row.Text(7),
        WithheldCode = row.Text(8),
    };

    private byte[] Seal(byte[] plain, string identity)
    {
        _plain.Add(plain);
        return sealer.Seal(plain, identity);
    }

    // A row moved to another place, or a database beside another key: nothing of it may be believed.
    private byte[] Open(byte[] sealedBytes, string identity)
    {
        if (!sealer.TryOpen(sealedBytes, identity, out var plain))
            throw new CryptoStoreException("A stored secret cannot be opened: the key file beside the database is another one, or the row was changed.");
        _plain.Add(plain);
        return plain;
    }
}
