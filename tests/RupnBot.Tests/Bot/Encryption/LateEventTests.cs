using RupnBot.Crypto;
using RupnBot.Matrix;
using RupnBot.Tests.Bench;
using RupnBot.Tests.Polls.Life;

namespace RupnBot.Tests.Bot.Encryption;

/// <summary>Events whose key comes after them: handled by their own timestamps, and a command only while it is young.</summary>
public sealed class LateEventTests : IAsyncLifetime
{
    private readonly MegolmOutboundSession _session = MegolmOutboundSession.Create();
    private readonly MegolmOutboundSession _late = MegolmOutboundSession.Create();
    private EncryptedBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await EncryptedBench.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _bench.DisposeAsync();
        _session.Dispose();
        _late.Dispose();
    }

    [Fact]
    public async Task A_command_in_cipher_is_executed_and_one_in_clear_is_not_believed()
    {
        await _bench.ShareAsync(_bench.Anne, _session);
        await _bench.SayAsync(_bench.Anne, _session, "!statut");
        Assert.Contains("État", Assert.Single(await BodiesAsync()), StringComparison.Ordinal);

        await _bench.Bot.SyncAsync(new RoomBuilder(EncryptedBench.Salon).Says(_bench.Anne.User.Value, "!statut", _bench.Now.AddSeconds(1)));
        Assert.Single(await BodiesAsync());
    }

    [Fact]
    public async Task A_command_that_becomes_readable_within_the_hour_is_executed_once()
    {
        var key = _bench.Key(_bench.Anne, _session);
        await _bench.SayAsync(_bench.Anne, _session, "!statut");
        Assert.Empty(await BodiesAsync());
        _bench.Bot.Time.Advance(TimeSpan.FromMinutes(59));

        await _bench.ReceiveAsync(key);
        await _bench.ShareAsync(_bench.Anne, _session);

        Assert.Contains("État", Assert.Single(await BodiesAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_becomes_readable_later_is_asked_for_again()
    {
        var key = _bench.Key(_bench.Anne, _session);
        await _bench.SayAsync(_bench.Anne, _session, "!statut");
        _bench.Bot.Time.Advance(TimeSpan.FromMinutes(61));

        await _bench.ReceiveAsync(key);

        Assert.Contains("renvoyez-la", Assert.Single(await BodiesAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_its_author_removes_before_its_key_comes_is_not_executed()
    {
        var key = _bench.Key(_bench.Anne, _session);
        await _bench.SayAsync(_bench.Anne, _session, "!statut");
        await _bench.Bot.SyncAsync(_bench.Removes(new RoomBuilder(EncryptedBench.Salon), _bench.Anne, "$said1"));

        await _bench.ReceiveAsync(key);

        Assert.Empty(await BodiesAsync());
    }

    [Fact]
    public async Task A_command_removed_in_the_answer_that_brings_its_key_is_not_executed()
    {
        var key = _bench.Key(_bench.Anne, _session);
        await _bench.SayAsync(_bench.Anne, _session, "!statut");
        var salon = _bench.Removes(new RoomBuilder(EncryptedBench.Salon), _bench.Anne, "$said1");

        await _bench.Bot.SyncAsync(EncryptedBench.SyncWith(key) with { Rooms = SyncRooms.None with { Join = new Dictionary<RoomId, JoinedRoom> { [salon.Id] = salon.Build() } } });

        Assert.Empty(await BodiesAsync());
    }

    [Fact]
    public async Task A_removal_in_another_salon_takes_no_waiting_command_away()
    {
        var other = _bench.Encrypted(RoomBuilder.Joined("!other:rupn.test", "Labo", _bench.Karim.User.Value));
        var key = _bench.Key(_bench.Anne, _session);
        await _bench.SayAsync(_bench.Anne, _session, "!statut");
        await _bench.Bot.SyncAsync(_bench.Removes(other, _bench.Karim, "$said1"));

        await _bench.ReceiveAsync(key);

        Assert.Contains("État", Assert.Single(await BodiesAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_comes_after_a_restart_finds_what_waits_for_it()
    {
        var key = _bench.Key(_bench.Anne, _session);
        await _bench.SayAsync(_bench.Anne, _session, "!statut");
        await using var again = await _bench.Bot.RestartAsync();

        await again.SyncAsync(EncryptedBench.SyncWith(key));

        Assert.Contains("État", Assert.Single(await again.BodiesAsync(EncryptedBench.Salon)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_said_before_the_bot_came_is_no_command_whenever_it_becomes_readable()
    {
        await using var bench = await EncryptedBench.StartAsync(isJoined: false);
        var key = bench.Key(bench.Anne, _session);
        await bench.Bot.SyncAsync(
            new SyncResponse("s1") { Rooms = SyncRooms.None with { Join = new Dictionary<RoomId, JoinedRoom> { [EncryptedBench.Salon] = bench.Says(bench.Joined(), bench.Anne, _session, "!statut").Build() } } },
            since: null);

        await bench.ReceiveAsync(key);
        Assert.Empty(await bench.Bot.BodiesAsync(EncryptedBench.Salon));

        await bench.SayAsync(bench.Anne, _session, "!statut");
        Assert.Single(await bench.Bot.BodiesAsync(EncryptedBench.Salon));
    }

    [Fact]
    public async Task A_vote_that_becomes_readable_late_counts_by_its_own_time()
    {
        var polls = await WithPollAsync();

        // Karim chooses Pix, then Tablettes; the key of the second comes first. Lise's vote is from after the end.
        var keyOfFirst = _bench.Key(_bench.Karim, _late);
        await VoteAsync(_bench.Karim, _late, "a2", _bench.Now);
        using var quick = MegolmOutboundSession.Create();
        await _bench.ShareAsync(_bench.Karim, quick);
        await VoteAsync(_bench.Karim, quick, "a1", _bench.Now.AddMinutes(1));
        _bench.Bot.Time.SetUtcNow(new DateTimeOffset(2026, 11, 27, 18, 0, 0, TimeSpan.FromHours(1)));
        await polls.RoundAsync();
        await _bench.EchoAsync((await polls.RowsAsync(EventTypes.PollEnd)).Last(), PollBench.End, PollBench.Start);
        using var tooLate = MegolmOutboundSession.Create();
        var keyOfLast = _bench.Key(_bench.Lise, tooLate);
        await VoteAsync(_bench.Lise, tooLate, "a2", _bench.Now.AddSeconds(1));
        _bench.Bot.Time.Advance(TimeSpan.FromSeconds(30));

        await _bench.ReceiveAsync(keyOfFirst);
        await _bench.ReceiveAsync(keyOfLast);
        Assert.Equal(3, await polls.BallotsAsync());
        await polls.ReadAsync();

        var result = await polls.ResultAsync();
        Assert.Contains("1 votant sur 3.", result, StringComparison.Ordinal);
        Assert.Contains("Tablettes\u00a0: 1 voix", result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vote_of_before_the_end_whose_key_comes_after_it_counts()
    {
        var polls = await WithPollAsync();
        var key = _bench.Key(_bench.Karim, _late);
        await VoteAsync(_bench.Karim, _late, "a2", _bench.Now);
        _bench.Bot.Time.SetUtcNow(new DateTimeOffset(2026, 11, 27, 18, 0, 0, TimeSpan.FromHours(1)));
        await polls.RoundAsync();
        await _bench.EchoAsync((await polls.RowsAsync(EventTypes.PollEnd)).Last(), PollBench.End, PollBench.Start);

        await _bench.ReceiveAsync(key);
        await polls.ReadAsync();

        Assert.Contains("Pix\u00a0: 1 voix", await polls.ResultAsync(), StringComparison.Ordinal);
    }

    private Task<List<string>> BodiesAsync() => _bench.Bot.BodiesAsync(EncryptedBench.Salon);

    private async Task<PollBench> WithPollAsync()
    {
        var polls = PollBench.On(_bench.Bot);
        await _bench.ShareAsync(_bench.Anne, _session);
        await _bench.SayAsync(_bench.Anne, _session, "!sondage Quel atelier ? | Tablettes | Pix | fin: vendredi 18h");
        await _bench.EchoAsync((await polls.RowsAsync(EventTypes.PollStart)).Last(), PollBench.Start, PollBench.Start);
        return polls;
    }

    private Task VoteAsync(RupnBot.Crypto.Tests.Bench.HandMadeDevice who, MegolmOutboundSession session, string answer, DateTimeOffset at) =>
        _bench.SendAsync(who, session, EventTypes.PollResponse, PollBench.Vote(answer), at);
}
