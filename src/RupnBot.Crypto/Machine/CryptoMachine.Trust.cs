using RupnBot.Matrix;

namespace RupnBot.Crypto;

/// <summary>How far senders are known, and what an administrator agreed to.</summary>
public sealed partial class CryptoMachine
{
    /// <summary>An administrator agrees to the identity a user shows now.</summary>
    /// <returns>False when the user is not followed, or shows none.</returns>
    public static async Task<bool> AcceptIdentityAsync(CryptoStep step, UserId user, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (await step.UserAsync(user, ct).ConfigureAwait(false) is not { MasterKey: { } master } record) return false;
        step.Put(record with { PinnedMasterKey = master });
        return true;
    }

    /// <summary>
    /// The device that shared the session's key, looked up among those its owner has published: both of its keys have to be known, for the
    /// fingerprint in an Olm message is only what the sender says.
    /// </summary>
    private async ValueTask<SenderTrust> TrustAsync(CryptoStep step, InboundSessionRecord session, UserId sender, CancellationToken ct)
    {
        if (session.Source == SessionSource.Own && sender == self) return SenderTrust.CrossSigned;
        if (session.Source != SessionSource.RoomKey) return SenderTrust.Unauthenticated;
        var devices = await step.DevicesAsync(sender, ct).ConfigureAwait(false);
        var known = devices.Values.FirstOrDefault(candidate => candidate.Curve25519 == session.SenderKey && candidate.Ed25519 == session.OwnerSigningKey);
        if (known is { IsBlacklisted: true }) return SenderTrust.Unauthenticated;
        var user = await step.UserAsync(sender, ct).ConfigureAwait(false);
        if (user is { IsIdentityChanged: true }) return SenderTrust.IdentityChanged;
        if (known is null) return SenderTrust.UnknownDevice;
        return known.IsCrossSigned ? SenderTrust.CrossSigned : SenderTrust.UnsignedDevice;
    }
}
