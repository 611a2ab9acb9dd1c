using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace RupnBot.Crypto.Tests.Machine.Sending;

/// <summary>One-time keys of others: verified, partly missing, tried again later (specification, "POST /keys/claim").</summary>
public sealed class ClaimTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
    private readonly KeyServer _server = new();
    private Party _bot = null!;
    private Party _ada = null!;
    private Party _eve = null!;
    private RoomEncryption _salon = null!;

    public async ValueTask InitializeAsync()
    {
        _bot = await Party.StartAsync(_server, _clock, "@bot:tchap.test");
        _ada = await Party.StartAsync(_server, _clock, "@ada:tchap.test");
        _eve = await Party.StartAsync(_server, _clock, "@eve:ailleurs.test");
        _salon = SharingTests.Salon(_bot, _ada, _eve);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public static TheoryData<string> Forgeries => ["unsigned", "signed by another", "signed for another", "another name", "another algorithm", "a point of low order", "no key", "a number"];

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task A_key_that_its_device_did_not_sign_is_refused_and_the_others_go_on(string forgery)
    {
        _server.DropOneTimeKeys(_ada.User, _ada.Device);
        using var stranger = Ed25519SecretKey.Generate();
        using var own = Curve25519SecretKey.Generate();
        var key = new JsonObject { ["key"] = own.PublicKey.ToString() };
        var signing = await SigningKeyAsync(_ada);
        var (id, forged) = forgery switch
        {
            "unsigned" => ("signed_curve25519:AAAA", (JsonNode)key),
            "signed by another" => ("signed_curve25519:AAAA", SignedJson.WithSignature(key, _ada.User, "ed25519:DEVICE", stranger)),
            "signed for another" => ("signed_curve25519:AAAA", SignedJson.WithSignature(key, _eve.User, "ed25519:DEVICE", signing)),
            "another name" => ("signed_curve25519:AAAA", SignedJson.WithSignature(key, _ada.User, "ed25519:PHONE", signing)),
            "another algorithm" => ("curve25519:AAAA", SignedJson.WithSignature(key, _ada.User, "ed25519:DEVICE", signing)),
            "a point of low order" => ("signed_curve25519:AAAA", SignedJson.WithSignature(new JsonObject { ["key"] = new string('A', 43) }, _ada.User, "ed25519:DEVICE", signing)),
            "no key" => ("signed_curve25519:AAAA", SignedJson.WithSignature([], _ada.User, "ed25519:DEVICE", signing)),
            _ => ("signed_curve25519:AAAA", JsonValue.Create(7)),
        };
        _server.AddOneTimeKey(_ada.User, _ada.Device, id, forged);

        await _bot.PrepareAsync(_salon);
        var content = await _bot.EncryptAsync(_salon);
        await _eve.ReceiveAsync();
        var told = Assert.Single(_server.TakeInbox(_ada.User, _ada.Device));

        Assert.Equal("bonjour", await _eve.ReadAsync(_salon.Room, _bot.User, content!));
        Assert.Equal("UnknownSession", await _ada.ReadAsync(_salon.Room, _bot.User, content!));
        Assert.Equal(("m.room_key.withheld", "m.no_olm"), (told.Type, told.Content.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_fallback_key_serves_as_well()
    {
        _server.DropOneTimeKeys(_ada.User, _ada.Device);
        await _bot.PrepareAsync(_salon);
        var told = _ada.ReceiveAsync();
        Assert.Empty((await told).Refused);

        var fallback = _server.FallbackOf(_ada.User, _ada.Device);
        Assert.True(fallback.Key["fallback"]!.GetValue<bool>());
        _server.AddOneTimeKey(_ada.User, _ada.Device, fallback.Id, fallback.Key.DeepClone());
        _clock.Advance(TimeSpan.FromMinutes(5));
        await _bot.PrepareAsync(_salon);
        await _ada.ReceiveAsync();

        Assert.Equal("bonjour", await _ada.ReadAsync(_salon.Room, _bot.User, (await _bot.EncryptAsync(_salon))!));
    }

    [Fact]
    public async Task A_device_without_keys_keeps_no_room_silent_and_is_asked_again_more_and_more_rarely()
    {
        _server.DropOneTimeKeys(_eve.User, _eve.Device);
        await _bot.PrepareAsync(_salon);
        var asked = _server.Count(CryptoRequestKind.KeysClaim);
        Assert.NotNull(await _bot.EncryptAsync(_salon));
        Assert.Equal(0, await _bot.PrepareAsync(_salon));

        var waits = new List<TimeSpan>();
        for (var i = 0; i < 9; i++)
        {
            var start = _clock.GetUtcNow();
            while (_server.Count(CryptoRequestKind.KeysClaim) == asked)
            {
                _clock.Advance(TimeSpan.FromMinutes(5));
                await _bot.PrepareAsync(_salon);
            }

            asked++;
            waits.Add(_clock.GetUtcNow() - start);
        }

        Assert.Equal([5, 10, 20, 40, 80, 160, 320, 360, 360], waits.Select(wait => (int)wait.TotalMinutes));
    }

    [Fact]
    public async Task A_server_that_is_down_keeps_no_room_silent_and_its_users_get_the_key_later()
    {
        _server.Down.Add("ailleurs.test");
        await _bot.PrepareAsync(_salon);
        Assert.NotNull(await _bot.EncryptAsync(_salon));

        _server.Down.Clear();
        Assert.Equal(0, await _bot.PrepareAsync(_salon));
        _clock.Advance(TimeSpan.FromMinutes(1));
        await _bot.PrepareAsync(_salon);
        await _eve.ReceiveAsync();

        Assert.Equal("bonjour", await _eve.ReadAsync(_salon.Room, _bot.User, (await _bot.EncryptAsync(_salon))!));
    }

    [Fact]
    public async Task A_device_that_wrote_first_needs_no_claim()
    {
        _server.DropOneTimeKeys(_ada.User, _ada.Device);
        await _ada.PrepareAsync(SharingTests.Salon(_bot, _ada));
        await _bot.PrepareAsync(SharingTests.Salon(_bot));
        await _bot.ReceiveAsync();

        await _bot.PrepareAsync(SharingTests.Salon(_bot, _ada));
        await _ada.ReceiveAsync();

        Assert.Equal("bonjour", await _ada.ReadAsync(_salon.Room, _bot.User, (await _bot.EncryptAsync(SharingTests.Salon(_bot, _ada)))!));
    }

    private static async Task<Ed25519SecretKey> SigningKeyAsync(Party party)
    {
        using var step = new CryptoStep(party.Store);
        var account = await party.Machine.OpenAccountAsync(step, TestContext.Current.CancellationToken);
        var seed = new byte[32];
        account.Signing.Export(seed);
        return Ed25519SecretKey.FromSeed(seed);
    }
}
