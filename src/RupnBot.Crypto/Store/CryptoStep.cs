using RupnBot.Matrix;

namespace RupnBot.Crypto;

/// <summary>
/// One step of the machine: reads through what it has changed to the store, and gathers the changes. The caller saves them in the
/// transaction of whatever caused the step; a step that is dropped has changed nothing. For one thread.
/// </summary>
public sealed partial class CryptoStep(ICryptoStore store)
{
    private readonly Dictionary<string, List<OlmSessionRecord>> _olm = new(StringComparer.Ordinal);
    private readonly Dictionary<(RoomId, string), InboundSessionRecord?> _inbound = [];
    private readonly Dictionary<RoomId, OutboundSessionRecord?> _outbound = [];
    private readonly Dictionary<string, Dictionary<(UserId, DeviceId), KeyShareRecord>> _shares = new(StringComparer.Ordinal);
    private readonly Dictionary<UserId, UserRecord?> _users = [];
    private readonly Dictionary<UserId, Dictionary<DeviceId, DeviceRecord>> _devices = [];
    private AccountRecord? _account;

    /// <summary>What is stored; for what this class does not overlay.</summary>
    public ICryptoStore Store => store;

    /// <summary>What this step has changed.</summary>
    public CryptoChanges Changes { get; } = new();

    /// <summary>Stores the changes.</summary>
    public ValueTask SaveAsync(CancellationToken ct) => store.SaveAsync(Changes, ct);

    /// <summary>The own device, once there is one.</summary>
    public async ValueTask<AccountRecord?> AccountAsync(CancellationToken ct) => _account ??= await store.AccountAsync(ct).ConfigureAwait(false);

    /// <summary>Changes the own device.</summary>
    public void Put(AccountRecord account) => _account = Changes.Account = account;

    /// <summary>Reads the Olm sessions with many devices at once; later calls for one of them need no query.</summary>
    public async ValueTask LoadOlmSessionsAsync(IReadOnlyCollection<string> senderKeys, CancellationToken ct)
    {
        var missing = senderKeys.Where(key => !_olm.ContainsKey(key)).Distinct(StringComparer.Ordinal).ToList();
        if (missing.Count == 0) return;
        var found = await store.OlmSessionsAsync(missing, ct).ConfigureAwait(false);
        foreach (var key in missing)
            _olm[key] = [.. found[key].Select(session => Changes.AreSendingSessionsDropped ? session with { IsReceiveOnly = true } : session)];
    }

    /// <summary>The Olm sessions with one device; the one most recently received on first.</summary>
    public async ValueTask<IReadOnlyList<OlmSessionRecord>> OlmSessionsAsync(string senderKey, CancellationToken ct)
    {
        await LoadOlmSessionsAsync([senderKey], ct).ConfigureAwait(false);
        return [.. _olm[senderKey].OrderByDescending(session => session.LastReceivedAt).ThenByDescending(session => session.CreatedAt).ThenBy(session => session.SessionId, StringComparer.Ordinal)];
    }

    /// <summary>Adds or changes an Olm session.</summary>
    public async ValueTask PutAsync(OlmSessionRecord session, CancellationToken ct)
    {
        await LoadOlmSessionsAsync([session.SenderKey], ct).ConfigureAwait(false);
        var list = _olm[session.SenderKey];
        list.RemoveAll(other => other.SessionId == session.SessionId);
        list.Add(session);
        Changes.RemovedOlmSessions.Remove((session.SenderKey, session.SessionId));
        Changes.OlmSessions[(session.SenderKey, session.SessionId)] = session;
    }

    /// <summary>Forgets an Olm session.</summary>
    public async ValueTask RemoveOlmSessionAsync(string senderKey, string sessionId, CancellationToken ct)
    {
        await LoadOlmSessionsAsync([senderKey], ct).ConfigureAwait(false);
        _olm[senderKey].RemoveAll(other => other.SessionId == sessionId);
        Changes.OlmSessions.Remove((senderKey, sessionId));
        Changes.RemovedOlmSessions.Add((senderKey, sessionId));
    }

    /// <summary>Whether an Olm ciphertext was decrypted before.</summary>
    public async ValueTask<bool> IsOlmMessageSeenAsync(string hash, CancellationToken ct) =>
        Changes.SeenOlmMessages.ContainsKey(hash) || await store.IsOlmMessageSeenAsync(hash, ct).ConfigureAwait(false);

