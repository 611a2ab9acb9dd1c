using System.Text.Json.Nodes;
using RupnBot.Crypto.Tests.Bench;
using RupnBot.Matrix;

namespace RupnBot.Crypto.Tests.Machine;

/// <summary>What a server must not make the bot believe of people's devices.</summary>
public sealed class PublishedKeysAttackTests
{
    private readonly BenchServer _bench = new();
    private readonly HandMadeDevice _alice;

    public PublishedKeysAttackTests() => _alice = new HandMadeDevice(_bench, "@alice:a.example", "ALICE");

    [Fact]
    public async Task Another_key_under_a_known_device_is_refused_and_the_device_stays_as_it_was()
    {
        var bot = await BotAsync();
        var impostor = new HandMadeDevice(new BenchServer(), _alice.User.Value, _alice.Device.Value);
        await PublishAsync(bot, impostor.Keys);
        Assert.Equal(_alice.Curve25519, (await bot.KnownDeviceAsync(_alice.User, _alice.Device))!.Curve25519);

        // One of the two keys kept.
        var half = _alice.Keys.DeepClone().AsObject();
        half.Remove("signatures");
        half["keys"]!["curve25519:ALICE"] = impostor.Curve25519;
        await PublishAsync(bot, _alice.Sign(half));
        Assert.Equal(_alice.Curve25519, (await bot.KnownDeviceAsync(_alice.User, _alice.Device))!.Curve25519);
    }

    [Theory]
    [InlineData("""{"user_id":"@mallory:a.example"}""")]
    [InlineData("""{"device_id":"OTHER"}""")]
    [InlineData("""{"device_id":""}""")]
    [InlineData("""{"keys":{}}""")]
    [InlineData("""{"keys":{"curve25519:NEW":"AAAA","ed25519:NEW":"AAAA"}}""")]
    public async Task Keys_of_another_user_or_device_are_refused_though_they_are_signed(string change)
    {
        var bot = await BotAsync();
        var device = new HandMadeDevice(_bench, _alice.User.Value, "NEW");
        var keys = device.Keys.DeepClone().AsObject();
        keys.Remove("signatures");
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject()) keys[name] = value!.DeepClone();
        await PublishAsync(bot, device.Sign(keys), device.Device.Value);
        Assert.Null(await bot.KnownDeviceAsync(_alice.User, device.Device));
    }

    [Fact]
    public async Task Keys_the_device_did_not_sign_itself_are_refused()
    {
        var bot = await BotAsync();
        var device = new HandMadeDevice(_bench, _alice.User.Value, "NEW");
        var unsigned = device.Keys.DeepClone().AsObject();
        unsigned.Remove("signatures");
        await PublishAsync(bot, unsigned, "NEW");
        Assert.Null(await bot.KnownDeviceAsync(_alice.User, device.Device));

        // By another device of the same user, under its own name and under the new one's.
        foreach (var name in new[] { "ALICE", "NEW" })
        {
            await PublishAsync(bot, SignedJson.WithSignature(unsigned, _alice.User, $"ed25519:{name}", _alice.Signing), "NEW");
            Assert.Null(await bot.KnownDeviceAsync(_alice.User, device.Device));
        }

        await PublishAsync(bot, device.Keys, "NEW");
        Assert.NotNull(await bot.KnownDeviceAsync(_alice.User, device.Device));
    }

    [Fact]
    public async Task A_device_named_like_a_cross_signing_key_is_refused()
    {
        // CVE-2022-39250: ed25519:NAME would be the signature of either.
        var identity = new HandMadeIdentity(_bench, _alice.User);
        identity.Publish();
        var bot = await BotAsync();
        foreach (var key in new[] { identity.Master, identity.SelfSigning })
        {
            var name = key.PublicKey.ToString();
            var device = new HandMadeDevice(new BenchServer(), _alice.User.Value, name);
            await PublishAsync(bot, device.Keys, name);
            Assert.Null(await bot.KnownDeviceAsync(_alice.User, device.Device));
        }
    }

    [Fact]
    public async Task A_device_is_no_cross_signing_key()
    {
        // A master key "named" by a device id, so that the device's signature would prove a self-signing key.
        var identity = new HandMadeIdentity(_bench, _alice.User);
        _bench.Identities[("master_keys", _alice.User)] = new JsonObject
        {
            ["user_id"] = _alice.User.Value, ["usage"] = new JsonArray("master"), ["keys"] = new JsonObject { ["ed25519:ALICE"] = _alice.Ed25519 },
        };
        _bench.Identities[("self_signing_keys", _alice.User)] = _alice.Sign(identity.Key("self_signing", identity.SelfSigning));
        _alice.Publish(identity.Sign(_alice.Keys));
        var bot = await BotAsync();
        var known = await bot.KnownUserAsync(_alice.User);
        Assert.Equal((null, null), (known!.MasterKey, known.SelfSigningKey));
        Assert.False((await bot.KnownDeviceAsync(_alice.User, _alice.Device))!.IsCrossSigned);
    }

    [Fact]
    public async Task Nobody_publishes_the_own_devices_keys_as_theirs_nor_others_as_the_own_ones()
    {
        var bot = await BotAsync();
        var (curve, _) = await bot.KeysAsync();
        var stolen = new HandMadeDevice(_bench, _alice.User.Value, "STOLEN");
        var keys = stolen.Keys.DeepClone().AsObject();
        keys.Remove("signatures");
        keys["keys"]!["curve25519:STOLEN"] = curve;
        await PublishAsync(bot, stolen.Sign(keys), "STOLEN");
        Assert.Null(await bot.KnownDeviceAsync(_alice.User, stolen.Device));

        _bench.Device(bot.User, bot.Device).Keys = new HandMadeDevice(new BenchServer(), bot.User.Value, bot.Device.Value).Keys;
        await bot.StepAsync(step => bot.Machine.ReceiveAsync(step, new EncryptionSync { ChangedUsers = [bot.User] }, TestContext.Current.CancellationToken));
        await bot.QueryAsync();
        Assert.Equal(curve, (await bot.KnownDeviceAsync(bot.User, bot.Device))!.Curve25519);
    }

    [Fact]
    public async Task Users_nobody_asked_about_are_not_taken_from_an_answer()
    {
        var bot = await BotAsync();
        var bob = new HandMadeDevice(new BenchServer(), "@bob:a.example", "BOB");
        _bench.TellChanged(_alice.User);
        await bot.SyncAsync();
        _bench.Interfere = _ => BenchAnswer.Ok(new JsonObject { ["device_keys"] = new JsonObject { [bob.User.Value] = new JsonObject { ["BOB"] = bob.Keys } } });
        await bot.QueryAsync();
        Assert.Null(await bot.KnownUserAsync(bob.User));
        Assert.Null(await bot.KnownDeviceAsync(bob.User, bob.Device));
    }

    private async Task<BenchClient> BotAsync()
    {
        var bot = await _bench.StartAsync("@bot:a.example", "BOT");
        await bot.FollowAsync(_alice.User);
        return bot;
    }

    private async Task PublishAsync(BenchClient bot, JsonObject keys, string device = "ALICE")
    {
        _bench.Device(_alice.User, new DeviceId(device)).Keys = keys;
        _bench.TellChanged(_alice.User);
        await bot.SyncAsync();
        await bot.QueryAsync();
    }
}
