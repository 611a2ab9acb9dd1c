using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RupnBot.Crypto.Tests.Bench;
using RupnBot.Crypto.Tests.Identity;
using RupnBot.Matrix;

namespace RupnBot.Crypto.Tests.Fuzzing;

/// <summary>
/// What a homeserver answers and what others' devices say, changed in every way: the machine refuses or takes it, and never throws; a sync that
/// threw would come again for ever. RUPNBOT_FUZZ gives the number of inputs of a longer run.
/// </summary>
public sealed class HostileAnswerTests : IAsyncLifetime
{
    private const int Inputs = 300;

    private static readonly RoomId Room = new("!r:a.example");
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly BenchServer _server = new();
    private readonly MegolmOutboundSession _session = MegolmOutboundSession.Create();
    private BenchClient _bot = null!;
    private HandMadeDevice _alice = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static int Wanted => Environment.GetEnvironmentVariable("RUPNBOT_FUZZ") is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) / 6 : Inputs;

    public async ValueTask InitializeAsync()
    {
        _bot = await _server.StartAsync("@bot:a.example", "BOT");
        _alice = new HandMadeDevice(_server, "@alice:a.example", "ALICE");
        var identity = new HandMadeIdentity(_server, _alice.User);
        identity.Publish();
        _alice.Publish(identity.Sign(_alice.Keys));
    }

    public ValueTask DisposeAsync()
    {
        _session.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Answers_about_devices_never_throw()
    {
        await _bot.StepAsync(step => _bot.Machine.TrackAsync(step, [_alice.User], Ct));
        var request = (await _bot.StepAsync(step => _bot.Machine.KeysQueryAsync(step, 250, Ct)))!;
        var good = _server.Answer(_bot.User, _bot.Device, request).Body;
        await FuzzAsync(good, (step, bad) => _bot.Machine.MarkSentAsync(step, request, bad, Ct));
    }

    [Fact]
    public async Task Answers_to_claims_never_throw()
    {
        await _bot.FollowAsync(_alice.User);
        _server.Device(_alice.User, _alice.Device).OneTimeKeys["signed_curve25519:AAAAAA"] = _alice.Sign(new JsonObject { ["key"] = Curve25519SecretKey.Generate().PublicKey.ToString() });
        var preparation = await _bot.StepAsync(step => _bot.Machine.PrepareAsync(step, [new RoomEncryption(Room, [_alice.User], "shared")], Ct));
        var request = Assert.Single(preparation.Requests, request => request.Kind == CryptoRequestKind.KeysClaim);
        await FuzzAsync(_server.Answer(_bot.User, _bot.Device, request).Body, (step, bad) => _bot.Machine.MarkSentAsync(step, request, bad, Ct));
    }

    [Fact]
    public async Task Messages_to_the_device_never_throw()
    {
        await _bot.FollowAsync(_alice.User);
        var good = _alice.Share(_bot, Room, _session);
        await FuzzAsync(good.Content, (step, bad) => _bot.Machine.ReceiveAsync(step, new EncryptionSync { ToDevice = [good with { Content = bad }] }, Ct));
        var withheld = JsonSerializer.SerializeToElement(new { algorithm = CryptoMachine.MegolmAlgorithm, code = "m.unverified", room_id = Room.Value, session_id = "S", sender_key = _alice.Curve25519 });
        await FuzzAsync(withheld, (step, bad) => _bot.Machine.ReceiveAsync(step, new EncryptionSync { ToDevice = [new("m.room_key.withheld", _alice.User.Value, bad)] }, Ct));
    }

    [Fact]
    public async Task What_a_device_says_over_Olm_never_throws()
    {
        await _bot.FollowAsync(_alice.User);
        var good = JsonSerializer.SerializeToElement(_alice.Payload(_bot, "m.room_key", HandMadeDevice.RoomKey(Room, _session)));
        await FuzzAsync(good, (step, bad) =>
        {
            var message = _alice.SessionWith(_bot).Encrypt(System.Text.Encoding.UTF8.GetBytes(Short(bad)));
            return _bot.Machine.ReceiveAsync(step, new EncryptionSync { ToDevice = [_alice.Wrap(_bot, message)] }, Ct);
        });
    }

    [Fact]
    public async Task Events_of_a_room_never_throw_whatever_is_in_and_around_their_cipher()
    {
        await _bot.FollowAsync(_alice.User);
        await _bot.ReceiveAsync(_alice.Share(_bot, Room, _session));
        var relation = new JsonObject { ["rel_type"] = "m.reference", ["event_id"] = "$e" };
        var payload = JsonSerializer.SerializeToElement(new JsonObject { ["type"] = "m.room.message", ["room_id"] = Room.Value, ["content"] = new JsonObject { ["body"] = "x", ["m.relates_to"] = relation.DeepClone() } });
        var good = _alice.Say(_session, "$e", JsonNode.Parse(payload.GetRawText())!.AsObject(), relation);
        await FuzzAsync(good.Content, (step, bad) => _bot.Machine.DecryptAsync(step, Room, good with { Content = bad }, Ct));
        await FuzzAsync(payload, (step, bad) =>
        {
            var ciphertext = UnpaddedBase64.Encode(_session.Encrypt(System.Text.Encoding.UTF8.GetBytes(Short(bad))));
            var content = JsonSerializer.SerializeToElement(new { algorithm = CryptoMachine.MegolmAlgorithm, session_id = _session.SessionId, ciphertext });
            return _bot.Machine.DecryptAsync(step, Room, good with { Content = content }, Ct);
        });
    }

    [Fact]
    public async Task What_the_server_tells_of_the_own_identity_and_backup_never_throws()
    {
        var server = new AccountServer();
        var first = await new Operator(server, "RUPNBOT1").PublishAsync();
        await first.RunAsync();
        var snapshot = server.Snapshot();
        Assert.True(RecoveryKey.TryParse(first.File, out var key));
        await FuzzAsync(snapshot.Keys, (step, bad) => first.Machine.PlanIdentityAsync(step, snapshot with { Keys = bad }, key, Ct), first.Store);
        await FuzzAsync(snapshot.Backup!.Value, (step, bad) => first.Machine.PlanIdentityAsync(step, snapshot with { Backup = bad }, key, Ct), first.Store);
        foreach (var (type, data) in snapshot.AccountData)
        {
            IdentitySnapshot With(JsonElement bad) => snapshot with { AccountData = new Dictionary<string, JsonElement>(snapshot.AccountData) { [type] = bad } };
            await FuzzAsync(data, (step, bad) => first.Machine.PlanIdentityAsync(step, With(bad), key, Ct), first.Store);
        }
    }

    [Fact]
    public async Task What_lies_in_the_backup_never_throws()
    {
        await _bot.StepAsync(step =>
        {
            step.Changes.Secrets["backup/key"] = new byte[32];
            step.Changes.Secrets["backup/version"] = "1"u8.ToArray();
            step.Put(new InboundSessionRecord(Room, _session.SessionId) { State = Twin(), SenderKey = _alice.Curve25519, Owner = _alice.User });
            return Task.CompletedTask;
        });
        var request = (await _bot.StepAsync(step => _bot.Machine.BackupKeysAsync(step, 10, Ct)))!;
        await FuzzAsync(JsonSerializer.Deserialize<JsonElement>(request.Body.Span), (step, bad) => _bot.Machine.RestoreAsync(step, bad, Ct));
    }

    private byte[] Twin()
    {
        Assert.True(MegolmInboundSession.TryCreate(_session.SessionKey(), out var twin, out _));
        using (twin) return twin.Export();
    }

    // No event is longer, and so no message.
    private static string Short(JsonElement json) => json.GetRawText() is { Length: < 60_000 } text ? text : "{}";

    private async Task FuzzAsync(JsonElement good, Func<CryptoStep, JsonElement, Task> take, ICryptoStore? store = null)
    {
        var mutator = new JsonMutator(new Random(20261127));
        await take(new CryptoStep(store ?? _bot.Store), good);
        for (var i = 0; i < Wanted; i++)
        {
            var bad = mutator.Next(good);
            var watch = Stopwatch.StartNew();
            try
            {
                // Never saved: each meets the same state.
                await take(new CryptoStep(store ?? _bot.Store), bad);
            }
            catch (Exception exception)
            {
                var text = bad.GetRawText();
                throw new InvalidOperationException($"Number {i}, {text[..Math.Min(text.Length, 4000)]}: {exception.Message}", exception);
            }

            Assert.True(watch.Elapsed < Limit, $"Number {i} took {watch.Elapsed}");
        }
    }
}
