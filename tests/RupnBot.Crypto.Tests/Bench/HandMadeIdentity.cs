using System.Text.Json.Nodes;
using RupnBot.Matrix;

namespace RupnBot.Crypto.Tests.Bench;

/// <summary>Cross-signing keys made of the primitives.</summary>
internal sealed class HandMadeIdentity(BenchServer server, UserId user)
{
    public Ed25519SecretKey Master { get; } = Ed25519SecretKey.Generate();

    public Ed25519SecretKey SelfSigning { get; } = Ed25519SecretKey.Generate();

    public void Publish()
    {
        server.Identities[("master_keys", user)] = Key("master", Master);
        server.Identities[("self_signing_keys", user)] = SignedJson.WithSignature(Key("self_signing", SelfSigning), user, $"ed25519:{Master.PublicKey}", Master);
        server.TellChanged(user);
    }

    public JsonObject Sign(JsonObject deviceKeys) => SignedJson.WithSignature(deviceKeys, user, $"ed25519:{SelfSigning.PublicKey}", SelfSigning);

    public JsonObject Key(string usage, Ed25519SecretKey key) => new()
    {
        ["keys"] = new JsonObject { [$"ed25519:{key.PublicKey}"] = key.PublicKey.ToString() },
        ["usage"] = new JsonArray(usage),
        ["user_id"] = user.Value,
    };
}
