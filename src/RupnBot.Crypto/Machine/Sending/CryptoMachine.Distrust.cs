using RupnBot.Matrix;

namespace RupnBot.Crypto;

// What an operator decides about single devices.
public sealed partial class CryptoMachine
{
    /// <summary>Gives a device no more keys; rooms whose key it has get another session. False when there is no such device.</summary>
    public Task<bool> DistrustAsync(CryptoStep step, UserId user, DeviceId device, CancellationToken ct) => SetBlacklistedAsync(step, user, device, true, ct);

    /// <summary>Gives a distrusted device keys again, from the next message on. False when there is no such device.</summary>
    public Task<bool> TrustAgainAsync(CryptoStep step, UserId user, DeviceId device, CancellationToken ct) => SetBlacklistedAsync(step, user, device, false, ct);

    private static async Task<bool> SetBlacklistedAsync(CryptoStep step, UserId user, DeviceId device, bool isBlacklisted, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (!(await step.DevicesAsync(user, ct).ConfigureAwait(false)).TryGetValue(device, out var known)) return false;
        if (known.IsBlacklisted != isBlacklisted) await step.PutAsync(known with { IsBlacklisted = isBlacklisted }, ct).ConfigureAwait(false);
        return true;
    }
}
