using RupnBot.Crypto;
using RupnBot.Matrix;

namespace RupnBot.Storage.Crypto;

internal sealed partial class SqliteCryptoStore
{
    private const string UserColumns = "UserId, IsOutdated, Version, QueriedAt, MasterKey, SelfSigningKey, PinnedMasterKey, NextQueryAt, FailedQueries";

    private const string DeviceColumns =
        "UserId, DeviceId, Curve25519, Ed25519, KeysJson, IsCrossSigned, IsBlacklisted, FirstSeenAt, UnwedgedAt, NeedsNewSession, KeysAgainAt, NextClaimAt, FailedClaims";

    public ValueTask<IReadOnlyDictionary<UserId, UserRecord>> UsersAsync(IReadOnlyCollection<UserId> users, CancellationToken ct) => new(
        _sql.Read($"SELECT {UserColumns} FROM crypto_users WHERE UserId IN (SELECT value FROM json_each($1))", ReadUser, CryptoSql.List(users.Select(user => user.Value)))
            .ToDictionary(user => user.User));

    public ValueTask<IReadOnlyList<UserRecord>> OutdatedUsersAsync(DateTimeOffset now, int limit, CancellationToken ct) => new(
        _sql.Read(
            $"SELECT {UserColumns} FROM crypto_users WHERE IsOutdated = 1 AND (NextQueryAt IS NULL OR NextQueryAt <= $1) ORDER BY QueriedAt, UserId LIMIT $2",
            ReadUser,
            now,
            limit));

    public ValueTask<ILookup<UserId, DeviceRecord>> DevicesAsync(IReadOnlyCollection<UserId> users, CancellationToken ct) => new(
        _sql.Read($"SELECT {DeviceColumns} FROM crypto_devices WHERE UserId IN (SELECT value FROM json_each($1))", ReadDevice, CryptoSql.List(users.Select(user => user.Value)))
            .ToLookup(device => device.User));

    public ValueTask<IReadOnlyList<DeviceRecord>> DevicesNeedingSessionAsync(DateTimeOffset now, int limit, CancellationToken ct) => new(
        _sql.Read(
            $"SELECT {DeviceColumns} FROM crypto_devices WHERE NeedsNewSession = 1 AND (NextClaimAt IS NULL OR NextClaimAt <= $1) ORDER BY UserId, DeviceId LIMIT $2",
            ReadDevice,
            now,
            limit));

    private static UserRecord ReadUser(Microsoft.Data.Sqlite.SqliteDataReader row) => new(new UserId(row.GetString(0)))
    {
        IsOutdated = row.GetBoolean(1),
        Version = row.GetInt64(2),
        QueriedAt = row.MaybeInstant(3),
        MasterKey = row.Text(4),
        SelfSigningKey = row.Text(5),
        PinnedMasterKey = row.Text(6),
        NextQueryAt = row.MaybeInstant(7),
        FailedQueries = row.GetInt32(8),
    };

    private static DeviceRecord ReadDevice(Microsoft.Data.Sqlite.SqliteDataReader row) => new(new UserId(row.GetString(0)), new DeviceId(row.GetString(1)))
    {
        Curve25519 = row.GetString(2),
        Ed25519 = row.GetString(3),
        KeysJson = row.GetString(4),
        IsCrossSigned = row.GetBoolean(5),
        IsBlacklisted = row.GetBoolean(6),
        FirstSeenAt = row.Instant(7),
        UnwedgedAt = row.MaybeInstant(8),
        NeedsNewSession = row.GetBoolean(9),
        KeysAgainAt = row.MaybeInstant(10),
        NextClaimAt = row.MaybeInstant(11),
        FailedClaims = row.GetInt32(12),
    };
}
