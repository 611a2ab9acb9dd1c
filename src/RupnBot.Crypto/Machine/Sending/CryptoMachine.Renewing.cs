namespace RupnBot.Crypto;

// Broken Olm sessions (specification, "Recovering from undecryptable messages"), and sessions that must not be used any more.
public sealed partial class CryptoMachine
{
    /// <summary>
    /// The store was restored from a copy, so that its ratchets may have sent since: all Megolm sessions to write with are dropped, and nothing
    /// more is sent with the Olm sessions there are; the next key to a device goes over a new one.
    /// </summary>
    public static ValueTask DropSendingSessionsAsync(CryptoStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        step.DropSendingSessions();
        return ValueTask.CompletedTask;
    }

    private async Task<IReadOnlyList<CryptoRequest>> RenewalsAsync(CryptoStep step, CancellationToken ct)
    {
        var limit = await ToDeviceLimitAsync(step, ct).ConfigureAwait(false);
        var devices = await step.Store.DevicesNeedingSessionAsync(time.GetUtcNow(), limit, ct).ConfigureAwait(false);
        return [.. Claims(devices, limit)];
    }

    // A device that says m.dummy has set up a session in place of one it could not read: what it could not read may have been a room's key, and
    // nobody serves requests for it. It is given those of its rooms again, from the next message on.
    private async ValueTask<CryptoFailure> ShareAgainAsync(CryptoStep step, OlmSender from, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var devices = await step.DevicesAsync(from.User, ct).ConfigureAwait(false);
        if (devices.Values.FirstOrDefault(device => device.Curve25519 == from.Curve25519) is not { } device) return CryptoFailure.None;
        if (now - device.KeysAgainAt < InboundLimits.Unwedging) return CryptoFailure.None;
        await step.PutAsync(device with { KeysAgainAt = now }, ct).ConfigureAwait(false);

        var rooms = await step.Store.RoomsSharedWithAsync(device.User, ct).ConfigureAwait(false);
        var sessions = await step.OutboundSessionsAsync(rooms, ct).ConfigureAwait(false);
        await step.LoadSharesAsync([.. sessions.Values.Select(session => session.SessionId)], ct).ConfigureAwait(false);
        foreach (var session in sessions.Values)
        {
            var shares = await step.SharesAsync(session.SessionId, ct).ConfigureAwait(false);
            // In no request: it lacks the key. It is still one of those who may have it, which matters should it leave.
            if (shares.TryGetValue((device.User, device.Device), out var share) && share.State != KeyShareState.Withheld)
                step.Put(share with { State = KeyShareState.Pending, RequestId = null });
        }

        return CryptoFailure.None;
    }

    private async Task TellOfNewSessionsAsync(CryptoStep step, OlmAccount account, IReadOnlyList<DeviceRecord> devices, CancellationToken ct)
    {
        var envelope = EnvelopeOf(account);
        using var batch = new ToDeviceBodies(EncryptedType, 1, time.GetUtcNow());
        foreach (var device in devices)
        {
            var sent = await SealAsync(step, envelope, device, "m.dummy", ["{}"u8.ToArray()], ct).ConfigureAwait(false);
            batch.Add(0, device.User, device.Device, sent[0]);
        }

        foreach (var request in batch.Records()) step.Changes.ToDevice[request.Id] = request;
    }
}
