using System.Text.Json;
using System.Text.Json.Nodes;
using RupnBot.Matrix;

namespace RupnBot.Crypto.Tests.Machine.Sending;

/// <summary>What a homeserver does for encryption, in memory: holds keys, gives each one-time key once, carries to-device messages, counts requests.</summary>
internal sealed class KeyServer
{
    private readonly Dictionary<UserId, Dictionary<DeviceId, JsonNode>> _devices = [];
    private readonly Dictionary<(UserId, DeviceId), Queue<(string Id, JsonNode Key)>> _oneTimeKeys = [];
    private readonly Dictionary<(UserId, DeviceId), (string Id, JsonNode Key)> _fallbacks = [];
    private readonly Dictionary<(UserId, DeviceId), List<ToDeviceEvent>> _inboxes = [];
    private readonly HashSet<string> _transactions = [];

    /// <summary>Servers that cannot be asked.</summary>
    public HashSet<string> Down { get; } = [];

    /// <summary>Refuses a request with a status, when it likes.</summary>
    public Func<CryptoRequest, int?> Refuse { get; set; } = _ => null;

    /// <summary>Every request that was made, in order.</summary>
    public List<CryptoRequest> Requests { get; } = [];

    public int Count(CryptoRequestKind kind) => Requests.Count(request => request.Kind == kind);

    public void Publish(UserId user, DeviceId device, JsonNode keys)
    {
        if (!_devices.TryGetValue(user, out var devices)) _devices[user] = devices = [];
        devices[device] = keys;
    }

    public void Remove(UserId user, DeviceId device) => _devices[user].Remove(device);

    public void AddOneTimeKey(UserId user, DeviceId device, string id, JsonNode key)
    {
        if (!_oneTimeKeys.TryGetValue((user, device), out var keys)) _oneTimeKeys[(user, device)] = keys = [];
        keys.Enqueue((id, key));
    }

    public void DropOneTimeKeys(UserId user, DeviceId device) => _oneTimeKeys.Remove((user, device));

    public (string Id, JsonNode Key) FallbackOf(UserId user, DeviceId device) => _fallbacks[(user, device)];

    public List<ToDeviceEvent> TakeInbox(UserId user, DeviceId device) => _inboxes.Remove((user, device), out var events) ? events : [];

    /// <summary>The answer, or the status of a refusal.</summary>
    public (JsonElement Answer, int? Status) Handle(UserId sender, DeviceId device, CryptoRequest request)
    {
        Requests.Add(request);
        if (Refuse(request) is { } status) return (default, status);
        var body = JsonNode.Parse(request.Body.Span)!.AsObject();
        var answer = request.Kind switch
        {
            CryptoRequestKind.KeysUpload => Upload(sender, device, body),
            CryptoRequestKind.KeysQuery => Query(body),
            CryptoRequestKind.KeysClaim => Claim(body),
            CryptoRequestKind.ToDevice => Carry(sender, request, body),
            _ => throw new InvalidOperationException("Not served here."),
        };
        return (JsonSerializer.SerializeToElement(answer), null);
    }

    private JsonObject Upload(UserId sender, DeviceId device, JsonObject body)
    {
        if (body["device_keys"] is { } keys) Publish(sender, device, keys.DeepClone());
        foreach (var (id, key) in (body["one_time_keys"] as JsonObject) ?? []) AddOneTimeKey(sender, device, id, key!.DeepClone());
        foreach (var (id, key) in (body["fallback_keys"] as JsonObject) ?? []) _fallbacks[(sender, device)] = (id, key!.DeepClone());
        return new JsonObject { ["one_time_key_counts"] = new JsonObject { ["signed_curve25519"] = _oneTimeKeys.GetValueOrDefault((sender, device))?.Count ?? 0 } };
    }

    private JsonObject Query(JsonObject body)
    {
        var found = new JsonObject();
        var failures = new JsonObject();
        foreach (var (name, _) in body["device_keys"]!.AsObject())
        {
            var user = new UserId(name);
            if (Down.Contains(user.Server)) failures[user.Server] = new JsonObject { ["status"] = 503 };
            else found[name] = new JsonObject(_devices.GetValueOrDefault(user, []).Select(device => KeyValuePair.Create(device.Key.Value, (JsonNode?)device.Value.DeepClone())));
        }

        return new JsonObject { ["device_keys"] = found, ["failures"] = failures };
    }

    private JsonObject Claim(JsonObject body)
    {
        var claimed = new JsonObject();
        foreach (var (name, devices) in body["one_time_keys"]!.AsObject())
        {
            var user = new UserId(name);
            if (Down.Contains(user.Server)) continue;
            var keys = new JsonObject();
            foreach (var (device, _) in devices!.AsObject())
                if (_oneTimeKeys.TryGetValue((user, new DeviceId(device)), out var queue) && queue.TryDequeue(out var key)) keys[device] = new JsonObject { [key.Id] = key.Key };
            claimed[name] = keys;
        }

        return new JsonObject { ["one_time_keys"] = claimed, ["failures"] = new JsonObject() };
    }

    private JsonObject Carry(UserId sender, CryptoRequest request, JsonObject body)
    {
        if (!_transactions.Add(request.Path)) return [];
        var type = Uri.UnescapeDataString(request.Path.Split('/')[^2]);
        foreach (var (user, devices) in body["messages"]!.AsObject())
            foreach (var (device, content) in devices!.AsObject())
            {
                var inbox = (new UserId(user), new DeviceId(device));
                if (!_inboxes.TryGetValue(inbox, out var events)) _inboxes[inbox] = events = [];
                events.Add(new ToDeviceEvent(type, sender.Value, JsonSerializer.SerializeToElement(content)));
            }

        return [];
    }
}
