using RupnBot.Matrix;

namespace RupnBot.Crypto;

// Who is to have which key, and does not: read in a few queries for all rooms together, never room by room or device by device.
public sealed partial class CryptoMachine
{
    private static readonly Dictionary<(UserId User, DeviceId Device), KeyShareRecord> NoShares = [];

    /// <param name="step">The step.</param>
    /// <param name="rooms">The rooms.</param>
    /// <param name="isAhead">Sessions near their end are replaced now.</param>
    /// <param name="stored">Requests made and not confirmed; null when none is to be sent again.</param>
    /// <param name="ct">Ends it.</param>
    private async Task<SharingPlan> PlanAsync(CryptoStep step, IReadOnlyList<RoomEncryption> rooms, bool isAhead, IReadOnlyDictionary<string, ToDeviceRecord>? stored, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        HashSet<UserId> people = [self, .. rooms.SelectMany(room => room.Members)];
        var users = await step.UsersAsync(people, ct).ConfigureAwait(false);
        var devices = await step.DevicesAsync(people, ct).ConfigureAwait(false);
        var sessions = await step.OutboundSessionsAsync([.. rooms.Select(room => room.Room)], ct).ConfigureAwait(false);
        await step.LoadSharesAsync([.. sessions.Values.Select(session => session.SessionId)], ct).ConfigureAwait(false);

        // Nobody waits for a user whose server cannot be asked: they get the key once it answers again.
        var waiting = people.Where(user => !users.TryGetValue(user, out var known) || (known.IsOutdated && !(known.NextQueryAt > now))).ToHashSet();
        var plan = new SharingPlan([.. rooms.Select(room => new RoomPlan(room) { Session = sessions.GetValueOrDefault(room.Room) })]) { Waiting = waiting };
        foreach (var room in plan.Rooms)
        {
            var targets = Targets(room.Room, devices);
            room.IsWaiting = room.Room.Members.Append(self).Any(waiting.Contains);
            await FindSessionAsync(step, room, targets, now, isAhead, ct).ConfigureAwait(false);
            FindLacking(room, targets.Values, now, stored);
        }

        await FindUnreachableAsync(step, plan, now, ct).ConfigureAwait(false);
        return plan;
    }

    private Dictionary<(UserId User, DeviceId Device), DeviceRecord> Targets(RoomEncryption room, IReadOnlyDictionary<UserId, IReadOnlyDictionary<DeviceId, DeviceRecord>> devices)
    {
        var targets = new Dictionary<(UserId User, DeviceId Device), DeviceRecord>(room.Members.Count * 2);
        foreach (var user in room.Members.Append(self))
            foreach (var device in devices[user].Values)
                if (user != self || device.Device != Device) targets[(user, device.Device)] = device;
        return targets;
    }

    private async ValueTask FindSessionAsync(CryptoStep step, RoomPlan room, Dictionary<(UserId User, DeviceId Device), DeviceRecord> targets, DateTimeOffset now, bool isAhead, CancellationToken ct)
    {
        if (room.Session is not { } session) return;
        var shares = await step.SharesAsync(session.SessionId, ct).ConfigureAwait(false);
        var isOpen = IsOpen(session, room.Room, shares.Values, targets);
        if (!isOpen) NoteClosed(step, room.Room.Room, now);
        var isOver = !isOpen || RotationRule.IsOver(session, room.Room, now, isAhead);
        room.Session = isOver ? null : session;
        room.Shares = isOver ? NoShares : shares;
    }

    // Whoever has the key and is not to read on, for whatever reason, is the reason for another session: that holds even if nobody told of a leave.
    private bool IsOpen(OutboundSessionRecord session, RoomEncryption room, IEnumerable<KeyShareRecord> shares, Dictionary<(UserId User, DeviceId Device), DeviceRecord> targets) =>
        !session.IsInvalid && session.HistoryVisibility == room.HistoryVisibility && shares.All(share => share.State == KeyShareState.Withheld || MayRead(share, targets));

    private bool MayRead(KeyShareRecord share, Dictionary<(UserId User, DeviceId Device), DeviceRecord> targets) =>
        targets.TryGetValue((share.User, share.Device), out var device) && device.Curve25519 == share.IdentityKey && Refusal(device) is null;

    // MSC4153 for those operators who want it; else every device that is not blacklisted.
    private string? Refusal(DeviceRecord device)
    {
        if (device.IsBlacklisted) return WithheldCode.Blacklisted;
        return options.Recipients == KeyRecipients.CrossSigned && !device.IsCrossSigned ? WithheldCode.Unverified : null;
    }

    private void FindLacking(RoomPlan room, IEnumerable<DeviceRecord> targets, DateTimeOffset now, IReadOnlyDictionary<string, ToDeviceRecord>? stored)
    {
        foreach (var device in targets)
        {
            var share = room.Shares.GetValueOrDefault((device.User, device.Device));
            if (Refusal(device) is { } code)
            {
                if (share?.WithheldCode != code) room.Untold.Add((device, code));
            }
            else if (share is { State: KeyShareState.Pending, RequestId: { } request } && stored?.ContainsKey(request) != false) room.InFlight.Add(request);
            else if (share is not { State: KeyShareState.Shared } && !(share?.WithheldCode == WithheldCode.Undeliverable && device.NextClaimAt > now)) room.Lacking.Add(device);
        }
    }

    // A device without one-time keys must not keep a room silent: once its claim has failed it is told so, and tried again later.
    private static async ValueTask FindUnreachableAsync(CryptoStep step, SharingPlan plan, DateTimeOffset now, CancellationToken ct)
    {
        var lacking = plan.Rooms.SelectMany(room => room.Lacking).DistinctBy(device => (device.User, device.Device)).ToList();
        if (lacking.Count == 0) return;
        await step.LoadOlmSessionsAsync([.. lacking.Select(device => device.Curve25519)], ct).ConfigureAwait(false);
        var unreachable = new HashSet<(UserId, DeviceId)>();
        var claims = new List<DeviceRecord>();
        foreach (var device in lacking)
        {
            var hasSession = await SendingSessionAsync(step, device, ct).ConfigureAwait(false) is not null;
            if (hasSession && !device.NeedsNewSession) continue;
            if (!(device.NextClaimAt > now)) claims.Add(device);
            else if (!hasSession) unreachable.Add((device.User, device.Device));
        }

        plan.ToClaim = claims;
        if (unreachable.Count == 0) return;
        foreach (var room in plan.Rooms)
        {
            foreach (var device in room.Lacking.Where(device => unreachable.Contains((device.User, device.Device))))
                if (room.Shares.GetValueOrDefault((device.User, device.Device))?.WithheldCode != WithheldCode.NoOlm) room.Untold.Add((device, WithheldCode.NoOlm));
            room.Lacking.RemoveAll(device => unreachable.Contains((device.User, device.Device)));
        }
    }
}
