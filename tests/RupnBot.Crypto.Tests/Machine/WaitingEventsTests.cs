using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using RupnBot.Crypto.Tests.Bench;
using RupnBot.Matrix;

namespace RupnBot.Crypto.Tests.Machine;

/// <summary>Events whose key has not come: kept within limits, and found again when it comes.</summary>
public sealed class WaitingEventsTests : IDisposable
{
    private static readonly RoomId Room = new("!room:a.example");
    private static readonly byte[] Json = """{"sender":"@alice:a.example"}"""u8.ToArray();
    private readonly BenchServer _bench = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(50));
    private readonly MegolmOutboundSession _session = MegolmOutboundSession.Create();
    private readonly HandMadeDevice _alice;

    public WaitingEventsTests() => _alice = new HandMadeDevice(_bench, "@alice:a.example", "ALICE");

    public void Dispose() => _session.Dispose();

    [Fact]
    public async Task An_event_waits_for_its_key_and_is_read_when_it_comes()
    {
        var bot = await BotAsync();
        var share = _alice.Share(bot, Room, _session);
        var e = _alice.Say(Room, _session, "oui", "$1");
        var unreadable = Assert.IsType<RoomDecryption.Unreadable>(await bot.ReadAsync(Room, e));
        Assert.Equal((CryptoFailure.UnknownSession, _session.SessionId, true), (unreadable.Failure, unreadable.SessionId, unreadable.MayComeLater));
        Assert.True(await KeepAsync(bot, e, unreadable.Failure));

        var session = Assert.Single((await bot.ReceiveAsync(share)).Sessions);
        var waiting = Assert.Single(await WaitingAsync(bot, session.SessionId));
        Assert.Equal((e.Event, Room, CryptoFailure.UnknownSession, true), (waiting.Event, waiting.Room, waiting.Failure, waiting.IsHistory));
        Assert.Equal(Json, waiting.Json);
        Assert.IsType<RoomDecryption.Read>(await bot.ReadAsync(Room, e));
        await bot.StepAsync(step =>
        {
            CryptoMachine.ForgetUndecryptable(step, e.Event);
            return Task.CompletedTask;
        });
        Assert.Empty(await WaitingAsync(bot, session.SessionId));
    }

    [Fact]
    public async Task The_oldest_go_when_there_are_too_many()
    {
        var bot = await BotAsync();
        for (var number = 0; number < InboundLimits.WaitingEvents + 10; number += 101)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await bot.StepAsync(step =>
            {
                for (var i = number; i < number + 101; i++)
                    bot.Machine.KeepUndecryptable(step, Room, Event($"${i}", "S"), "{}"u8, CryptoFailure.UnknownSession, false);
                return Task.CompletedTask;
            });
        }

        Assert.Equal(InboundLimits.WaitingEvents, await bot.Store.CountUndecryptableAsync(Cancel));
        var waiting = (await WaitingAsync(bot, "S")).Select(kept => kept.Event.Value).ToHashSet();
        Assert.DoesNotContain("$0", waiting);
        Assert.Contains("$1009", waiting);
    }

    [Fact]
    public async Task An_event_waits_a_fortnight()
    {
        var bot = await BotAsync();
        await KeepAsync(bot, Event("$1", "S"), CryptoFailure.UnknownSession);
        _time.Advance(TimeSpan.FromDays(13));
        Assert.Single(await WaitingAsync(bot, "S"));
        _time.Advance(TimeSpan.FromDays(2));
        Assert.Empty(await WaitingAsync(bot, "S"));
        await KeepAsync(bot, Event("$2", "S"), CryptoFailure.UnknownSession);
        Assert.Equal(1, await bot.Store.CountUndecryptableAsync(Cancel));
    }

    [Fact]
    public async Task An_event_that_is_too_large_or_names_no_session_is_not_kept()
    {
        var bot = await BotAsync();
        await bot.StepAsync(step =>
        {
            Assert.False(bot.Machine.KeepUndecryptable(step, Room, Event("$1", "S"), new byte[InboundLimits.KeptEvent + 1], CryptoFailure.UnknownSession, false));
            Assert.False(bot.Machine.KeepUndecryptable(step, Room, Event("$2", null), "{}"u8, CryptoFailure.UnknownSession, false));
            return Task.CompletedTask;
        });
        Assert.Equal(0, await bot.Store.CountUndecryptableAsync(Cancel));
    }

    [Fact]
    public async Task An_event_removed_in_the_step_that_brings_its_key_waits_no_more_and_is_not_kept_again()
    {
        var bot = await BotAsync();
        await KeepAsync(bot, Event("$1", "S"), CryptoFailure.UnknownSession);
        await bot.StepAsync(async step =>
        {
            CryptoMachine.Remove(step, Room, new EventId("$1"));
            Assert.Empty(await bot.Machine.WaitingAsync(step, Room, "S", Cancel));
            Assert.False(bot.Machine.KeepUndecryptable(step, Room, Event("$1", "S"), "{}"u8, CryptoFailure.UnknownSession, false));
        });
        Assert.Equal(0, await bot.Store.CountUndecryptableAsync(Cancel));
    }

    [Fact]
    public async Task A_withheld_key_is_named_as_the_reason_and_used_when_it_comes_all_the_same()
    {
        var bot = await BotAsync();
        var share = _alice.Share(bot, Room, _session);
        var first = _alice.Say(Room, _session, "un", "$1");
        await KeepAsync(bot, first, CryptoFailure.UnknownSession);
        var content = new JsonObject
        {
            ["algorithm"] = CryptoMachine.MegolmAlgorithm, ["code"] = "m.unverified", ["room_id"] = Room.Value, ["session_id"] = _session.SessionId, ["sender_key"] = _alice.Curve25519,
        };
        var told = new ToDeviceEvent("m.room_key.withheld", _alice.User.Value, JsonSerializer.SerializeToElement(content));
        Assert.Empty((await bot.ReceiveAsync(told)).Refused);
        Assert.Equal(CryptoFailure.Withheld, Assert.Single(await WaitingAsync(bot, _session.SessionId)).Failure);
        var unreadable = Assert.IsType<RoomDecryption.Unreadable>(await bot.ReadAsync(Room, _alice.Say(Room, _session, "deux", "$2")));
        Assert.Equal((CryptoFailure.Withheld, true), (unreadable.Failure, unreadable.MayComeLater));

        await bot.ReceiveAsync(share);
        Assert.IsType<RoomDecryption.Read>(await bot.ReadAsync(Room, first));

        // Told again, it takes nothing away.
        await bot.ReceiveAsync(told);
        Assert.IsType<RoomDecryption.Read>(await bot.ReadAsync(Room, _alice.Say(Room, _session, "trois", "$3")));
    }

    [Fact]
    public async Task What_somebody_else_tells_of_a_session_is_no_reason()
    {
        var bot = await BotAsync();
        var content = new JsonObject { ["algorithm"] = CryptoMachine.MegolmAlgorithm, ["code"] = "m.blacklisted", ["room_id"] = Room.Value, ["session_id"] = _session.SessionId };
        await KeepAsync(bot, Event("$0", _session.SessionId), CryptoFailure.UnknownSession);
        await bot.ReceiveAsync(new ToDeviceEvent("m.room_key.withheld", "@mallory:a.example", JsonSerializer.SerializeToElement(content)));
        var unreadable = Assert.IsType<RoomDecryption.Unreadable>(await bot.ReadAsync(Room, _alice.Say(Room, _session, "un", "$1")));
        Assert.Equal(CryptoFailure.UnknownSession, unreadable.Failure);
        Assert.Equal(CryptoFailure.UnknownSession, Assert.Single(await WaitingAsync(bot, _session.SessionId)).Failure);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static EncryptedEvent Event(string id, string? session) =>
        new(new EventId(id), new UserId("@alice:a.example"), 1, JsonSerializer.SerializeToElement(new JsonObject { ["session_id"] = session }));

    private Task<BenchClient> BotAsync() => _bench.StartAsync("@bot:a.example", "BOT", _time);

    private static Task<bool> KeepAsync(BenchClient bot, EncryptedEvent e, CryptoFailure failure) =>
        bot.StepAsync(step => Task.FromResult(bot.Machine.KeepUndecryptable(step, Room, e, Json, failure, isHistory: true)));

    private static Task<IReadOnlyList<UndecryptableRecord>> WaitingAsync(BenchClient bot, string session) =>
        bot.StepAsync(step => bot.Machine.WaitingAsync(step, Room, session, Cancel));
}
