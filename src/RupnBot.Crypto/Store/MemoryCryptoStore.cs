using RupnBot.Matrix;

namespace RupnBot.Crypto;

/// <summary>A store that forgets everything with the process: for tests, and for a client that needs no more. For one thread.</summary>
public sealed class MemoryCryptoStore : ICryptoStore
{
    private readonly Dictionary<(string, string), OlmSessionRecord> _olm = [];
    private readonly Dictionary<string, DateTimeOffset> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<(RoomId, string), InboundSessionRecord> _inbound = [];
    private readonly Dictionary<RoomId, OutboundSessionRecord> _outbound = [];
    private readonly Dictionary<(string Session, UserId User, DeviceId Device), KeyShareRecord> _shares = [];
    private readonly Dictionary<UserId, UserRecord> _users = [];
    private readonly Dictionary<(UserId User, DeviceId Device), DeviceRecord> _devices = [];
    private readonly Dictionary<(RoomId, string, uint), ReplayRecord> _replays = [];
    private readonly Dictionary<EventId, UndecryptableRecord> _undecryptable = [];
    private readonly Dictionary<(RoomId, string), WithheldRecord> _withheld = [];
    private readonly Dictionary<string, ToDeviceRecord> _toDevice = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> _secrets = new(StringComparer.Ordinal);
    private readonly Dictionary<RoomId, bool> _notBackedUp = [];
    private AccountRecord? _account;

    /// <inheritdoc/>
    public ValueTask<AccountRecord?> AccountAsync(CancellationToken ct) => new(_account);

    /// <inheritdoc/>
    public ValueTask<ILookup<string, OlmSessionRecord>> OlmSessionsAsync(IReadOnlyCollection<string> senderKeys, CancellationToken ct) =>
        new(Of(_olm.Values, senderKeys, session => session.SenderKey));

    /// <inheritdoc/>
    public ValueTask<bool> IsOlmMessageSeenAsync(string hash, CancellationToken ct) => new(_seen.ContainsKey(hash));

    /// <inheritdoc/>
    public ValueTask<InboundSessionRecord?> InboundSessionAsync(RoomId room, string sessionId, CancellationToken ct) => new(_inbound.GetValueOrDefault((room, sessionId)));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<InboundSessionRecord>> InboundSessionsToBackUpAsync(int limit, CancellationToken ct) =>
        new([.. _inbound.Values.Where(session => !session.IsBackedUp && !_notBackedUp.ContainsKey(session.Room)).OrderBy(session => session.ReceivedAt).Take(limit)]);

    /// <inheritdoc/>
    public ValueTask<RoomId?> RoomToRemoveFromBackupAsync(CancellationToken ct) =>
        new(_notBackedUp.Where(room => !room.Value).Select(room => (RoomId?)room.Key).FirstOrDefault());

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<RoomId, OutboundSessionRecord>> OutboundSessionsAsync(IReadOnlyCollection<RoomId> rooms, CancellationToken ct) =>
        new(rooms.Where(_outbound.ContainsKey).Distinct().ToDictionary(room => room, room => _outbound[room]));

    /// <inheritdoc/>
    public ValueTask<ILookup<string, KeyShareRecord>> SharesAsync(IReadOnlyCollection<string> sessionIds, CancellationToken ct) =>
        new(Of(_shares.Values, sessionIds, share => share.SessionId));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<KeyShareRecord>> SharesOfRequestAsync(string requestId, CancellationToken ct) =>
        new([.. _shares.Values.Where(share => share.RequestId == requestId)]);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RoomId>> RoomsSharedWithAsync(UserId user, CancellationToken ct) =>
        new([.. _shares.Values.Where(share => share.User == user && share.State != KeyShareState.Withheld).Select(share => share.Room).Distinct().Where(room => _outbound.TryGetValue(room, out var session) && !session.IsInvalid)]);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<UserId, UserRecord>> UsersAsync(IReadOnlyCollection<UserId> users, CancellationToken ct) =>
        new(users.Where(_users.ContainsKey).Distinct().ToDictionary(user => user, user => _users[user]));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<UserRecord>> OutdatedUsersAsync(DateTimeOffset now, int limit, CancellationToken ct) =>
        new([.. _users.Values.Where(user => user.IsOutdated && !(user.NextQueryAt > now)).OrderBy(user => user.QueriedAt ?? DateTimeOffset.MinValue).ThenBy(user => user.User).Take(limit)]);

    /// <inheritdoc/>
    public ValueTask<ILookup<UserId, DeviceRecord>> DevicesAsync(IReadOnlyCollection<UserId> users, CancellationToken ct) =>
        new(Of(_devices.Values, users, device => device.User));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DeviceRecord>> DevicesNeedingSessionAsync(DateTimeOffset now, int limit, CancellationToken ct) =>
        new([.. _devices.Values.Where(device => device.NeedsNewSession && !(device.NextClaimAt > now)).OrderBy(device => device.User).ThenBy(device => device.Device.Value, StringComparer.Ordinal).Take(limit)]);

    /// <inheritdoc/>
    public ValueTask<ReplayRecord?> ReplayAsync(RoomId room, string sessionId, uint index, CancellationToken ct) => new(_replays.GetValueOrDefault((room, sessionId, index)));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<UndecryptableRecord>> UndecryptableAsync(RoomId room, string sessionId, CancellationToken ct) =>
        new([.. _undecryptable.Values.Where(waiting => waiting.Room == room && waiting.SessionId == sessionId).OrderBy(waiting => waiting.At)]);

