using RupnBot.Crypto.Tests.Bench;
using RupnBot.Matrix;

namespace RupnBot.Crypto.Tests.Machine;

/// <summary>How far the sender of a message is known.</summary>
public sealed class TrustTests : IDisposable
{
    private static readonly RoomId Room = new("!room:a.example");
    private readonly BenchServer _bench = new();
    private readonly MegolmOutboundSession _session = MegolmOutboundSession.Create();
    private readonly HandMadeDevice _alice;
    private readonly HandMadeIdentity _identity;
    private int _said;

    public TrustTests()
    {
        _alice = new HandMadeDevice(_bench, "@alice:a.example", "ALICE");
        _identity = new HandMadeIdentity(_bench, _alice.User);
        _identity.Publish();
        _alice.Publish(_identity.Sign(_alice.Keys));
    }

    public void Dispose() => _session.Dispose();

    [Fact]
    public async Task A_device_its_owner_signed_is_known_as_such()
    {
        var bot = await BotAsync();
        Assert.Equal(SenderTrust.CrossSigned, await TrustAsync(bot));
        var user = await bot.KnownUserAsync(_alice.User);
        Assert.Equal((_identity.Master.PublicKey.ToString(), _identity.SelfSigning.PublicKey.ToString()), (user!.MasterKey, user.SelfSigningKey));
        Assert.Equal(user.MasterKey, user.PinnedMasterKey);
    }

    [Fact]
    public async Task Another_identity_is_told_until_an_administrator_agrees()
    {
        var bot = await BotAsync();
        await TakeOverAsync(bot);
        Assert.True((await bot.KnownUserAsync(_alice.User))!.IsIdentityChanged);
        Assert.Equal(SenderTrust.IdentityChanged, await TrustAsync(bot));

        Assert.True(await bot.StepAsync(step => CryptoMachine.AcceptIdentityAsync(step, _alice.User, Cancel)));
        Assert.Equal(SenderTrust.CrossSigned, await TrustAsync(bot));
        Assert.False(await bot.StepAsync(step => CryptoMachine.AcceptIdentityAsync(step, new UserId("@nobody:a.example"), Cancel)));
    }

    [Fact]
    public async Task An_identity_that_disappears_has_changed_too()
    {
        // Else a server would only have to hide the identity, and an unsigned device would do.
        var bot = await BotAsync();
        _bench.Identities.Clear();
        await ChangedAsync(bot);
        Assert.Equal(SenderTrust.IdentityChanged, await TrustAsync(bot));
    }

    [Fact]
    public async Task Who_leaves_and_comes_back_with_another_identity_has_changed_it()
    {
        var bot = await BotAsync();
        await bot.StepAsync(step => bot.Machine.ReceiveAsync(step, new EncryptionSync { LeftUsers = [_alice.User] }, Cancel));
        Assert.Null(await bot.KnownUserAsync(_alice.User));
        await bot.FollowAsync(_alice.User);
        Assert.False((await bot.KnownUserAsync(_alice.User))!.IsIdentityChanged);

        await bot.StepAsync(step => bot.Machine.UntrackAsync(step, [_alice.User], Cancel));
        new HandMadeIdentity(_bench, _alice.User).Publish();
        await bot.FollowAsync(_alice.User);
        Assert.True((await bot.KnownUserAsync(_alice.User))!.IsIdentityChanged);
    }

    [Fact]
    public async Task A_self_signing_key_that_the_master_key_did_not_sign_signs_nothing()
    {
        var other = new HandMadeIdentity(new BenchServer(), _alice.User);
        _bench.Identities[("self_signing_keys", _alice.User)] =
            SignedJson.WithSignature(other.Key("self_signing", other.SelfSigning), _alice.User, $"ed25519:{_identity.Master.PublicKey}", other.Master);
        _alice.Publish(other.Sign(_alice.Keys));
        var bot = await BotAsync();
        Assert.Null((await bot.KnownUserAsync(_alice.User))!.SelfSigningKey);
        Assert.Equal(SenderTrust.UnsignedDevice, await TrustAsync(bot));
    }

    [Fact]
    public async Task Keys_of_another_user_are_no_identity()
    {
        var mallory = new HandMadeIdentity(_bench, new UserId("@mallory:a.example"));
        _bench.Identities[("master_keys", _alice.User)] = mallory.Key("master", mallory.Master);
        var bot = await BotAsync();
        Assert.Null((await bot.KnownUserAsync(_alice.User))!.MasterKey);
    }

    [Fact]
    public async Task A_device_that_is_distrusted_proves_nothing_and_one_that_is_gone_is_unknown()
    {
        var bot = await BotAsync();
        await bot.StepAsync(step => bot.Machine.DistrustAsync(step, _alice.User, _alice.Device, Cancel));
        Assert.Equal(SenderTrust.Unauthenticated, await TrustAsync(bot));
        _bench.Remove(_alice.User, _alice.Device);
        await ChangedAsync(bot, isRemoved: true);
        Assert.Equal(SenderTrust.UnknownDevice, await TrustAsync(bot));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<BenchClient> BotAsync()
    {
        var bot = await _bench.StartAsync("@bot:a.example", "BOT");
        await bot.FollowAsync(_alice.User);
        Assert.Empty((await bot.ReceiveAsync(_alice.Share(bot, Room, _session))).Refused);
        return bot;
    }

    private async Task TakeOverAsync(BenchClient bot)
    {
        var other = new HandMadeIdentity(_bench, _alice.User);
        other.Publish();
        _alice.Publish(other.Sign(_alice.Keys));
        await ChangedAsync(bot);
    }

    private async Task ChangedAsync(BenchClient bot, bool isRemoved = false)
    {
        if (!isRemoved) _bench.TellChanged(_alice.User);
        await bot.SyncAsync();
        await bot.QueryAsync();
    }

    private async Task<SenderTrust> TrustAsync(BenchClient bot) =>
        Assert.IsType<RoomDecryption.Read>(await bot.ReadAsync(Room, _alice.Say(Room, _session, "oui", $"${++_said}"))).Trust;
}
