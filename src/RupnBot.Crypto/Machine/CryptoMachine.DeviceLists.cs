using System.Text;
using System.Text.Json;
using RupnBot.Matrix;

namespace RupnBot.Crypto;

/// <summary>Whose devices are followed, and of whom they must be asked for again (specification, "Tracking the device list for a user").</summary>
public sealed partial class CryptoMachine
{
    private const string PinPrefix = "pinned-master-key/";
    private const string DistrustPrefix = "distrusted-device/";

    /// <summary>Follows users: their devices are asked for. Does nothing for those who are followed already.</summary>
    public async Task TrackAsync(CryptoStep step, IReadOnlyCollection<UserId> users, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(users);
        var known = await step.UsersAsync(users, ct).ConfigureAwait(false);
        foreach (var user in users.Distinct().Where(user => !known.ContainsKey(user)))
        {
            var pinned = await step.SecretAsync(PinPrefix + user, ct).ConfigureAwait(false);
            // Not from one on: the answer to a question of before they were let go must not settle what is asked now.
            step.Put(new UserRecord(user) { IsOutdated = true, Version = Math.Max(1, time.GetUtcNow().ToUnixTimeMilliseconds()), PinnedMasterKey = pinned is null ? null : Encoding.ASCII.GetString(pinned) });
            if (pinned is not null) step.Changes.Secrets[PinPrefix + user] = null;
        }
    }

    /// <summary>
    /// Follows users no more, since no encrypted room is shared with them. The master key they were pinned to is remembered, and which of
    /// their devices are distrusted: nobody gets rid of either by leaving and coming back.
    /// </summary>
    public async Task UntrackAsync(CryptoStep step, IReadOnlyCollection<UserId> users, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(users);
        foreach (var record in (await step.UsersAsync(users, ct).ConfigureAwait(false)).Values)
        {
            if (record.User == self) continue;
            if (record.PinnedMasterKey is { } pinned) step.Changes.Secrets[PinPrefix + record.User] = Encoding.ASCII.GetBytes(pinned);
            foreach (var known in (await step.DevicesAsync(record.User, ct).ConfigureAwait(false)).Values) RememberDistrust(step, known);
            step.RemoveUser(record.User);
        }
    }

    /// <summary>Asks for the devices of outdated users, or null when there are none; those of servers that did not answer wait.</summary>
    /// <param name="step">The step.</param>
    /// <param name="limit">Users in one request, e.g. 250.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<CryptoRequest?> KeysQueryAsync(CryptoStep step, int limit, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var now = time.GetUtcNow();

        // As many more as this step may have settled.
        var stored = await step.Store.OutdatedUsersAsync(now, limit + step.Changes.Users.Count, ct).ConfigureAwait(false);
        var changed = step.Changes.Users.Values.OfType<UserRecord>().Where(user => user.IsOutdated && !(user.NextQueryAt > now));
        var versions = stored.Where(user => !step.Changes.Users.ContainsKey(user.User)).Concat(changed).Take(limit).ToDictionary(user => user.User, user => user.Version);
        return versions.Count == 0 ? null : QueryRequest(versions.Keys, versions);
    }

    /// <summary>Takes the answer of GET /keys/changes, made when a sync token was too old for device_lists to be complete.</summary>
    public async Task ApplyKeysChangesAsync(CryptoStep step, JsonElement answer, CancellationToken ct)
    {
        await MarkOutdatedAsync(step, Users(answer, "changed"), ct).ConfigureAwait(false);
        await UntrackAsync(step, Users(answer, "left"), ct).ConfigureAwait(false);
    }

    private static async ValueTask MarkOutdatedAsync(CryptoStep step, IReadOnlyCollection<UserId> users, CancellationToken ct)
    {
        foreach (var record in (await step.UsersAsync(users, ct).ConfigureAwait(false)).Values)
            step.Put(record with { IsOutdated = true, Version = record.Version + 1, NextQueryAt = null, FailedQueries = 0 });
    }

    private static void RememberDistrust(CryptoStep step, DeviceRecord gone)
    {
        if (gone.IsBlacklisted) step.Changes.Secrets[$"{DistrustPrefix}{gone.User}/{gone.Device}"] = [1];
    }

    private static async ValueTask<bool> WasDistrustedAsync(CryptoStep step, UserId user, DeviceId id, CancellationToken ct)
    {
        var name = $"{DistrustPrefix}{user}/{id}";
        if (await step.SecretAsync(name, ct).ConfigureAwait(false) is null) return false;
        step.Changes.Secrets[name] = null;
        return true;
    }

    private static List<UserId> Users(JsonElement answer, string list)
    {
        var users = new List<UserId>();
        if (!Wire.TryGet(answer, list, out var names)) return users;
        foreach (var name in Wire.Texts(names, InboundLimits.Users))
            if (UserId.TryParse(name, out var user)) users.Add(user);
        return users;
    }
}
