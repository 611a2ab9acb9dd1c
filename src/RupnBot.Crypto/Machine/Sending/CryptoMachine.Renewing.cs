namespace RupnBot.Crypto;

// Broken Olm sessions (specification, "Recovering from undecryptable messages"), and sessions that must not be used any more.
public sealed partial class CryptoMachine
{
    /// <summary>
    /// The store was restored from a copy, so that its ratchets may have sent since: all Megolm sessions to write with are dropped, and nothing
    /// more is sent with the Olm sessions there are; the next key to a device goes over a new one. The first change of its step.
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
