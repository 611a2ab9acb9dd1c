using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RupnBot.Crypto;

/// <summary>The key backup's part (specification, "Server-side key backups"). A backup of someone else's making is never removed.</summary>
internal sealed partial class IdentitySetup
{
    private const int LongestVersion = 255;

    private BackupState PlanBackup(IdentitySnapshot seen, SecretVault vault, CrossSigningKeys? keys, IdentitySecrets secrets, List<IdentityAction> actions)
    {
        if (seen.Backup is { } backup) return UseBackup(backup, vault, secrets, actions);
        if (IsSwitchedOff(seen)) return BackupState.Disabled;
        if (keys is null || !vault.IsOpen) return BackupState.NoRecoveryKey;
        // One that was in use and is gone was removed by someone, perhaps because its key got out.
        if (secrets.Version is not null) secrets[IdentitySecrets.BackupKey] = secrets[IdentitySecrets.BackupVersion] = null;

        using var key = secrets[IdentitySecrets.BackupKey] is { } pending ? BackupKey.FromBytes(pending) : BackupKey.Generate();
        secrets[IdentitySecrets.BackupKey] = key.Export();
        actions.AddRange(vault.Put(SecretNames.Backup, key.Export()));
        actions.Add(Post(CryptoRequestKind.BackupCreate, "/_matrix/client/v3/room_keys/version", CreationBody(key, keys)));
        return BackupState.Pending;
    }

    private static BackupState UseBackup(JsonElement backup, SecretVault vault, IdentitySecrets secrets, List<IdentityAction> actions)
    {
        var version = backup.TextMember("version");
        if (backup.TextMember("algorithm") != BackupKey.Algorithm || version is not { Length: > 0 and <= LongestVersion }) return BackupState.Unsupported;
        if (!Curve25519PublicKey.TryParse(backup.ObjectMember("auth_data").TextMember("public_key"), out var publicKey)) return BackupState.Unsupported;

        // That the private key is known is what makes the public one trusted; signatures need not be looked at.
        if (FindBackupKey(publicKey, vault, secrets) is not { } secret)
        {
            if (secrets.Version is not null) secrets[IdentitySecrets.BackupVersion] = [];
            return BackupState.KeyUnknown;
        }

        secrets.IsBackupNew = secrets.Version != version;
        secrets[IdentitySecrets.BackupKey] = secret;
        secrets[IdentitySecrets.BackupVersion] = Encoding.UTF8.GetBytes(version);
        if (vault.IsOpen) actions.AddRange(vault.Put(SecretNames.Backup, secret));
        return BackupState.Ready;
    }

    private static byte[]? FindBackupKey(Curve25519PublicKey publicKey, SecretVault vault, IdentitySecrets secrets)
    {
        foreach (var candidate in new[] { vault.Read(SecretNames.Backup), secrets[IdentitySecrets.BackupKey] })
        {
            if (candidate is null) continue;
            using var key = BackupKey.FromBytes(candidate);
            if (key.PublicKey == publicKey) return candidate;
            CryptographicOperations.ZeroMemory(candidate);
        }

        return null;
    }

    private static bool IsSwitchedOff(IdentitySnapshot seen) =>
        seen.Data(IdentitySnapshot.BackupPreference).FlagMember("enabled") == false
        || seen.Data(IdentitySnapshot.UnstableBackupPreference).FlagMember("disabled") == true;

    private byte[] CreationBody(BackupKey key, CrossSigningKeys keys) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["algorithm"] = BackupKey.Algorithm,
        ["auth_data"] = keys.SignedByMaster(self, new JsonObject { ["public_key"] = key.PublicKey.ToString() }),
    }.ToJsonString());
}
