using Microsoft.Extensions.Time.Testing;

namespace RupnBot.Crypto.Tests.Machine.Sending;

/// <summary>When a room's session is replaced, and when it is not (specification, "m.room.encryption").</summary>
public sealed class RotationTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
    private readonly KeyServer _server = new();
    private Party _bot = null!;
    private Party _ada = null!;
    private RoomEncryption _salon = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _bot = await Party.StartAsync(_server, _clock, "@bot:tchap.test");
        _ada = await Party.StartAsync(_server, _clock, "@ada:tchap.test");
        _salon = SharingTests.Salon(_bot, _ada);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task After_a_hundred_messages()
    {
        await _bot.PrepareAsync(_salon);
        for (var i = 0; i < 100; i++) Assert.NotNull(await _bot.EncryptAsync(_salon));

        Assert.Null(await _bot.EncryptAsync(_salon));
    }

    [Fact]
    public async Task After_a_week()
    {
        await _bot.PrepareAsync(_salon);
        _clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await _bot.EncryptAsync(_salon));
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await _bot.EncryptAsync(_salon));
    }

    [Fact]
    public async Task Ahead_when_idle_in_its_last_tenth()
    {
        await _bot.PrepareAsync(_salon);
        var first = await _bot.EncryptAsync(_salon);
        for (var i = 0; i < 88; i++) await _bot.EncryptAsync(_salon);
        Assert.Equal(0, await _bot.PrepareAsync(_salon));
        await _bot.EncryptAsync(_salon);

        Assert.Equal(1, await _bot.PrepareAsync(_salon));
        Assert.NotEqual(SharingTests.SessionOf(first!), SharingTests.SessionOf((await _bot.EncryptAsync(_salon))!));
    }

    [Fact]
    public async Task Sooner_when_the_room_asks_for_it()
    {
        var salon = _salon with { RotationMessages = 2, RotationPeriod = TimeSpan.FromDays(1) };
        await _bot.PrepareAsync(salon);
        await _bot.EncryptAsync(salon);
        await _bot.EncryptAsync(salon);
        Assert.Null(await _bot.EncryptAsync(salon));

        await _bot.PrepareAsync(salon);
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Null(await _bot.EncryptAsync(salon));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-5, 1)]
    [InlineData(int.MaxValue, 1000)]
    public void Not_more_often_and_not_more_rarely_than_is_sensible_by_number(int asked, int used)
    {
        var room = _salon with { RotationMessages = asked };

        Assert.False(RotationRule.IsOver(Session(used - 1), room, _clock.GetUtcNow(), isAhead: false));
        Assert.True(RotationRule.IsOver(Session(used), room, _clock.GetUtcNow(), isAhead: false));
    }

    [Fact]
    public void Not_more_often_and_not_more_rarely_than_is_sensible_by_age()
    {
        var now = _clock.GetUtcNow();
        var hasty = _salon with { RotationPeriod = TimeSpan.FromSeconds(-1) };
        var lazy = _salon with { RotationPeriod = TimeSpan.MaxValue };

        Assert.False(RotationRule.IsOver(Session(0), hasty, now + TimeSpan.FromMinutes(59), isAhead: false));
        Assert.True(RotationRule.IsOver(Session(0), hasty, now + TimeSpan.FromHours(1), isAhead: false));
        Assert.False(RotationRule.IsOver(Session(0), lazy, now + TimeSpan.FromDays(27), isAhead: false));
        Assert.True(RotationRule.IsOver(Session(0), lazy, now + TimeSpan.FromDays(28), isAhead: false));
    }

    [Fact]
    public Task When_a_member_left() => RotatesAsync(() => _bot.SaveAsync(step => _bot.Machine.InvalidateAsync(step, _salon.Room, Ct)));

    [Fact]
    public Task When_the_history_became_visible_to_others() => RotatesAsync(() =>
    {
        _salon = _salon with { HistoryVisibility = "shared" };
        return Task.CompletedTask;
    });

    [Fact]
    public async Task When_a_device_was_removed()
    {
        var phone = await Party.StartAsync(_server, _clock, "@ada:tchap.test", "PHONE");
        await RotatesAsync(() =>
        {
            _server.Remove(phone.User, phone.Device);
            return _bot.SaveAsync(step => _bot.Machine.ReceiveAsync(step, new EncryptionSync { ChangedUsers = [_ada.User] }, Ct));
        });
    }

    [Fact]
    public async Task When_a_device_is_distrusted()
    {
        var phone = await Party.StartAsync(_server, _clock, "@ada:tchap.test", "PHONE");
        await RotatesAsync(() => _bot.SaveAsync(step => _bot.Machine.DistrustAsync(step, phone.User, phone.Device, Ct)));
    }

    [Fact]
    public Task Not_on_a_restart() => StaysAsync(() =>
    {
        _bot.Restart();
        return Task.CompletedTask;
    });

    [Fact]
    public Task Not_when_somebody_joins() => StaysAsync(async () =>
    {
        var eve = await Party.StartAsync(_server, _clock, "@eve:tchap.test");
        _salon = SharingTests.Salon(_bot, _ada, eve);
    });

    [Fact]
    public Task Not_when_a_device_is_renamed_or_signs_in() => StaysAsync(async () =>
    {
        await Party.StartAsync(_server, _clock, "@ada:tchap.test", "PHONE");
        await _bot.SaveAsync(step => _bot.Machine.ReceiveAsync(step, new EncryptionSync { ChangedUsers = [_ada.User] }, Ct));
    });

    private async Task RotatesAsync(Func<Task> what) => Assert.NotEqual(await SessionAsync(), await SessionAfterAsync(what));

    private async Task StaysAsync(Func<Task> what) => Assert.Equal(await SessionAsync(), await SessionAfterAsync(what));

    private async Task<string> SessionAsync()
    {
        await _bot.PrepareAsync(_salon);
        return SharingTests.SessionOf((await _bot.EncryptAsync(_salon))!);
    }

    private async Task<string> SessionAfterAsync(Func<Task> what)
    {
        await what();
        return await SessionAsync();
    }

    private OutboundSessionRecord Session(int messages) => new(_salon.Room, "session") { State = [], CreatedAt = _clock.GetUtcNow(), Messages = messages };
}
