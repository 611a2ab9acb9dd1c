using System.Text.Json;

namespace RupnBot.Crypto;

/// <summary>What the server has of the own identity: what a plan is made from. All of it is asked for anew before each plan.</summary>
public sealed record IdentitySnapshot
{
    /// <summary>The answer to <c>POST /keys/query</c> about the own user.</summary>
    public required JsonElement Keys { get; init; }

    /// <summary>The account data of <see cref="AccountDataTypes"/>, and of <see cref="KeyDescriptionType"/>; what there is none of is left out.</summary>
    public required IReadOnlyDictionary<string, JsonElement> AccountData { get; init; }

    /// <summary>The answer to <c>GET /room_keys/version</c>; null: there is no backup (404).</summary>
    public JsonElement? Backup { get; init; }

    /// <summary>Account data to ask for.</summary>
    public static IReadOnlyList<string> AccountDataTypes { get; } =
    [
        SecretStorage.DefaultKeyType, SecretNames.Master, SecretNames.SelfSigning, SecretNames.UserSigning, SecretNames.Backup,
        BackupPreference, UnstableBackupPreference,
    ];

    internal const string BackupPreference = "m.key_backup";
    internal const string UnstableBackupPreference = "m.org.matrix.custom.backup_disabled";

    /// <summary>The account data that describes the key in use, once <see cref="SecretStorage.DefaultKeyType"/> is known; null: no key is in use.</summary>
    public static string? KeyDescriptionType(JsonElement? defaultKey) =>
        defaultKey.TextMember("key") is { Length: > 0 and <= 255 } id ? SecretStorage.KeyType(id) : null;

    internal JsonElement? Data(string type) => AccountData.TryGetValue(type, out var data) ? data : null;
}
