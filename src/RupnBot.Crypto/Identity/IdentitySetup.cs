using RupnBot.Matrix;

namespace RupnBot.Crypto;

/// <summary>
/// Plans what the own identity needs (specification, "Cross-signing", "Secrets"). Pure: a snapshot, the recovery key and the secrets of the
/// database in; actions, and changed secrets, out. It makes an identity only where none is published, and never replaces one.
/// </summary>
internal sealed partial class IdentitySetup(UserId self, DeviceId device, (string Curve25519, string Ed25519) own)
{
    public IdentityPlan Plan(IdentitySnapshot seen, RecoveryKey? recoveryKey, IdentitySecrets secrets)
    {
        var published = OwnIdentity.Read(seen.Keys, self, device, own);
        if (published.IsUnknown) return Stop(IdentityState.ServerUnclear);
        if (published.IsBroken || published.HasDeviceNamedAsKey) return Stop(IdentityState.IdentityConflict);
        if (published.Device == OwnDeviceStanding.Foreign) return Stop(IdentityState.DeviceConflict);

        var vault = SecretVault.Open(seen, recoveryKey);
        using var keys = FindKeys(published, vault, secrets, out var refusal);
        if (keys is null && refusal is not null) return new IdentityPlan(refusal.Value, PlanBackup(seen, vault, null, secrets, []), []);
        if (vault.IsAbsent && recoveryKey is null) return new IdentityPlan(IdentityState.Pending, BackupState.None, [new IdentityAction.WriteRecoveryKey(RecoveryKey.Generate())]);

        using var made = keys is null ? CrossSigningKeys.Generate() : null;
        return Plan(seen, published, vault, (keys ?? made)!, secrets);
    }

    private static IdentityPlan Stop(IdentityState state) => new(state, BackupState.None, []);

    // Secret storage goes before the database: where nothing is published yet, another of the account's clients may be half through its own setup.
    private static CrossSigningKeys? FindKeys(OwnIdentity published, SecretVault vault, IdentitySecrets secrets, out IdentityState? refusal)
    {
        refusal = null;
        var found = false;
        foreach (var candidate in new[] { Stored(vault), secrets.Keys() })
        {
            if (candidate is null) continue;
            if (published.Master is null || candidate.Fit(published)) return candidate;
            candidate.Dispose();
            found = true;
        }

        // A key that is missing or wrong explains itself better than what follows from it.
        if (vault.Refusal is { } closed) refusal = closed;
        else if (published.Master is not null) refusal = found ? IdentityState.IdentityConflict : IdentityState.PrivateKeysMissing;
        return null;
    }

    private static CrossSigningKeys? Stored(SecretVault vault) =>
        CrossSigningKeys.FromSeeds(vault.Read(SecretNames.Master), vault.Read(SecretNames.SelfSigning), vault.Read(SecretNames.UserSigning));

    private IdentityPlan Plan(IdentitySnapshot seen, OwnIdentity published, SecretVault vault, CrossSigningKeys keys, IdentitySecrets secrets)
    {
        if (keys.HaveName(device)) return Stop(IdentityState.IdentityConflict);
        secrets.Keep(keys);
        var actions = new List<IdentityAction>();
        if (vault.IsOpen)
        {
            actions.AddRange(vault.Found());
            foreach (var (name, key) in keys.Secrets()) actions.AddRange(vault.Put(name, IdentitySecrets.Seed(key)));
        }

        var afterwards = new List<IdentityAction>();
        if (published.Master is null) afterwards.Add(Post(CryptoRequestKind.SigningKeysUpload, "/_matrix/client/v3/keys/device_signing/upload", keys.UploadBody(self)));
        if (published.Device == OwnDeviceStanding.Unsigned)
            afterwards.Add(Post(CryptoRequestKind.SignaturesUpload, "/_matrix/client/v3/keys/signatures/upload", keys.SignatureBody(self, device, published.DeviceKeys!.Value)));

        var backupSecrets = new List<IdentityAction>();
        var backup = PlanBackup(seen, vault, keys, secrets, backupSecrets);
        actions.AddRange(backupSecrets.OfType<IdentityAction.PutAccountData>());
        if (vault.IsOpen) actions.AddRange(vault.Announce());
        actions.AddRange(afterwards);
        actions.AddRange(backupSecrets.Where(action => action is not IdentityAction.PutAccountData));

        var state = actions.Count > 0 ? IdentityState.Pending
            : published.Device == OwnDeviceStanding.Absent ? IdentityState.DeviceNotPublished
            : IdentityState.Ready;
        return new IdentityPlan(state, backup, actions);
    }

    private static IdentityAction.Send Post(CryptoRequestKind kind, string path, byte[] body) => new(new CryptoRequest(kind, path, HttpMethod.Post, path, body));
}
