using System.Text.Json;
using RupnBot.Matrix;

namespace RupnBot.Crypto;

/// <summary>What the answer of a device query changes (specification, "POST /keys/query").</summary>
public sealed partial class CryptoMachine
{
    private static readonly TimeSpan FirstQueryPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestQueryPause = TimeSpan.FromHours(1);

    /// <summary>
    /// Takes devices and identities of the users who were asked about. A user who changed meanwhile stays outdated; one whose server did not
    /// answer keeps the devices known and is asked for later.
    /// </summary>
    internal async Task ApplyKeysQueryAsync(CryptoStep step, CryptoRequest request, JsonElement answer, CancellationToken ct)
    {
        if (request.Context is not IReadOnlyDictionary<UserId, long> asked) throw new ArgumentException("Not a request of this machine.", nameof(request));
        var account = await OpenAccountAsync(step, ct).ConfigureAwait(false);
        var records = await step.UsersAsync([.. asked.Keys], ct).ConfigureAwait(false);
        await step.DevicesAsync([.. records.Keys], ct).ConfigureAwait(false);
        Wire.TryGetObject(answer, "failures", out var failures);
        Wire.TryGetObject(answer, "device_keys", out var published);
        foreach (var record in records.Values)
        {
            ct.ThrowIfCancellationRequested();
            if (!Wire.TryGetObject(published, record.User.Value, out var devices))
            {
                step.Put(Wire.TryGet(failures, record.User.Server, out _) ? AskLater(record) : Settled(record, asked[record.User]));
                continue;
            }

            var identity = PublishedIdentity.Read(answer, record.User);
            var settled = Settled(record, asked[record.User]) with
            {
                MasterKey = identity.Master,
                SelfSigningKey = identity.SelfSigning,
                PinnedMasterKey = record.PinnedMasterKey ?? identity.Master,
            };
            step.Put(settled);
            await ApplyDevicesAsync(step, account, settled, identity, devices, ct).ConfigureAwait(false);
        }
    }

    private async ValueTask ApplyDevicesAsync(CryptoStep step, OlmAccount account, UserRecord user, PublishedIdentity identity, JsonElement devices, CancellationToken ct)
    {
        var before = await step.DevicesAsync(user.User, ct).ConfigureAwait(false);
        before = before.ToDictionary();
        var seen = new HashSet<DeviceId>();
        var lost = new HashSet<DeviceId>();
        foreach (var (name, keys) in Wire.Members(devices, InboundLimits.Devices))
        {
            // Seen even when refused: a device that is known stays as it was (the keys of a device never change).
            var id = new DeviceId(name);
            seen.Add(id);
            if (!PublishedDevice.TryRead(keys, user.User, name, out var published, out _) || !IsAcceptable(account, published!, identity)) continue;
            var known = before.GetValueOrDefault(id);
            if (known is not null && (known.Curve25519 != published!.Curve25519 || known.Ed25519 != published.Ed25519)) continue;

            var isCrossSigned = IsSignedBy(keys, user);
            if (known is { IsCrossSigned: true } && !isCrossSigned && options.Recipients == KeyRecipients.CrossSigned) lost.Add(id);
            var changed = (known ?? await NewDeviceAsync(step, published!, ct).ConfigureAwait(false)) with { KeysJson = published!.Json, IsCrossSigned = isCrossSigned };
            if (changed != known) await step.PutAsync(changed, ct).ConfigureAwait(false);
        }

        foreach (var gone in before.Keys.Where(id => !seen.Contains(id)))
        {
            lost.Add(gone);
            RememberDistrust(step, before[gone]);
            await step.RemoveDeviceAsync(user.User, gone, ct).ConfigureAwait(false);
        }

        if (lost.Count > 0) await InvalidateSharedWithAsync(step, user.User, lost, ct).ConfigureAwait(false);
    }

    /// <summary>
    /// A device named like one of its owner's cross-signing keys would let a signature by the one pass for one by the other
    /// (CVE-2022-39250); and nobody else has the own device's keys, or its name.
    /// </summary>
    private bool IsAcceptable(OlmAccount account, PublishedDevice published, PublishedIdentity identity)
    {
        if (identity.AllKeys.Contains(published.Device.Value) || identity.AllKeys.Contains(published.Ed25519)) return false;
        var isNamedOurs = published.User == self && published.Device == device;
        var isCurveOurs = published.Curve25519 == account.Curve25519;
        var isEdOurs = published.Ed25519 == account.Ed25519;
        return isNamedOurs ? isCurveOurs && isEdOurs : !isCurveOurs && !isEdOurs;
    }

    private static bool IsSignedBy(JsonElement keys, UserRecord user) =>
        user.SelfSigningKey is { } name && Ed25519PublicKey.TryParse(name, out var key) && SignedJson.Verify(keys, user.User, $"ed25519:{name}", key);

    private async ValueTask<DeviceRecord> NewDeviceAsync(CryptoStep step, PublishedDevice published, CancellationToken ct) => new(published.User, published.Device)
    {
        Curve25519 = published.Curve25519,
        Ed25519 = published.Ed25519,
        KeysJson = published.Json,
        FirstSeenAt = time.GetUtcNow(),
        IsBlacklisted = await WasDistrustedAsync(step, published.User, published.Device, ct).ConfigureAwait(false),
    };

    private UserRecord Settled(UserRecord record, long askedVersion) =>
        record with { IsOutdated = record.Version != askedVersion, QueriedAt = time.GetUtcNow(), NextQueryAt = null, FailedQueries = 0 };

    private UserRecord AskLater(UserRecord record)
    {
        var pause = FirstQueryPause * Math.Pow(2, Math.Min(record.FailedQueries, 10));
        return record with { FailedQueries = record.FailedQueries + 1, NextQueryAt = time.GetUtcNow() + (pause < LongestQueryPause ? pause : LongestQueryPause) };
    }

    /// <summary>Who has a key and may not read on: the next message of that room needs a new session.</summary>
    private static async ValueTask InvalidateSharedWithAsync(CryptoStep step, UserId user, IReadOnlySet<DeviceId> devices, CancellationToken ct)
    {
        var stored = await step.Store.RoomsSharedWithAsync(user, ct).ConfigureAwait(false);
        var made = step.Changes.Shares.Values.Where(share => share.User == user).Select(share => share.Room);
        var sessions = await step.OutboundSessionsAsync([.. stored.Concat(made).Distinct()], ct).ConfigureAwait(false);
        await step.LoadSharesAsync([.. sessions.Values.Select(session => session.SessionId)], ct).ConfigureAwait(false);
        foreach (var session in sessions.Values.Where(session => !session.IsInvalid))
        {
            var shares = await step.SharesAsync(session.SessionId, ct).ConfigureAwait(false);
            if (devices.Any(id => shares.TryGetValue((user, id), out var share) && share.State != KeyShareState.Withheld)) step.Put(session with { IsInvalid = true });
        }
    }
}
