using System.Text.Json;
using RupnBot.Matrix;

namespace RupnBot.Crypto;

/// <summary>
/// A user's cross-signing keys as a query showed them (specification, "Cross-signing"). A key is named by itself, <c>ed25519:KEY</c>: under
/// any other name, a device's for one, it is none.
/// </summary>
internal sealed record PublishedIdentity(string? Master, string? SelfSigning, IReadOnlySet<string> AllKeys)
{
    public static PublishedIdentity Read(JsonElement answer, UserId user)
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        var master = Key(answer, "master_keys", "master", user, all, out _);
        var signing = Key(answer, "self_signing_keys", "self_signing", user, all, out var signed);
        Key(answer, "user_signing_keys", "user_signing", user, all, out _);
        var isProven = master is not null && signing is not null && Ed25519PublicKey.TryParse(master, out var key) && SignedJson.Verify(signed, user, $"ed25519:{master}", key);
        return new PublishedIdentity(master, isProven ? signing : null, all);
    }

    private static string? Key(JsonElement answer, string table, string usage, UserId user, HashSet<string> all, out JsonElement keyObject)
    {
        keyObject = default;
        if (!Wire.TryGetObject(answer, table, out var users) || !Wire.TryGetObject(users, user.Value, out keyObject)) return null;
        if (Wire.Text(keyObject, "user_id") != user.Value) return null;
        if (!Wire.TryGet(keyObject, "usage", out var usages) || !Wire.Texts(usages, 10).Contains(usage, StringComparer.Ordinal)) return null;
        if (!Wire.TryGetObject(keyObject, "keys", out var keys)) return null;

        // "keys" has exactly one member.
        var found = Wire.Members(keys, 2).ToList();
        if (found.Count != 1 || !Ed25519PublicKey.TryParse(Wire.Text(found[0].Value), out var key)) return null;
        var text = key.ToString();
        if (found[0].Name != $"ed25519:{text}") return null;
        all.Add(text);
        return text;
    }
}
