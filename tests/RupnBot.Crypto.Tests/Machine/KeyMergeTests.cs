using RupnBot.Crypto.Tests.Bench;
using RupnBot.Matrix;

namespace RupnBot.Crypto.Tests.Machine;

/// <summary>Two keys of one Megolm session: which is kept, and who is believed to own it.</summary>
public sealed class KeyMergeTests : IDisposable
{
    private static readonly RoomId Room = new("!room:a.example");
    private readonly BenchServer _bench = new();
    private readonly MegolmOutboundSession _session = MegolmOutboundSession.Create();
    private readonly HandMadeDevice _alice;
    private readonly EncryptedEvent _first;
    private readonly byte[] _keyAtZero;

    public KeyMergeTests()
    {
        _alice = new HandMadeDevice(_bench, "@alice:a.example", "ALICE");
        _keyAtZero = _session.SessionKey();
        _first = _alice.Say(Room, _session, "un", "$1");
    }

    public void Dispose() => _session.Dispose();

    [Fact]
    public async Task A_key_that_reads_earlier_replaces_one_that_does_not_and_never_the_other_way()
    {
        var bot = await BotAsync();
        await bot.ReceiveAsync(_alice.Share(bot, Room, _session));
        var early = Assert.IsType<RoomDecryption.Unreadable>(await bot.ReadAsync(Room, _first));
        Assert.Equal((CryptoFailure.UnknownMessageIndex, true), (early.Failure, early.MayComeLater));

        var received = await bot.ReceiveAsync(ShareAtZero(bot));
        Assert.Equal([(Room, _session.SessionId)], received.Sessions);
        Assert.IsType<RoomDecryption.Read>(await bot.ReadAsync(Room, _first));

        received = await bot.ReceiveAsync(_alice.Share(bot, Room, _session));
        Assert.Empty(received.Sessions);
        Assert.Empty(received.Refused);
        Assert.Equal(0u, (await RecordAsync(bot))!.FirstKnownIndex);
    }

    [Fact]
    public async Task A_restored_key_is_unauthenticated_until_its_owner_sends_it()
    {
        var bot = await BotAsync();
        await RestoreAsync(bot, ExportedAtZero());
        var read = Assert.IsType<RoomDecryption.Read>(await bot.ReadAsync(Room, _first));
        Assert.Equal(SenderTrust.Unauthenticated, read.Trust);

        // The owner's key begins later; together they read from the beginning, as hers.
        var received = await bot.ReceiveAsync(_alice.Share(bot, Room, _session));
        Assert.Single(received.Sessions);
        var record = await RecordAsync(bot);
        Assert.Equal((0u, SessionSource.RoomKey, _alice.User), (record!.FirstKnownIndex, record.Source, record.Owner));
        read = Assert.IsType<RoomDecryption.Read>(await bot.ReadAsync(Room, _first));
        Assert.Equal(SenderTrust.UnsignedDevice, read.Trust);
    }

    [Fact]
    public async Task A_restored_key_that_reads_earlier_takes_nothing_from_its_owner()
    {
        var bot = await BotAsync();
        await bot.ReceiveAsync(_alice.Share(bot, Room, _session));
        Assert.Equal((true, CryptoFailure.None), await RestoreAsync(bot, ExportedAtZero()));
        var record = await RecordAsync(bot);
        Assert.Equal((0u, SessionSource.RoomKey, _alice.User), (record!.FirstKnownIndex, record.Source, record.Owner));
        Assert.IsType<RoomDecryption.Read>(await bot.ReadAsync(Room, _first));
    }

    [Fact]
    public async Task A_forged_key_replaces_no_key_of_the_owner_and_is_replaced_by_it()
    {
        // The format of backups is signed by nobody: any ratchet can stand under any name, at any index.
        var forged = ExportedAtZero();
        forged[20] ^= 1;
        var bot = await BotAsync();
        await bot.ReceiveAsync(_alice.Share(bot, Room, _session));
        Assert.Equal((false, CryptoFailure.SessionMismatch), await RestoreAsync(bot, forged));
        Assert.IsType<RoomDecryption.Read>(await bot.ReadAsync(Room, _alice.Say(Room, _session, "deux", "$2")));

        var late = await _bench.StartAsync("@late:a.example", "LATE");
        await RestoreAsync(late, forged);
        Assert.Single((await late.ReceiveAsync(_alice.Share(late, Room, _session))).Sessions);
        Assert.IsType<RoomDecryption.Read>(await late.ReadAsync(Room, _alice.Say(Room, _session, "trois", "$3")));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<BenchClient> BotAsync()
    {
        var bot = await _bench.StartAsync("@bot:a.example", "BOT");
        await bot.FollowAsync(_alice.User);
        return bot;
    }

    private ToDeviceEvent ShareAtZero(BenchClient bot)
    {
        var content = HandMadeDevice.RoomKey(Room, _session);
        content["session_key"] = UnpaddedBase64.Encode(_keyAtZero);
        return _alice.Encrypt(bot, _alice.Payload(bot, "m.room_key", content));
    }

    private byte[] ExportedAtZero()
    {
        Assert.True(MegolmInboundSession.TryCreate(_keyAtZero, out var inbound, out _));
        using (inbound) return inbound.ExportAt(0)!;
    }

    private Task<(bool IsNew, CryptoFailure Failure)> RestoreAsync(BenchClient bot, byte[] export) => bot.StepAsync(async step =>
    {
        Assert.True(MegolmInboundSession.TryImport(export, out var session, out _));
        using (session)
        {
            var record = new InboundSessionRecord(Room, _session.SessionId)
            {
                State = session.Export(), SenderKey = _alice.Curve25519, Source = SessionSource.Backup, FirstKnownIndex = session.FirstKnownIndex,
            };
            return await InboundSessions.AddAsync(step, record, session, Cancel);
        }
    });

    private ValueTask<InboundSessionRecord?> RecordAsync(BenchClient bot) => bot.Store.InboundSessionAsync(Room, _session.SessionId, Cancel);
}
