using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using RupnBot.Crypto.Tests.Bench;
using RupnBot.Matrix;

namespace RupnBot.Crypto.Tests.Machine;

/// <summary>The own device's keys: made once, published until the server has them, renewed as they are used.</summary>
public sealed class OwnKeysTests
{
    private static readonly DeviceId Device = new("BOT");
    private readonly BenchServer _bench = new();
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task The_first_upload_holds_signed_device_keys_fifty_one_time_keys_and_a_fallback_key()
    {
        var bot = await BotAsync();
        var request = Assert.Single(_bench.Requests);
        Assert.Equal((CryptoRequestKind.KeysUpload, HttpMethod.Post, "/_matrix/client/v3/keys/upload"), (request.Kind, request.Method, request.Path));
        using var body = JsonDocument.Parse(request.Body);
        var (curve, ed) = await bot.KeysAsync();
        Assert.True(Ed25519PublicKey.TryParse(ed, out var signing));

        var device = body.RootElement.GetProperty("device_keys");
        Assert.True(SignedJson.Verify(device, bot.User, "ed25519:BOT", signing));
        Assert.Equal(curve, device.GetProperty("keys").GetProperty("curve25519:BOT").GetString());
        Assert.Equal([CryptoMachine.OlmAlgorithm, CryptoMachine.MegolmAlgorithm], device.GetProperty("algorithms").EnumerateArray().Select(name => name.GetString()));
        var keys = body.RootElement.GetProperty("one_time_keys").EnumerateObject().ToList();
        Assert.Equal(50, keys.Select(key => key.Name).Distinct().Count());
        Assert.All(keys, key => Assert.StartsWith("signed_curve25519:", key.Name, StringComparison.Ordinal));
        Assert.All(keys, key => Assert.True(SignedJson.Verify(key.Value, bot.User, "ed25519:BOT", signing)));
        var fallback = Assert.Single(body.RootElement.GetProperty("fallback_keys").EnumerateObject()).Value;
        Assert.True(fallback.GetProperty("fallback").GetBoolean());
        Assert.True(SignedJson.Verify(fallback, bot.User, "ed25519:BOT", signing));
    }

    [Fact]
    public async Task The_same_keys_are_published_until_the_server_has_them_and_then_none()
    {
        _bench.Interfere = _ => BenchAnswer.Ok(new JsonObject { ["one_time_key_counts"] = new JsonObject { ["signed_curve25519"] = 50 } });
        var bot = new BenchClient(_bench, new UserId("@bot:a.example"), Device, _time);
        await bot.StepAsync(step => bot.Machine.EnsureAccountAsync(step, Cancel));
        var first = await UploadAsync(bot);
        var again = await UploadAsync(bot);
        Assert.Equal(first!.Body.ToArray(), again!.Body.ToArray());

        await bot.DoAsync(again);
        Assert.Null(await UploadAsync(bot));
    }

    [Theory]
    [InlineData(50, null)]
    [InlineData(40, null)]
    [InlineData(39, 11)]
    [InlineData(0, 50)]
    [InlineData(-5, 50)]
    public async Task One_time_keys_are_filled_up_when_the_server_tells_that_few_are_left(int left, int? made)
    {
        var bot = await BotAsync();
        await SyncAsync(bot, new EncryptionSync { OneTimeKeyCounts = new Dictionary<string, int> { ["signed_curve25519"] = left } });
        Assert.Equal(made, (await UploadAsync(bot))?.Targets);
    }

    [Fact]
    public async Task A_count_that_is_missing_is_zero_and_one_that_was_not_told_is_not()
    {
        var bot = await BotAsync();
        await SyncAsync(bot, new EncryptionSync());
        Assert.Null(await UploadAsync(bot));
        await SyncAsync(bot, new EncryptionSync { OneTimeKeyCounts = new Dictionary<string, int> { ["curve25519"] = 50 } });
        Assert.Equal(50, (await UploadAsync(bot))!.Targets);

        // Nothing new while these wait, whatever is told.
        await SyncAsync(bot, new EncryptionSync { OneTimeKeyCounts = new Dictionary<string, int> { ["signed_curve25519"] = 20 } });
        Assert.Equal(50, (await UploadAsync(bot))!.Targets);
    }

    [Fact]
    public async Task A_server_that_tells_of_no_keys_after_an_upload_is_not_given_keys_without_end()
    {
        _bench.Interfere = _ => BenchAnswer.Ok([]);
        var bot = await BotAsync();
        Assert.Null(await UploadAsync(bot));
    }

