using System.Text.Json;
using System.Text.Json.Nodes;
using RupnBot.Matrix;

namespace RupnBot.Crypto.Tests.Identity;

/// <summary>What a homeserver keeps of one account, in memory: identity, devices, account data, backups.</summary>
internal sealed class AccountServer
{
    public static readonly UserId User = new("@bot:rupn.test");

    public Dictionary<string, JsonObject> AccountData { get; } = [];

    public JsonObject Devices { get; } = [];

    public JsonObject? Master { get; set; }

    public JsonObject? SelfSigning { get; set; }

    public JsonObject? UserSigning { get; set; }

    public List<JsonObject> Backups { get; } = [];

    /// <summary>The sessions of the newest backup, by room.</summary>
    public JsonObject RoomKeys { get; } = [];

    /// <summary>Everything that was done, in order: account data types and the last parts of paths.</summary>
    public List<string> Log { get; } = [];

    public string? MasterKey => (string?)Master?["keys"]!.AsObject().Single().Value;

    public IdentitySnapshot Snapshot()
    {
        var keys = new JsonObject { ["device_keys"] = new JsonObject { [User.Value] = Devices.DeepClone() }, ["failures"] = new JsonObject() };
        if (Master is not null) keys["master_keys"] = Of(Master);
        if (SelfSigning is not null) keys["self_signing_keys"] = Of(SelfSigning);
        if (UserSigning is not null) keys["user_signing_keys"] = Of(UserSigning);
        return new IdentitySnapshot
        {
            Keys = Element(keys),
            AccountData = AccountData.ToDictionary(pair => pair.Key, pair => Element(pair.Value)),
            Backup = Backups.Count == 0 ? null : Element(Backups[^1]),
        };
    }

    public void Do(IdentityAction action)
    {
        switch (action)
        {
            case IdentityAction.PutAccountData data:
                Log.Add(data.Type);
                AccountData[data.Type] = Parse(data.Json);
                break;
            case IdentityAction.Send { Request: var request }:
                Log.Add(request.Path[(request.Path.LastIndexOf("/v3/", StringComparison.Ordinal) + 4)..]);
                Do(request);
                break;
            default:
                throw new InvalidOperationException(action.GetType().Name);
        }
    }

    public void Publish(CryptoRequest keysUpload)
    {
        var device = Parse(keysUpload.Body)["device_keys"]!.AsObject();
        Devices[(string)device["device_id"]!] = device.DeepClone();
    }

    public static JsonElement Element(JsonNode node) => JsonElement.Parse(node.ToJsonString());

    public static JsonObject Parse(ReadOnlyMemory<byte> json) => JsonNode.Parse(json.Span)!.AsObject();

    private static JsonObject Of(JsonObject key) => new() { [User.Value] = key.DeepClone() };

    private void Do(CryptoRequest request)
    {
        if (request.Kind == CryptoRequestKind.BackupRemove)
        {
            Assert.Equal(HttpMethod.Delete, request.Method);
            RoomKeys.Remove(Uri.UnescapeDataString(request.Path.Split('/')[^1].Split('?')[0]));
            return;
        }

        var body = Parse(request.Body);
        switch (request.Kind)
        {
            case CryptoRequestKind.SigningKeysUpload:
                Master = Taken(body, "master_key");
                SelfSigning = Taken(body, "self_signing_key");
                UserSigning = Taken(body, "user_signing_key");
                break;
            case CryptoRequestKind.SignaturesUpload:
                foreach (var (device, signed) in body[User.Value]!.AsObject().ToList()) Sign(device, signed!.AsObject());
                break;
            case CryptoRequestKind.BackupCreate:
                var backup = body.DeepClone().AsObject();
                backup["version"] = (Backups.Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
                Backups.Add(backup);
                break;
            case CryptoRequestKind.BackupKeys:
                foreach (var (room, keys) in body["rooms"]!.AsObject()) Take(room, keys!["sessions"]!.AsObject());
                break;
            default:
                throw new InvalidOperationException(request.Kind.ToString());
        }
    }

    private static JsonObject Taken(JsonObject body, string name) => body[name]!.DeepClone().AsObject();

    private void Take(string room, JsonObject sessions)
    {
        RoomKeys[room] ??= new JsonObject { ["sessions"] = new JsonObject() };
        foreach (var (id, session) in sessions) RoomKeys[room]!["sessions"]![id] = session!.DeepClone();
    }

    private void Sign(string device, JsonObject signed)
    {
        var published = Devices[device]!.AsObject();
        foreach (var (key, signature) in signed["signatures"]![User.Value]!.AsObject()) published["signatures"]![User.Value]![key] = signature!.DeepClone();
    }
}
