using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using RupnBot.Crypto.Tests.Bench;

namespace RupnBot.Crypto.Tests.Machine;

/// <summary>When a device is given a new Olm session because its messages cannot be read.</summary>
public sealed class UnwedgingTests
{
    private readonly BenchServer _bench = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(50));
    private readonly HandMadeDevice _alice;

    public UnwedgingTests() => _alice = new HandMadeDevice(_bench, "@alice:a.example", "ALICE");

    [Fact]
    public async Task A_message_that_cannot_be_read_asks_for_a_new_session_once_an_hour()
    {
        var bot = await BotAsync();
        await BreakAsync(bot);
        Assert.True(await NeedsSessionAsync(bot));
        await RenewedAsync(bot);
        await BreakAsync(bot);
        Assert.False(await NeedsSessionAsync(bot));
        _time.Advance(TimeSpan.FromMinutes(61));
        await BreakAsync(bot);
        Assert.True(await NeedsSessionAsync(bot));
    }

    [Fact]
    public async Task A_message_that_comes_twice_is_no_reason()
    {
        var bot = await BotAsync();
        var e = Dummy(bot);
        await bot.ReceiveAsync(e);
        Assert.Equal(CryptoFailure.AlreadyReceived, Assert.Single((await bot.ReceiveAsync(e)).Refused).Failure);
        Assert.Equal(CryptoFailure.AlreadyReceived, Assert.Single((await bot.ReceiveAsync(Dummy(bot), e)).Refused).Failure);
        Assert.False(await NeedsSessionAsync(bot));
    }

    [Fact]
    public async Task Hashes_of_messages_are_forgotten_in_time()
    {
        var bot = await BotAsync();
        var e = Dummy(bot);
        await bot.ReceiveAsync(e);
        _time.Advance(TimeSpan.FromDays(15));
        await bot.ReceiveAsync(Dummy(bot));

        // Now it is a broken one: its ratchet has gone on.
        var refused = Assert.Single((await bot.ReceiveAsync(e)).Refused).Failure;
        Assert.NotEqual(CryptoFailure.None, refused);
        Assert.True(await NeedsSessionAsync(bot));
    }

    [Fact]
    public async Task Nobody_makes_the_bot_write_to_somebody_elses_device()
    {
        var bot = await BotAsync();
        var e = OlmAttackTests.Spoilt(Dummy(bot)) with { Sender = "@mallory:a.example" };
        await bot.ReceiveAsync(e);
        Assert.False(await NeedsSessionAsync(bot));
    }

    [Fact]
    public async Task A_device_that_found_no_way_to_the_bot_is_met_halfway()
    {
        var bot = await BotAsync();
        var content = new JsonObject { ["algorithm"] = CryptoMachine.MegolmAlgorithm, ["code"] = "m.no_olm", ["sender_key"] = _alice.Curve25519 };
        var received = await bot.ReceiveAsync(new ToDeviceEvent("m.room_key.withheld", _alice.User.Value, JsonSerializer.SerializeToElement(content)));
        Assert.Empty(received.Refused);
        Assert.True(await NeedsSessionAsync(bot));
    }

    [Fact]
    public async Task Olm_sessions_with_one_device_are_bounded_and_the_latest_stay()
    {
        var bot = await BotAsync();
        for (var count = 0; count < InboundLimits.OlmSessions + 5; count++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            var e = _alice.Encrypt(bot, _alice.Payload(bot, "m.dummy", []), inNewSession: true);
            Assert.Empty((await bot.ReceiveAsync(e)).Refused);
        }

        var sessions = (await bot.Store.OlmSessionsAsync([_alice.Curve25519], TestContext.Current.CancellationToken))[_alice.Curve25519].ToList();
        Assert.Equal(InboundLimits.OlmSessions, sessions.Count);
        Assert.Contains(sessions, session => session.SessionId == _alice.SessionWith(bot).SessionId);
        Assert.Empty((await bot.ReceiveAsync(Dummy(bot))).Refused);
    }

    private async Task<BenchClient> BotAsync()
    {
        var bot = await _bench.StartAsync("@bot:a.example", "BOT", _time);
        await bot.FollowAsync(_alice.User);
        return bot;
    }

    private ToDeviceEvent Dummy(BenchClient bot) => _alice.Encrypt(bot, _alice.Payload(bot, "m.dummy", []));

    private async Task BreakAsync(BenchClient bot) => Assert.Single((await bot.ReceiveAsync(OlmAttackTests.Spoilt(Dummy(bot)))).Refused);

    private async Task<bool> NeedsSessionAsync(BenchClient bot) => (await bot.KnownDeviceAsync(_alice.User, _alice.Device))!.NeedsNewSession;

    private Task RenewedAsync(BenchClient bot) => bot.StepAsync(async step =>
        await step.PutAsync((await step.DevicesAsync(_alice.User, TestContext.Current.CancellationToken))[_alice.Device] with { NeedsNewSession = false }, TestContext.Current.CancellationToken));
}