    [Fact]
    public async Task A_used_fallback_key_is_replaced_and_two_are_kept()
    {
        var bot = await BotAsync();
        var first = await FallbackAsync(bot);
        var used = new EncryptionSync { UnusedFallbackKeys = [] };

        // A sync that was under way when the key was published tells of the one before.
        await SyncAsync(bot, used);
        Assert.Equal(first, await FallbackAsync(bot));
        _time.Advance(TimeSpan.FromMinutes(6));
        await SyncAsync(bot, new EncryptionSync { UnusedFallbackKeys = ["signed_curve25519"] });
        Assert.Equal(first, await FallbackAsync(bot));

        await SyncAsync(bot, used);
        var second = await FallbackAsync(bot);
        Assert.NotEqual(first, second);
        _time.Advance(TimeSpan.FromMinutes(6));
        await SyncAsync(bot, used);
        Assert.Equal(second, await FallbackAsync(bot));
        await bot.UploadKeysAsync();
        await SyncAsync(bot, used);
        Assert.NotEqual(second, await FallbackAsync(bot));
        await bot.StepAsync(async step =>
        {
            var account = await bot.Machine.OpenAccountAsync(step, Cancel);
            Assert.Null(account.FindSecret(first));
            using var previous = account.FindSecret(second);
            Assert.NotNull(previous);
        });
    }

    [Fact]
    public async Task The_keys_the_server_has_are_compared_with_the_own_ones()
    {
        var bot = await BotAsync();
        Assert.Equal(DeviceKeyCheck.Match, await CheckAsync(bot));
        var keys = _bench.Device(bot.User, Device).Keys!;
        _bench.Device(bot.User, Device).Keys = new HandMadeDevice(new BenchServer(), "@bot:a.example", "BOT").Keys;
        Assert.Equal(DeviceKeyCheck.Mismatch, await CheckAsync(bot));

        var unsigned = keys.DeepClone().AsObject();
        unsigned.Remove("signatures");
        _bench.Device(bot.User, Device).Keys = unsigned;
        Assert.Equal(DeviceKeyCheck.Mismatch, await CheckAsync(bot));
        Assert.Null(await UploadAsync(bot));

        _bench.Device(bot.User, Device).Keys = null;
        Assert.Equal(DeviceKeyCheck.Absent, await CheckAsync(bot));
        await bot.UploadKeysAsync();
        Assert.Equal(DeviceKeyCheck.Match, await CheckAsync(bot));
    }

    [Fact]
    public async Task A_store_of_another_device_is_refused()
    {
        var bot = await BotAsync();
        var other = new BenchClient(_bench, bot.User, new DeviceId("OTHER"), _time) { Store = bot.Store };
        await Assert.ThrowsAsync<InvalidOperationException>(other.StartAsync);
        var none = new BenchClient(_bench, bot.User, Device, _time);
        await Assert.ThrowsAsync<InvalidOperationException>(none.KeysAsync);
    }

    [Fact]
    public void The_stored_account_is_read_back_and_nothing_else_is()
    {
        using var account = OlmAccount.Create(_time.GetUtcNow());
        account.AddOneTimeKeys(3);
        account.MarkPublished([account.OneTimeKeys[1].Id]);
        account.RotateFallback(_time.GetUtcNow());
        var state = account.Export();
        using (var read = OlmAccount.Import(state)) Assert.Equal(state, read.Export());
        for (var length = 0; length < state.Length; length++) Assert.Throws<FormatException>(() => OlmAccount.Import(state.AsSpan(0, length)));
        Assert.Throws<FormatException>(() => OlmAccount.Import([.. state, 0]));
        Assert.Throws<FormatException>(() => OlmAccount.Import([2, .. state.AsSpan(1)]));
    }

    [Fact]
    public void One_time_keys_that_nobody_used_go_when_there_are_too_many()
    {
        using var account = OlmAccount.Create(_time.GetUtcNow());
        account.AddOneTimeKeys(1);
        var oldest = account.OneTimeKeys[0].Public;
        account.AddOneTimeKeys(OlmAccount.MaximumOneTimeKeys);
        Assert.Equal(OlmAccount.MaximumOneTimeKeys, account.OneTimeKeys.Count);
        Assert.Null(account.FindSecret(oldest));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Task<BenchClient> BotAsync() => _bench.StartAsync("@bot:a.example", Device.Value, _time);

    private static Task<CryptoRequest?> UploadAsync(BenchClient bot) => bot.StepAsync(step => bot.Machine.KeysUploadAsync(step, Cancel));

    private static Task SyncAsync(BenchClient bot, EncryptionSync sync) => bot.StepAsync(step => bot.Machine.ReceiveAsync(step, sync, Cancel));

    private static Task<Curve25519PublicKey> FallbackAsync(BenchClient bot) => bot.StepAsync(async step => (await bot.Machine.OpenAccountAsync(step, Cancel)).Fallback!.Public);

    private Task<DeviceKeyCheck> CheckAsync(BenchClient bot) =>
        bot.StepAsync(step => bot.Machine.CheckOwnDeviceAsync(step, _bench.Answer(bot.User, Device, bot.Machine.OwnDeviceQuery()).Body, Cancel));
}
