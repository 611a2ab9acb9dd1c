namespace RupnBot.Crypto;

/// <summary>The own identity.</summary>
public sealed partial class CryptoMachine
{
    /// <summary>
    /// What to do next so that the own device is signed and there is a key backup; see <see cref="IdentityPlan"/> for who drives it. Save the step
    /// before the actions are done.
    /// </summary>
    /// <param name="step">Gets the private keys.</param>
    /// <param name="seen">What the server has now.</param>
    /// <param name="recoveryKey">The key of the operator's file; null: there is no file.</param>
    /// <param name="ct">Cancels reading.</param>
    public async Task<IdentityPlan> PlanIdentityAsync(CryptoStep step, IdentitySnapshot seen, RecoveryKey? recoveryKey, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(seen);
        var own = await OwnKeysAsync(step, ct).ConfigureAwait(false);
        var secrets = await IdentitySecrets.ReadAsync(step, ct).ConfigureAwait(false);
        var plan = new IdentitySetup(self, device, own).Plan(seen, recoveryKey, secrets);
        secrets.ApplyTo(step);
        return plan;
    }
}