    /// <inheritdoc/>
    public ValueTask<WithheldRecord?> WithheldAsync(RoomId room, string sessionId, CancellationToken ct) => new(_withheld.GetValueOrDefault((room, sessionId)));

    /// <inheritdoc/>
    public ValueTask<int> CountUndecryptableAsync(CancellationToken ct) => new(_undecryptable.Count);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ToDeviceRecord>> ToDeviceAsync(int limit, CancellationToken ct) =>
        new([.. _toDevice.Values.OrderBy(request => request.CreatedAt).ThenBy(request => request.Id, StringComparer.Ordinal).Take(limit)]);

    /// <inheritdoc/>
    public ValueTask<byte[]?> SecretAsync(string name, CancellationToken ct) => new(_secrets.GetValueOrDefault(name));

    /// <inheritdoc/>
    public ValueTask SaveAsync(CryptoChanges changes, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(changes);
        if (changes.AreSendingSessionsDropped) DropSendingSessions();
        _account = changes.Account ?? _account;
        foreach (var key in changes.RemovedOlmSessions) _olm.Remove(key);
        Save(_olm, changes.OlmSessions);
        if (changes.ForgetOlmMessagesBefore is { } old) Forget(_seen, at => at < old);
        Save(_seen, changes.SeenOlmMessages);
        if (changes.IsBackupNew)
            foreach (var (key, session) in _inbound.ToList()) _inbound[key] = session with { IsBackedUp = false };
        Save(_inbound, changes.InboundSessions);
        foreach (var room in changes.KeptOutOfBackup) _notBackedUp.TryAdd(room, false);
        foreach (var room in changes.RemovedFromBackup) _notBackedUp[room] = true;
        foreach (var (room, session) in changes.OutboundSessions)
            if (_outbound.TryGetValue(room, out var before) && before.SessionId != session?.SessionId) Forget(_shares, share => share.SessionId == before.SessionId);
        SaveOrRemove(_outbound, changes.OutboundSessions);
        Save(_shares, changes.Shares);
        foreach (var (user, record) in changes.Users)
            if (record is null) Forget(_devices, device => device.User == user);
        SaveOrRemove(_users, changes.Users);
        SaveOrRemove(_devices, changes.Devices);
        if (changes.ForgetReplaysBefore is { } ended) ForgetReplays(ended);
        Save(_replays, changes.Replays);
        if (changes.ForgetUndecryptableBefore is { } forgotten)
        {
            Forget(_undecryptable, waiting => waiting.At < forgotten);
            Forget(_withheld, told => told.At < forgotten);
        }

        SaveOrRemove(_undecryptable, changes.Undecryptable);
        foreach (var (room, id) in changes.Removed)
            if (_undecryptable.TryGetValue(id, out var removed) && removed.Room == room) _undecryptable.Remove(id);
        if (changes.MaximumUndecryptable is { } maximum && _undecryptable.Count > maximum)
            foreach (var waiting in _undecryptable.Values.OrderBy(waiting => waiting.At).ThenBy(waiting => waiting.Event).Take(_undecryptable.Count - maximum).ToList())
                _undecryptable.Remove(waiting.Event);
        Save(_withheld, changes.Withheld);
        SaveOrRemove(_toDevice, changes.ToDevice);
        SaveOrRemove(_secrets, changes.Secrets);
        return ValueTask.CompletedTask;
    }

    private static ILookup<TKey, TValue> Of<TKey, TValue>(IEnumerable<TValue> rows, IReadOnlyCollection<TKey> keys, Func<TValue, TKey> key)
    {
        var wanted = keys.ToHashSet();
        return rows.Where(row => wanted.Contains(key(row))).ToLookup(key);
    }

    private void ForgetReplays(DateTimeOffset before)
    {
        foreach (var uses in _replays.Values.Where(use => use.At < before).GroupBy(use => (use.Room, use.SessionId)).ToList())
        {
            var below = uses.Max(use => use.Index) + 1L;
            if (_inbound.TryGetValue(uses.Key, out var session) && session.UsesForgottenBelow < below) _inbound[uses.Key] = session with { UsesForgottenBelow = below };
        }

        Forget(_replays, use => use.At < before);
    }

    private void DropSendingSessions()
    {
        _outbound.Clear();
        _shares.Clear();
        _toDevice.Clear();
        foreach (var (key, session) in _olm.ToList()) _olm[key] = session with { IsReceiveOnly = true };
    }

    private static void Save<TKey, TValue>(Dictionary<TKey, TValue> table, Dictionary<TKey, TValue> changes)
        where TKey : notnull
    {
        foreach (var (key, value) in changes) table[key] = value;
    }

    private static void SaveOrRemove<TKey, TValue>(Dictionary<TKey, TValue> table, Dictionary<TKey, TValue?> changes)
        where TKey : notnull
        where TValue : class
    {
        foreach (var (key, value) in changes)
        {
            if (value is null) table.Remove(key);
            else table[key] = value;
        }
    }

    private static void Forget<TKey, TValue>(Dictionary<TKey, TValue> table, Func<TValue, bool> isOver)
        where TKey : notnull
    {
        foreach (var key in table.Where(pair => isOver(pair.Value)).Select(pair => pair.Key).ToList()) table.Remove(key);
    }
}
