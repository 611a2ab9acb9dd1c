using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RupnBot.Crypto;

/// <summary>The account's secret storage in one snapshot: closed, open, or not yet there and to be made.</summary>
internal sealed class SecretVault
{
    private const int MostCopies = 100;

    private readonly IdentitySnapshot _seen;
    private readonly RecoveryKey? _key;
    private readonly string? _keyId;

    private SecretVault(IdentitySnapshot seen, RecoveryKey? key, string? keyId, IdentityState? refusal) =>
        (_seen, _key, _keyId, Refusal) = (seen, key, keyId, refusal);

    /// <summary>Why it stays closed.</summary>
    public IdentityState? Refusal { get; }

    /// <summary>No key is in use on the account: a new storage may be made without harm to anyone's.</summary>
    public bool IsAbsent => _seen.Data(SecretStorage.DefaultKeyType).TextMember("key") is null;

    /// <summary>Secrets can be put into it.</summary>
    public bool IsOpen => _key is not null && Refusal is null;

    public static SecretVault Open(IdentitySnapshot seen, RecoveryKey? key)
    {
        if (seen.Data(SecretStorage.DefaultKeyType).TextMember("key") is not { } keyId)
            return new SecretVault(seen, key, key is null ? null : SecretStorage.KeyId(key), null);
        if (key is null) return new SecretVault(seen, null, keyId, IdentityState.NoRecoveryKey);
        if (seen.Data(SecretStorage.KeyType(keyId)) is not { } description) return new SecretVault(seen, key, keyId, IdentityState.UnsupportedStorage);
        return new SecretVault(seen, key, keyId, SecretStorage.Check(key, description) switch
        {
            RecoveryKeyCheck.Fits => null,
            RecoveryKeyCheck.Differs => IdentityState.WrongRecoveryKey,
            _ => IdentityState.UnsupportedStorage,
        });
    }

    /// <summary>A secret of 32 bytes, base64 inside; null: absent, or not of that form.</summary>
    public byte[]? Read(string name)
    {
        if (!IsOpen || _seen.Data(name) is not { } data) return null;
        if (!SecretStorage.TryDecrypt(_key!, _keyId!, name, data, out var text, out _)) return null;
        return UnpaddedBase64.TryDecode(Encoding.ASCII.GetString(text).Trim(), out var secret) && secret.Length == 32 ? secret : null;
    }

    /// <summary>What to store so that a secret is in the vault; nothing when it is.</summary>
    public IEnumerable<IdentityAction> Put(string name, ReadOnlySpan<byte> secret)
    {
        if (Read(name) is { } present && CryptographicOperations.FixedTimeEquals(present, secret)) return [];
        var encrypted = new JsonObject();
        // Copies under other keys are of the same secret unless this one is replaced.
        if (_seen.Data(name).ObjectMember("encrypted") is { } others && others.Member(_keyId!) is null)
            foreach (var (id, copy) in ((JsonElement?)others).Members(MostCopies))
                if (copy.Copy() is { } kept) encrypted[id] = kept;
        encrypted[_keyId!] = SecretStorage.Encrypt(_key!, name, Encoding.ASCII.GetBytes(UnpaddedBase64.Encode(secret)));
        return [Store(name, new JsonObject { ["encrypted"] = encrypted })];
    }

    /// <summary>What to store first for a vault that is yet to be made.</summary>
    public IEnumerable<IdentityAction> Found() =>
        IsAbsent ? [Store(SecretStorage.KeyType(_keyId!), SecretStorage.Describe(_key!, "RupnBot"))] : [];

    /// <summary>What to store last: from then on other clients use this vault, and it is complete.</summary>
    public IEnumerable<IdentityAction> Announce() =>
        IsAbsent ? [Store(SecretStorage.DefaultKeyType, new JsonObject { ["key"] = _keyId })] : [];

    internal static IdentityAction.PutAccountData Store(string type, JsonObject content) => new(type, Encoding.UTF8.GetBytes(content.ToJsonString()));
}
