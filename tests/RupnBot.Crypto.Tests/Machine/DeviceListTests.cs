using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using RupnBot.Crypto.Tests.Bench;
using RupnBot.Matrix;

namespace RupnBot.Crypto.Tests.Machine;

/// <summary>Whose devices are known, and when they are asked for again.</summary>
public sealed class DeviceListTests
{
    private static readonly RoomId Room = new("!room:a.example");
    private readonly BenchServer _bench = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(50));

    [Fact]
    public async Task Users_are_asked_for_in_batches_and_once()
    {
        var bot = await BotAsync();
        var users = Enumerable.Range(0, 600).Select(number => new UserId($"@user{number}:a.example")).ToArray();
        _bench.Requests.Clear();
        await bot.FollowAsync(users);
        await bot.FollowAsync(users);

        // 600 and the bot itself.
        Assert.Equal([250, 250, 101], _bench.Requests.Select(request => request.Targets));
    }

    [Fact]
    public async Task Who_changed_is_asked_for_again_and_who_is_not_followed_is_not()
    {
        var bot = await BotAsync();
        var alice = new HandMadeDevice(_bench, "@alice:a.example", "ALICE");
        await bot.FollowAsync(alice.User);
        var second = new HandMadeDevice(_bench, "@alice:a.example", "SECOND");
        _ = new HandMadeDevice(_bench, "@stranger:a.example", "S");
        Assert.Null(await bot.KnownDeviceAsync(alice.User, second.Device));
        await bot.SyncAsync();
        Assert.True((await bot.KnownUserAsync(alice.User))!.IsOutdated);
        await bot.QueryAsync();
        Assert.Equal(second.Curve25519, (await bot.KnownDeviceAsync(alice.User, second.Device))!.Curve25519);
        Assert.Null(await bot.KnownUserAsync(new UserId("@stranger:a.example")));
    }

    [Fact]
    public async Task A_change_heard_of_while_the_question_was_under_way_is_asked_for_again()
    {
        var bot = await BotAsync();
        var alice = new HandMadeDevice(_bench, "@alice:a.example", "ALICE");
        await bot.StepAsync(step => bot.Machine.TrackAsync(step, [alice.User], Cancel));
        var request = await bot.StepAsync(step => bot.Machine.KeysQueryAsync(step, 250, Cancel));
        await bot.StepAsync(step => bot.Machine.ReceiveAsync(step, new EncryptionSync { ChangedUsers = [alice.User] }, Cancel));
        await bot.DoAsync(request!);
        Assert.NotNull(await bot.KnownDeviceAsync(alice.User, alice.Device));
        Assert.True((await bot.KnownUserAsync(alice.User))!.IsOutdated);
        await bot.QueryAsync();
        Assert.False((await bot.KnownUserAsync(alice.User))!.IsOutdated);
    }

    [Fact]
    public async Task An_answer_from_before_somebody_was_let_go_does_not_settle_what_is_asked_since_they_are_back()
    {
        var bot = await BotAsync();
        var alice = new HandMadeDevice(_bench, "@alice:a.example", "ALICE");
        await bot.StepAsync(step => bot.Machine.TrackAsync(step, [alice.User], Cancel));
        var request = await bot.StepAsync(step => bot.Machine.KeysQueryAsync(step, 250, Cancel));
        await bot.StepAsync(step => bot.Machine.ReceiveAsync(step, new EncryptionSync { LeftUsers = [alice.User] }, Cancel));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await bot.StepAsync(step => bot.Machine.TrackAsync(step, [alice.User], Cancel));

        await bot.DoAsync(request!);

        Assert.True((await bot.KnownUserAsync(alice.User))!.IsOutdated);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_asked_later_and_its_users_keep_their_devices()
    {
        var bot = await BotAsync();
        var bob = new HandMadeDevice(_bench, "@bob:b.example", "BOB");
        await bot.FollowAsync(bob.User);
        _bench.Unreachable.Add("b.example");
        _bench.TellChanged(bob.User);
        await bot.SyncAsync();
        _bench.Requests.Clear();
        await bot.QueryAsync();
        await bot.QueryAsync();
        Assert.Single(_bench.Requests);
        Assert.True((await bot.KnownUserAsync(bob.User))!.IsOutdated);
        Assert.NotNull(await bot.KnownDeviceAsync(bob.User, bob.Device));

        foreach (var minutes in new[] { 1, 2, 4, 8, 16, 32, 60, 60 })
        {
            Assert.Equal(_time.GetUtcNow().AddMinutes(minutes), (await bot.KnownUserAsync(bob.User))!.NextQueryAt);
            _time.Advance(TimeSpan.FromMinutes(minutes));
            await bot.QueryAsync();
        }

        _bench.Unreachable.Clear();
        _time.Advance(TimeSpan.FromHours(1));
        await bot.QueryAsync();
        Assert.Equal((false, null, 0), (await bot.KnownUserAsync(bob.User)) is { } known ? (known.IsOutdated, known.NextQueryAt, known.FailedQueries) : default);
    }

    [Fact]
    public async Task Keys_changes_are_taken_as_those_of_a_sync()
    {
        var bot = await BotAsync();
        var alice = new HandMadeDevice(_bench, "@alice:a.example", "ALICE");
        var bob = new HandMadeDevice(_bench, "@bob:a.example", "BOB");
        await bot.FollowAsync(alice.User, bob.User);
        using var answer = JsonDocument.Parse("""{"changed":["@alice:a.example","@stranger:a.example",7,"nobody"],"left":["@bob:a.example","@bot:a.example"]}""");
        await bot.StepAsync(step => bot.Machine.ApplyKeysChangesAsync(step, answer.RootElement, Cancel));
        Assert.True((await bot.KnownUserAsync(alice.User))!.IsOutdated);
        Assert.Null(await bot.KnownUserAsync(bob.User));
        Assert.Null(await bot.KnownDeviceAsync(bob.User, bob.Device));
        Assert.NotNull(await bot.KnownUserAsync(bot.User));
    }

    [Fact]
    public async Task A_removed_device_ends_the_sessions_it_has_the_key_of_and_no_others()
    {
        var bot = await BotAsync();
        var alice = new HandMadeDevice(_bench, "@alice:a.example", "ALICE");
        var old = new HandMadeDevice(_bench, "@alice:a.example", "OLD");
        await bot.FollowAsync(alice.User);
        var rooms = new[] { Room, new RoomId("!without:a.example"), new RoomId("!withheld:a.example") };
        await bot.StepAsync(step =>
        {
            foreach (var room in rooms) step.Put(new OutboundSessionRecord(room, room.Value) { State = [1] });
            step.Put(Share(rooms[0], old));
            step.Put(Share(rooms[1], alice));
            step.Put(Share(rooms[2], old) with { State = KeyShareState.Withheld });
            return Task.CompletedTask;
        });

        _bench.Remove(old.User, old.Device);
        await bot.SyncAsync();
        await bot.QueryAsync();
        Assert.Null(await bot.KnownDeviceAsync(old.User, old.Device));
        var sessions = await bot.Store.OutboundSessionsAsync(rooms, Cancel);
        Assert.Equal([true, false, false], rooms.Select(room => sessions[room].IsInvalid));

        static KeyShareRecord Share(RoomId room, HandMadeDevice with) =>
            new(room, room.Value, with.User, with.Device) { IdentityKey = with.Curve25519, State = KeyShareState.Shared };
    }

    [Fact]
    public async Task A_distrusted_device_stays_distrusted_when_it_goes_and_comes_back()
    {
        var bot = await BotAsync();
        var alice = new HandMadeDevice(_bench, "@alice:a.example", "ALICE");
        await bot.FollowAsync(alice.User);
        await bot.StepAsync(async step => await step.PutAsync((await step.DevicesAsync(alice.User, Cancel))[alice.Device] with { IsBlacklisted = true }, Cancel));

        _bench.Remove(alice.User, alice.Device);
        await bot.SyncAsync();
        await bot.QueryAsync();
        Assert.Null(await bot.KnownDeviceAsync(alice.User, alice.Device));
        alice.Publish(alice.Keys);
        await bot.SyncAsync();
        await bot.QueryAsync();
        Assert.True((await bot.KnownDeviceAsync(alice.User, alice.Device))!.IsBlacklisted);

        await bot.StepAsync(step => bot.Machine.UntrackAsync(step, [alice.User], Cancel));
        await bot.FollowAsync(alice.User);
        Assert.True((await bot.KnownDeviceAsync(alice.User, alice.Device))!.IsBlacklisted);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    [InlineData("""{"device_keys":[]}""")]
    [InlineData("""{"device_keys":{"@alice:a.example":7}}""")]
    [InlineData("""{"device_keys":{"@alice:a.example":{"X":null,"":{},"\ud800":{"user_id":"\udc00"}}}}""")]
    [InlineData("""{"device_keys":{"@alice:a.example":{}},"master_keys":{"@alice:a.example":{"user_id":"@alice:a.example","usage":"master","keys":7}},"failures":[]}""")]
    public async Task A_malformed_answer_gives_no_device(string json)
    {
        var bot = await BotAsync();
        var alice = new UserId("@alice:a.example");
        await bot.StepAsync(step => bot.Machine.TrackAsync(step, [alice], Cancel));
        _bench.Interfere = _ => new BenchAnswer(200, JsonDocument.Parse(json).RootElement);
        await bot.QueryAsync();
        Assert.Empty(await bot.StepAsync(step => step.DevicesAsync(alice, Cancel).AsTask()));
    }

    [Fact]
    public async Task More_devices_than_anyone_has_are_not_taken()
    {
        var bot = await BotAsync();
        var alice = new UserId("@alice:a.example");
        var devices = new JsonObject();
        var one = new HandMadeDevice(new BenchServer(), alice.Value, "D0");
        for (var number = 0; number < InboundLimits.Devices + 5; number++) devices[$"D{number}"] = one.SignedKeys(alice, new DeviceId($"D{number}"));
        _bench.Interfere = _ => BenchAnswer.Ok(new JsonObject { ["device_keys"] = new JsonObject { [alice.Value] = devices.DeepClone() } });
        await bot.FollowAsync(alice);
        Assert.True((await bot.StepAsync(step => step.DevicesAsync(alice, Cancel).AsTask())).Count <= InboundLimits.Devices);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Task<BenchClient> BotAsync() => _bench.StartAsync("@bot:a.example", "BOT", _time);
}