    /// <summary>A Megolm session to read with.</summary>
    public async ValueTask<InboundSessionRecord?> InboundSessionAsync(RoomId room, string sessionId, CancellationToken ct)
    {
        if (_inbound.TryGetValue((room, sessionId), out var known)) return known;
        return _inbound[(room, sessionId)] = await store.InboundSessionAsync(room, sessionId, ct).ConfigureAwait(false);
    }

    /// <summary>Adds or changes a Megolm session.</summary>
    public void Put(InboundSessionRecord session) => _inbound[(session.Room, session.SessionId)] = Changes.InboundSessions[(session.Room, session.SessionId)] = session;

    /// <summary>The sessions the bot writes with, of many rooms at once.</summary>
    public async ValueTask<IReadOnlyDictionary<RoomId, OutboundSessionRecord>> OutboundSessionsAsync(IReadOnlyCollection<RoomId> rooms, CancellationToken ct)
    {
        var missing = rooms.Where(room => !_outbound.ContainsKey(room)).ToList();
        if (missing.Count > 0)
        {
            var found = await store.OutboundSessionsAsync(missing, ct).ConfigureAwait(false);
            foreach (var room in missing) _outbound[room] = Changes.AreSendingSessionsDropped ? null : found.GetValueOrDefault(room);
        }

        var result = new Dictionary<RoomId, OutboundSessionRecord>();
        foreach (var room in rooms)
            if (_outbound[room] is { } session) result[room] = session;
        return result;
    }

    /// <summary>The session the bot writes with in a room.</summary>
    public async ValueTask<OutboundSessionRecord?> OutboundSessionAsync(RoomId room, CancellationToken ct) =>
        (await OutboundSessionsAsync([room], ct).ConfigureAwait(false)).GetValueOrDefault(room);

    /// <summary>Begins or changes the session of a room. A new one forgets the shares of the one before.</summary>
    public void Put(OutboundSessionRecord session) => _outbound[session.Room] = Changes.OutboundSessions[session.Room] = session;

    /// <summary>Forgets the session of a room: the next message begins another.</summary>
    public void RemoveOutboundSession(RoomId room) => _outbound[room] = Changes.OutboundSessions[room] = null;

    /// <summary>Reads who has the keys of many sessions at once.</summary>
    public async ValueTask LoadSharesAsync(IReadOnlyCollection<string> sessionIds, CancellationToken ct)
    {
        var missing = sessionIds.Where(id => !_shares.ContainsKey(id)).ToList();
        if (missing.Count == 0) return;
        var found = await store.SharesAsync(missing, ct).ConfigureAwait(false);
        foreach (var id in missing) _shares[id] = found[id].ToDictionary(share => (share.User, share.Device));
        foreach (var share in Changes.Shares.Values)
            if (_shares.TryGetValue(share.SessionId, out var known)) known[(share.User, share.Device)] = share;
    }

    /// <summary>Who has the key of a session.</summary>
    public async ValueTask<IReadOnlyDictionary<(UserId User, DeviceId Device), KeyShareRecord>> SharesAsync(string sessionId, CancellationToken ct)
    {
        await LoadSharesAsync([sessionId], ct).ConfigureAwait(false);
        return _shares[sessionId];
    }

    /// <summary>Notes what became of sharing a key with a device; needs no query.</summary>
    public void Put(KeyShareRecord share)
    {
        Changes.Shares[(share.SessionId, share.User, share.Device)] = share;
        if (_shares.TryGetValue(share.SessionId, out var known)) known[(share.User, share.Device)] = share;
    }

    /// <summary>The to-device requests not confirmed yet, oldest first; those of this step too.</summary>
    public async ValueTask<IReadOnlyList<ToDeviceRecord>> ToDeviceAsync(int limit, CancellationToken ct)
    {
        // As many more as this step may have confirmed.
        var stored = Changes.AreSendingSessionsDropped ? [] : await store.ToDeviceAsync(limit + Changes.ToDevice.Count, ct).ConfigureAwait(false);
        var made = Changes.ToDevice.Values.OfType<ToDeviceRecord>();
        return [.. stored.Where(request => !Changes.ToDevice.ContainsKey(request.Id)).Concat(made).OrderBy(request => request.CreatedAt).ThenBy(request => request.Id, StringComparer.Ordinal).Take(limit)];
    }

