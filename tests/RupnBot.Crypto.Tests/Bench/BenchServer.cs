using System.Text.Json;
using System.Text.Json.Nodes;
using RupnBot.Matrix;

namespace RupnBot.Crypto.Tests.Bench;

/// <summary>What the server said to a request.</summary>
internal sealed record BenchAnswer(int Status, JsonElement Body)
{
    public static BenchAnswer Ok(JsonObject body) => new(200, JsonSerializer.SerializeToElement(body));

    public static BenchAnswer Failed(int status, string errcode) => new(status, JsonSerializer.SerializeToElement(new JsonObject { ["errcode"] = errcode }));
}

/// <summary>
/// A homeserver in memory, for tests of the machine: it keeps what devices publish, routes to-device messages and tells who changed. How to
/// use it:
/// <code>
/// var bench = new BenchServer();
/// var alice = await bench.StartAsync("@alice:a.example", "ALICE");     // a CryptoMachine on a MemoryCryptoStore, keys published
/// var bot = await bench.StartAsync("@bot:a.example", "BOT");
/// await bot.FollowAsync(alice.User);                                    // tracks and queries
/// await bot.StepAsync(step => bot.Machine.…(step, …));                  // a step of the machine, saved
/// await bot.DoAsync(request);                                           // makes a request, hands the answer to the machine
/// var received = await alice.SyncAsync();                               // what came for her, through ReceiveAsync
/// var read = await alice.ReadAsync(room, e);                            // an encrypted event, through DecryptAsync
/// var mallory = new HandMadeDevice(bench, "@mallory:a.example", "M");   // a device that says whatever the test wants
/// bench.Unreachable.Add("b.example");                                   // a server that does not answer queries and claims
/// bench.Interfere = request => request.Kind == … ? BenchAnswer.Failed(413, "M_TOO_LARGE") : null;
/// bench.Requests                                                        // every request made, to be counted
/// </code>
/// </summary>
internal sealed partial class BenchServer
{
    private readonly HashSet<(UserId, DeviceId, string)> _transactions = [];

    public Dictionary<(UserId User, DeviceId Device), BenchDevice> Devices { get; } = [];

    /// <summary>Cross-signing keys: by table of the /keys/query answer (<c>master_keys</c>, <c>self_signing_keys</c>, <c>user_signing_keys</c>) and user.</summary>
    public Dictionary<(string Table, UserId User), JsonObject> Identities { get; } = [];

    public HashSet<string> Unreachable { get; } = [];

    public List<CryptoRequest> Requests { get; } = [];

    /// <summary>Answers in the server's place, when it gives an answer.</summary>
    public Func<CryptoRequest, BenchAnswer?>? Interfere { get; set; }

    public async Task<BenchClient> StartAsync(string user, string device, TimeProvider? time = null, CryptoOptions? options = null)
    {
        var client = new BenchClient(this, new UserId(user), new DeviceId(device), time ?? TimeProvider.System, options);
        await client.StartAsync();
        return client;
    }

    public BenchAnswer Answer(UserId user, DeviceId device, CryptoRequest request)
    {
        Requests.Add(request);
        if (Interfere?.Invoke(request) is { } interfered) return interfered;
        var body = JsonNode.Parse(request.Body.Span)!.AsObject();
        return request.Kind switch
        {
            CryptoRequestKind.KeysUpload => Upload(Device(user, device), body),
            CryptoRequestKind.KeysQuery => Query(body),
            CryptoRequestKind.KeysClaim => Claim(body),
            CryptoRequestKind.ToDevice => SendToDevice(user, device, request, body),
            CryptoRequestKind.SigningKeysUpload => UploadIdentity(user, body),
            CryptoRequestKind.SignaturesUpload => UploadSignatures(body),
            _ => BenchAnswer.Ok([]),
        };
    }

    public BenchDevice Device(UserId user, DeviceId device) => Devices.TryGetValue((user, device), out var known) ? known : Devices[(user, device)] = new BenchDevice();

    /// <summary>Puts an event into a device's inbox.</summary>
    public void Deliver(UserId user, DeviceId device, ToDeviceEvent e) => Device(user, device).Inbox.Add(e);

    /// <summary>The device is logged out.</summary>
    public void Remove(UserId user, DeviceId device)
    {
        Devices.Remove((user, device));
        TellChanged(user);
    }

    /// <summary>Tells every device that this user's devices or identity changed.</summary>
    public void TellChanged(UserId user)
    {
        foreach (var device in Devices.Values) device.Changed.Add(user);
    }

    public EncryptionSync Sync(UserId user, DeviceId id)
    {
        var device = Device(user, id);
        var sync = new EncryptionSync
        {
            ToDevice = [.. device.Inbox],
            ChangedUsers = [.. device.Changed],
            OneTimeKeyCounts = new Dictionary<string, int> { ["signed_curve25519"] = device.OneTimeKeys.Count },
            UnusedFallbackKeys = device.Fallback is null || device.IsFallbackUsed ? [] : ["signed_curve25519"],
        };
        device.Inbox.Clear();
        device.Changed.Clear();
        return sync;
    }

    private BenchAnswer SendToDevice(UserId user, DeviceId device, CryptoRequest request, JsonObject body)
    {
        var path = request.Path.Split('?')[0].Split('/');
        if (!_transactions.Add((user, device, path[^1]))) return BenchAnswer.Ok([]);
        var type = Uri.UnescapeDataString(path[^2]);
        foreach (var (target, devices) in body["messages"]!.AsObject())
            foreach (var (targetDevice, content) in devices!.AsObject())
                foreach (var key in Devices.Keys.Where(key => key.User.Value == target && (targetDevice == "*" || key.Device.Value == targetDevice)))
                    Devices[key].Inbox.Add(new ToDeviceEvent(type, user.Value, JsonSerializer.SerializeToElement(content)));
        return BenchAnswer.Ok([]);
    }
}

/// <summary>What the server keeps of a device.</summary>
internal sealed class BenchDevice
{
    public JsonObject? Keys { get; set; }

    public SortedDictionary<string, JsonObject> OneTimeKeys { get; } = new(StringComparer.Ordinal);

    public (string Id, JsonObject Key)? Fallback { get; set; }

    public bool IsFallbackUsed { get; set; }

    public List<ToDeviceEvent> Inbox { get; } = [];

    public HashSet<UserId> Changed { get; } = [];
}
