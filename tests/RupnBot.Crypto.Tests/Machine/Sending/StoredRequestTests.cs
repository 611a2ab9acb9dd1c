using System.Text;
using Microsoft.Extensions.Time.Testing;
using RupnBot.Matrix;

namespace RupnBot.Crypto.Tests.Machine.Sending;

/// <summary>To-device requests are kept until taken: the same bytes again, smaller when they are too large, given up only one by one.</summary>
public sealed class StoredRequestTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
    private readonly KeyServer _server = new();
    private readonly List<Party> _colleagues = [];
    private Party _bot = null!;
    private RoomEncryption _salon = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _bot = await Party.StartAsync(_server, _clock, "@bot:tchap.test");
        for (var i = 0; i < 12; i++) _colleagues.Add(await Party.StartAsync(_server, _clock, $"@c{i:D2}:tchap.test"));
        _salon = SharingTests.Salon([_bot, .. _colleagues]);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_request_that_was_stored_and_not_sent_is_made_again_with_the_same_bytes()
    {
        var made = await SharesAsync();
        _bot.Restart();

        var again = await _bot.AskAsync(_salon);
        var pending = await _bot.SaveAsync(step => _bot.Machine.PendingAsync(step, Ct));

        Assert.Equal(Wire(made), Wire(again.Requests));
        Assert.Equal(Wire(made), Wire(pending.Where(request => request.Kind == CryptoRequestKind.ToDevice)));
        Assert.Empty(again.Ready);
    }

    [Fact]
    public async Task A_step_that_was_not_saved_leaves_nothing()
    {
        await SharesAsync(isSaved: false);

        Assert.Empty(await _bot.Store.ToDeviceAsync(10, Ct));
        Assert.Empty(await _bot.Store.OutboundSessionsAsync([_salon.Room], Ct));
        await _bot.PrepareAsync(_salon);
        await EveryoneReadsAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(401)]
    public async Task Whatever_passes_changes_nothing(int status)
    {
        var made = await SharesAsync();

        Assert.True(await _bot.SaveAsync(step => _bot.Machine.MarkFailedAsync(step, made[0], status, null, Ct)));
        Assert.Equal(Wire(made), Wire((await _bot.AskAsync(_salon)).Requests));
    }

    [Fact]
    public async Task Requests_are_halved_until_the_server_takes_them_and_stay_small()
    {
        _server.Refuse = request => request is { Kind: CryptoRequestKind.ToDevice, Targets: > 3 } ? 413 : null;
        await _bot.PrepareAsync(_salon);
        Assert.Equal([12, 6, 3, 3, 3, 3], Sizes());

        _server.Requests.Clear();
        await _bot.SaveAsync(step => _bot.Machine.InvalidateAsync(step, _salon.Room, Ct));
        await _bot.PrepareAsync(_salon);

        Assert.Equal([3, 3, 3, 3], Sizes());
        await EveryoneReadsAsync();
    }

    [Fact]
    public async Task A_limit_that_was_lowered_is_tried_again_after_a_week()
    {
        _server.Refuse = request => request is { Kind: CryptoRequestKind.ToDevice, Targets: > 6 } ? 413 : null;
        await _bot.PrepareAsync(_salon);
        _server.Refuse = _ => null;
        _server.Requests.Clear();

        _clock.Advance(TimeSpan.FromDays(7));
        await _bot.PrepareAsync(_salon);

        Assert.Equal([12], Sizes());
    }

    [Fact]
    public async Task The_one_message_a_server_refuses_does_not_keep_the_others_from_theirs()
    {
        var poison = _colleagues[7];
        _server.Refuse = request => request.Kind == CryptoRequestKind.ToDevice && Encoding.UTF8.GetString(request.Body.Span).Contains(poison.User.Value, StringComparison.Ordinal) ? 400 : null;
        await _bot.PrepareAsync(_salon);
        Assert.Equal(0, await _bot.PrepareAsync(_salon));
        _colleagues.Remove(poison);
        await EveryoneReadsAsync();

        _server.Refuse = _ => null;
        _clock.Advance(TimeSpan.FromMinutes(5));
        await _bot.PrepareAsync(_salon);
        _colleagues.Add(poison);
        await EveryoneReadsAsync();
    }

    [Fact]
    public async Task A_key_counts_as_shared_once_the_server_has_taken_it()
    {
        var made = await SharesAsync();
        var session = (await _bot.Store.OutboundSessionsAsync([_salon.Room], Ct))[_salon.Room];
        Assert.All((await _bot.Store.SharesAsync([session.SessionId], Ct))[session.SessionId], share => Assert.Equal(KeyShareState.Pending, share.State));
        Assert.Null(await _bot.EncryptAsync(_salon));

        await _bot.SendAsync(made);
        Assert.All((await _bot.Store.SharesAsync([session.SessionId], Ct))[session.SessionId], share => Assert.Equal((KeyShareState.Shared, null), (share.State, share.RequestId)));
        Assert.Empty(await _bot.Store.ToDeviceAsync(10, Ct));
        Assert.True(await _bot.SaveAsync(step => _bot.Machine.IsReadyAsync(step, _salon, Ct)));
    }

    [Fact]
    public async Task A_device_in_many_rooms_reads_its_keys_in_the_order_they_were_encrypted()
    {
        // Olm keeps 40 skipped keys: sixty rooms in an order of chance would lose some.
        var rooms = Enumerable.Range(0, 60).Select(i => _salon with { Room = new RoomId($"!salon{i:D2}:tchap.test"), Members = [_bot.User, _colleagues[0].User, _colleagues[1 + (i % 11)].User] }).ToArray();
        await _bot.PrepareAsync(rooms);

        Assert.Equal(60, Sizes().Length);
        Assert.Empty((await _colleagues[0].ReceiveAsync()).Refused);
        foreach (var room in rooms) Assert.Equal("bonjour", await _colleagues[0].ReadAsync(room.Room, _bot.User, (await _bot.EncryptAsync(room))!));
    }

    private async Task<IReadOnlyList<CryptoRequest>> SharesAsync(bool isSaved = true)
    {
        await _bot.SendAsync((await _bot.AskAsync(_salon)).Requests);
        await _bot.SendAsync((await _bot.AskAsync(_salon)).Requests);
        using var step = new CryptoStep(_bot.Store);
        var preparation = await _bot.Machine.PrepareAsync(step, [_salon], Ct);
        if (isSaved) await step.SaveAsync(Ct);
        Assert.All(preparation.Requests, request => Assert.Equal(CryptoRequestKind.ToDevice, request.Kind));
        Assert.NotEmpty(preparation.Requests);
        return preparation.Requests;
    }

    private int[] Sizes() => [.. _server.Requests.Where(request => request.Kind == CryptoRequestKind.ToDevice).Select(request => request.Targets)];

    private static IEnumerable<string> Wire(IEnumerable<CryptoRequest> requests) => requests.Select(request => request.Path + " " + Encoding.UTF8.GetString(request.Body.Span));

    private async Task EveryoneReadsAsync()
    {
        var content = await _bot.EncryptAsync(_salon);
        foreach (var colleague in _colleagues)
        {
            Assert.Empty((await colleague.ReceiveAsync()).Refused);
            Assert.Equal("bonjour", await colleague.ReadAsync(_salon.Room, _bot.User, content!));
        }
    }
}
