using Microsoft.Extensions.Time.Testing;
using RupnBot.Crypto.Tests.Bench;
using RupnBot.Matrix;

namespace RupnBot.Crypto.Tests.Machine;

/// <summary>
/// Which event used which message index is known for 90 days; what is older is read no more, so that to forget it lets nothing be said twice.
/// </summary>
public sealed class ForgottenUsesTests : IDisposable
{
    private static readonly RoomId Room = new("!room:a.example");
    private readonly BenchServer _bench = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(50));
    private readonly MegolmOutboundSession _session = MegolmOutboundSession.Create();
    private readonly MegolmOutboundSession _later = MegolmOutboundSession.Create();
    private readonly HandMadeDevice _alice;

    public ForgottenUsesTests() => _alice = new HandMadeDevice(_bench, "@alice:a.example", "ALICE");

    public void Dispose()
    {
        _session.Dispose();
        _later.Dispose();
    }

    [Fact]
    public async Task A_use_is_known_for_ninety_days_and_then_forgotten()
    {
        var (bot, first) = await ReadFirstAsync();
        _time.Advance(TimeSpan.FromDays(90));
        await SyncAsync(bot);
        Assert.NotNull(await bot.Store.ReplayAsync(Room, _session.SessionId, 0, Cancel));
        Assert.IsType<RoomDecryption.Read>(await bot.ReadAsync(Room, first));

        _time.Advance(TimeSpan.FromSeconds(1));
        await SyncAsync(bot);
        Assert.Null(await bot.Store.ReplayAsync(Room, _session.SessionId, 0, Cancel));
    }

    [Fact]
    public async Task What_is_forgotten_is_read_neither_again_nor_in_another_event_and_what_comes_after_is()
    {
        var (bot, first) = await ReadFirstAsync();
        _time.Advance(TimeSpan.FromDays(91));
        await SyncAsync(bot);

        await RefusedAsync(bot, first);
        await RefusedAsync(bot, first with { Event = new EventId("$other"), OriginServerTs = _time.GetUtcNow().ToUnixTimeMilliseconds() });
        Assert.IsType<RoomDecryption.Read>(await bot.ReadAsync(Room, _alice.Say(Room, _session, "deux", "$2")));
    }

    [Fact]
    public async Task Another_copy_of_the_key_does_not_bring_it_back()
    {
        var key = _session.SessionKey();
        Assert.True(MegolmInboundSession.TryCreate(key, out var early, out _));
        var skipped = _alice.Say(Room, _session, "zero", "$0");
        var (bot, first) = await ReadFirstAsync();
        _time.Advance(TimeSpan.FromDays(91));
        await SyncAsync(bot);

        // As from a backup: it reads from the beginning.
        using (early)
        {
            var offered = new InboundSessionRecord(Room, _session.SessionId) { State = early.Export(), SenderKey = _alice.Curve25519, Source = SessionSource.Backup, FirstKnownIndex = 0 };
            await bot.StepAsync(async step => Assert.True((await InboundSessions.AddAsync(step, offered, early, Cancel)).IsNew));
        }

        await RefusedAsync(bot, skipped);
        await RefusedAsync(bot, first with { Event = new EventId("$other") });
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task RefusedAsync(BenchClient bot, EncryptedEvent e) =>
        Assert.Equal((CryptoFailure.Replay, false), await bot.ReadAsync(Room, e) is RoomDecryption.Unreadable unread ? (unread.Failure, unread.MayComeLater) : default);

    private async Task<(BenchClient Bot, EncryptedEvent First)> ReadFirstAsync()
    {
        var bot = await _bench.StartAsync("@bot:a.example", "BOT", _time);
        await bot.ReceiveAsync(_alice.Share(bot, Room, _session));
        var first = _alice.Say(Room, _session, "un", "$1");
        Assert.IsType<RoomDecryption.Read>(await bot.ReadAsync(Room, first));
        return (bot, first);
    }

    // Any message to the device will do.
    private Task SyncAsync(BenchClient bot) => bot.ReceiveAsync(_alice.Share(bot, Room, _later));
}
