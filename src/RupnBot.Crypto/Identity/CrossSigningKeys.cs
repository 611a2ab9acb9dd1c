using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RupnBot.Matrix;

namespace RupnBot.Crypto;

/// <summary>The private keys of the own identity (specification, "Cross-signing").</summary>
internal sealed class CrossSigningKeys : IDisposable
{
    private const int MostMembers = 100;

    public const string MasterUsage = "master";
    public const string SelfSigningUsage = "self_signing";
    public const string UserSigningUsage = "user_signing";

    private CrossSigningKeys(Ed25519SecretKey master, Ed25519SecretKey selfSigning, Ed25519SecretKey userSigning) =>
        (Master, SelfSigning, UserSigning) = (master, selfSigning, userSigning);

    /// <summary>Signs the two others, and what the whole identity vouches for.</summary>
    public Ed25519SecretKey Master { get; }

    /// <summary>Signs own devices.</summary>
    public Ed25519SecretKey SelfSigning { get; }

    /// <summary>Signs other users' master keys; kept for whoever takes the account over.</summary>
    public Ed25519SecretKey UserSigning { get; }

    public static CrossSigningKeys Generate() => new(Ed25519SecretKey.Generate(), Ed25519SecretKey.Generate(), Ed25519SecretKey.Generate());

    /// <summary>From seeds; null when one is missing or has no 32 bytes.</summary>
    public static CrossSigningKeys? FromSeeds(byte[]? master, byte[]? selfSigning, byte[]? userSigning)
    {
        if (master is not { Length: Ed25519SecretKey.SeedLength } || selfSigning is not { Length: Ed25519SecretKey.SeedLength }) return null;
        if (userSigning is not { Length: Ed25519SecretKey.SeedLength }) return null;
        return new CrossSigningKeys(Ed25519SecretKey.FromSeed(master), Ed25519SecretKey.FromSeed(selfSigning), Ed25519SecretKey.FromSeed(userSigning));
    }

    /// <summary>Each key under the name secret storage knows it by.</summary>
    public IEnumerable<(string SecretName, Ed25519SecretKey Key)> Secrets() =>
    [
        (SecretNames.Master, Master),
        (SecretNames.SelfSigning, SelfSigning),
        (SecretNames.UserSigning, UserSigning),
    ];

    /// <summary>Whether these are the private parts of what is published.</summary>
    public bool Fit(OwnIdentity published) =>
        published.Master == Master.PublicKey && published.SelfSigning == SelfSigning.PublicKey
        && (published.UserSigning is not { } userSigning || userSigning == UserSigning.PublicKey);

    /// <summary>Whether a device has the name of one of these keys: who signs that device signs the key with it, or the other way round.</summary>
    public bool HaveName(DeviceId device) => Secrets().Any(secret => secret.Key.PublicKey.ToString() == device.Value);

    /// <summary>The body of <c>POST /keys/device_signing/upload</c>, without authentication.</summary>
    public byte[] UploadBody(UserId user)
    {
        var body = new JsonObject
        {
            ["master_key"] = PublicKey(user, MasterUsage, Master.PublicKey),
            ["self_signing_key"] = SignedByMaster(user, PublicKey(user, SelfSigningUsage, SelfSigning.PublicKey)),
            ["user_signing_key"] = SignedByMaster(user, PublicKey(user, UserSigningUsage, UserSigning.PublicKey)),
        };
        return Encoding.UTF8.GetBytes(body.ToJsonString());
    }

    /// <summary>The body of <c>POST /keys/signatures/upload</c> that makes a device one of this identity.</summary>
    public byte[] SignatureBody(UserId user, DeviceId device, JsonElement publishedKeys)
    {
        var keys = new JsonObject();
        // What others signed is theirs to upload; what the server added was never signed, and may be anything.
        foreach (var (name, value) in ((JsonElement?)publishedKeys).Members(MostMembers))
            if (name is not ("signatures" or "unsigned")) keys[name] = value.Copy();
        var signed = SignedJson.WithSignature(keys, user, KeyId(SelfSigning.PublicKey), SelfSigning);
        return Encoding.UTF8.GetBytes(new JsonObject { [user.Value] = new JsonObject { [device.Value] = signed } }.ToJsonString());
    }

    /// <summary>An object signed by the master key.</summary>
    public JsonObject SignedByMaster(UserId user, JsonObject obj) => SignedJson.WithSignature(obj, user, KeyId(Master.PublicKey), Master);

    public static string KeyId(in Ed25519PublicKey key) => "ed25519:" + key;

    public void Dispose()
    {
        Master.Dispose();
        SelfSigning.Dispose();
        UserSigning.Dispose();
    }

    private static JsonObject PublicKey(UserId user, string usage, in Ed25519PublicKey key) => new()
    {
        ["user_id"] = user.Value,
        ["usage"] = new JsonArray(usage),
        ["keys"] = new JsonObject { [KeyId(key)] = key.ToString() },
    };
}

/// <summary>The names of secrets in the account data (specification, "Cross-signing" and "Server-side key backups").</summary>
internal static class SecretNames
{
    public const string Master = "m.cross_signing.master";
    public const string SelfSigning = "m.cross_signing.self_signing";
    public const string UserSigning = "m.cross_signing.user_signing";
    public const string Backup = "m.megolm_backup.v1";
}