    /// <summary>The store was restored from a copy: see <see cref="CryptoChanges.AreSendingSessionsDropped"/>. What this step has sent with those sessions goes too.</summary>
    public void DropSendingSessions()
    {
        Changes.AreSendingSessionsDropped = true;
        Changes.OutboundSessions.Clear();
        Changes.Shares.Clear();
        Changes.ToDevice.Clear();
        _outbound.Clear();
        _shares.Clear();
        foreach (var (key, session) in Changes.OlmSessions.ToList()) Changes.OlmSessions[key] = session with { IsReceiveOnly = true };
        foreach (var (key, sessions) in _olm.ToList()) _olm[key] = [.. sessions.Select(session => session with { IsReceiveOnly = true })];
    }

    /// <summary>Those of the users who are followed.</summary>
    public async ValueTask<IReadOnlyDictionary<UserId, UserRecord>> UsersAsync(IReadOnlyCollection<UserId> users, CancellationToken ct)
    {
        var missing = users.Where(user => !_users.ContainsKey(user)).ToList();
        if (missing.Count > 0)
        {
            var found = await store.UsersAsync(missing, ct).ConfigureAwait(false);
            foreach (var user in missing) _users[user] = found.GetValueOrDefault(user);
        }

        var result = new Dictionary<UserId, UserRecord>();
        foreach (var user in users)
            if (_users[user] is { } record) result[user] = record;
        return result;
    }

    /// <summary>A followed user.</summary>
    public async ValueTask<UserRecord?> UserAsync(UserId user, CancellationToken ct) => (await UsersAsync([user], ct).ConfigureAwait(false)).GetValueOrDefault(user);

    /// <summary>Follows a user, or changes what is known of them.</summary>
    public void Put(UserRecord user) => _users[user.User] = Changes.Users[user.User] = user;

    /// <summary>Follows a user no more; their devices are forgotten.</summary>
    public void RemoveUser(UserId user)
    {
        _users[user] = Changes.Users[user] = null;
        _devices[user] = [];
        foreach (var key in Changes.Devices.Keys.Where(key => key.User == user).ToList()) Changes.Devices.Remove(key);
    }

    /// <summary>All devices of these users.</summary>
    public async ValueTask<IReadOnlyDictionary<UserId, IReadOnlyDictionary<DeviceId, DeviceRecord>>> DevicesAsync(IReadOnlyCollection<UserId> users, CancellationToken ct)
    {
        var missing = users.Where(user => !_devices.ContainsKey(user)).Distinct().ToList();
        if (missing.Count > 0)
        {
            var found = await store.DevicesAsync(missing, ct).ConfigureAwait(false);
            foreach (var user in missing) _devices[user] = found[user].ToDictionary(device => device.Device);
        }

        return users.Distinct().ToDictionary(user => user, user => (IReadOnlyDictionary<DeviceId, DeviceRecord>)_devices[user]);
    }

    /// <summary>All devices of a user.</summary>
    public async ValueTask<IReadOnlyDictionary<DeviceId, DeviceRecord>> DevicesAsync(UserId user, CancellationToken ct) => (await DevicesAsync([user], ct).ConfigureAwait(false))[user];

    /// <summary>Adds or changes a device.</summary>
    public async ValueTask PutAsync(DeviceRecord device, CancellationToken ct)
    {
        await DevicesAsync([device.User], ct).ConfigureAwait(false);
        _devices[device.User][device.Device] = device;
        Changes.Devices[(device.User, device.Device)] = device;
    }

    /// <summary>Forgets a device.</summary>
    public async ValueTask RemoveDeviceAsync(UserId user, DeviceId device, CancellationToken ct)
    {
        await DevicesAsync([user], ct).ConfigureAwait(false);
        _devices[user].Remove(device);
        Changes.Devices[(user, device)] = null;
    }

    /// <summary>The event that used a message index first.</summary>
    public async ValueTask<ReplayRecord?> ReplayAsync(RoomId room, string sessionId, uint index, CancellationToken ct) =>
        Changes.Replays.GetValueOrDefault((room, sessionId, index)) ?? await store.ReplayAsync(room, sessionId, index, ct).ConfigureAwait(false);

    /// <summary>What was told of a session's key being withheld.</summary>
    public async ValueTask<WithheldRecord?> WithheldAsync(RoomId room, string sessionId, CancellationToken ct) =>
        Changes.Withheld.GetValueOrDefault((room, sessionId)) ?? await store.WithheldAsync(room, sessionId, ct).ConfigureAwait(false);

    /// <summary>A named secret.</summary>
    public async ValueTask<byte[]?> SecretAsync(string name, CancellationToken ct) =>
        Changes.Secrets.TryGetValue(name, out var changed) ? changed : await store.SecretAsync(name, ct).ConfigureAwait(false);
}
