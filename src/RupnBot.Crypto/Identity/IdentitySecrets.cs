using System.Security.Cryptography;
using System.Text;

namespace RupnBot.Crypto;

/// <summary>The private keys as the database has them, and what a plan changed in them.</summary>
internal sealed class IdentitySecrets
{
    public const string Master = "cross-signing/master";
    public const string SelfSigning = "cross-signing/self-signing";
    public const string UserSigning = "cross-signing/user-signing";
    public const string BackupKey = "backup/key";
    public const string BackupVersion = "backup/version";

    private static readonly string[] Names = [Master, SelfSigning, UserSigning, BackupKey, BackupVersion];

    private readonly Dictionary<string, byte[]?> _values = new(StringComparer.Ordinal);

    /// <summary>What changed since it was read.</summary>
    public Dictionary<string, byte[]?> Changes { get; } = new(StringComparer.Ordinal);

    /// <summary>The sessions noted as backed up are in another backup.</summary>
    public bool IsBackupNew { get; set; }

    /// <summary>The version in use. Empty: it was replaced or removed by someone. Null: there never was one.</summary>
    public string? Version => this[BackupVersion] is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    public byte[]? this[string name]
    {
        get => _values.GetValueOrDefault(name);
        set
        {
            if (_values.GetValueOrDefault(name) is var before && before is null == value is null && CryptographicOperations.FixedTimeEquals(before, value)) return;
            _values[name] = Changes[name] = value;
        }
    }

    public static async Task<IdentitySecrets> ReadAsync(CryptoStep step, CancellationToken ct)
    {
        var secrets = new IdentitySecrets();
        foreach (var name in Names) secrets._values[name] = await step.SecretAsync(name, ct).ConfigureAwait(false);
        return secrets;
    }

    public void ApplyTo(CryptoStep step)
    {
        foreach (var (name, value) in Changes) step.Changes.Secrets[name] = value;
        if (IsBackupNew) step.Changes.IsBackupNew = true;
    }

    public CrossSigningKeys? Keys() => CrossSigningKeys.FromSeeds(this[Master], this[SelfSigning], this[UserSigning]);

    public void Keep(CrossSigningKeys keys)
    {
        this[Master] = Seed(keys.Master);
        this[SelfSigning] = Seed(keys.SelfSigning);
        this[UserSigning] = Seed(keys.UserSigning);
    }

    internal static byte[] Seed(Ed25519SecretKey key)
    {
        var seed = new byte[Ed25519SecretKey.SeedLength];
        key.Export(seed);
        return seed;
    }
}
