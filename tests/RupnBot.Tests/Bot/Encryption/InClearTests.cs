using RupnBot.Bot.Encryption;
using RupnBot.Crypto;
using RupnBot.Matrix;
using RupnBot.Tests.Bench;
using RupnBot.Tests.Polls.Life;

namespace RupnBot.Tests.Bot.Encryption;

/// <summary>A homeserver can make up whatever is in clear, and date it as it likes: where all write in cipher it is not believed.</summary>
public sealed class InClearTests : IAsyncLifetime
{
    private readonly MegolmOutboundSession _session = MegolmOutboundSession.Create();
    private EncryptedBench _bench = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private DateTimeOffset LongAgo { get; } = DateTimeOffset.UnixEpoch;

    public async ValueTask InitializeAsync() => _bench = await EncryptedBench.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _bench.DisposeAsync();
        _session.Dispose();
    }

    [Fact]
    public async Task An_encryption_that_claims_to_begin_in_days_to_come_has_begun_now()
    {
        await using var bench = await BotBench.StartAsync();
        var room = new RoomId("!other:rupn.test");
        await bench.SyncAsync(RoomBuilder.Joined(room.Value, "Profs", "@anne:rupn.test")
            .Sends("@anne:rupn.test", EventTypes.Encryption, new { algorithm = "m.megolm.v1.aes-sha2" }, bench.Time.GetUtcNow().AddYears(50), stateKey: ""));
        bench.Time.Advance(TimeSpan.FromSeconds(1));

        await bench.SyncAsync(new RoomBuilder(room).Says("@anne:rupn.test", "!statut", bench.Time.GetUtcNow()));

        Assert.DoesNotContain(await bench.BodiesAsync(room), body => body.Contains("État", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_vote_in_clear_that_is_dated_before_the_encryption_and_so_before_its_poll_does_not_count()
    {
        var polls = await WithPollAsync();
        await _bench.Bot.SyncAsync(new RoomBuilder(EncryptedBench.Salon).Sends(PollBench.Karim, EventTypes.PollResponse, PollBench.Vote("a1"), LongAgo));
        Assert.Equal(0, await polls.BallotsAsync());
    }

    [Fact]
    public async Task An_end_in_clear_that_is_dated_so_does_not_take_all_votes_away()
    {
        var polls = await WithPollAsync();
        await _bench.Bot.SyncAsync(new RoomBuilder(EncryptedBench.Salon).Sends(BotBench.Robot.Value, EventTypes.PollEnd, PollBench.Ending(), LongAgo));
        Assert.Equal(RupnBot.Polls.Records.PollState.Open, (await polls.PollAsync()).State);
    }

    [Fact]
    public async Task What_is_read_of_a_poll_is_believed_only_in_cipher()
    {
        var polls = await WithPollAsync();
        var forged = RoomBuilder.Event(EventTypes.PollResponse, PollBench.Karim, PollBench.Vote("a1"), null, _bench.Now);
        var dated = RoomBuilder.Event(EventTypes.PollResponse, PollBench.Karim, PollBench.Vote("a1"), null, LongAgo);
        var reaction = RoomBuilder.Event(EventTypes.Reaction, PollBench.Karim, new { }, null, _bench.Now);
        var content = System.Text.Json.JsonSerializer.SerializeToNode(PollBench.Vote("a2"))!.AsObject();
        var payload = new System.Text.Json.Nodes.JsonObject { ["type"] = EventTypes.PollResponse, ["room_id"] = EncryptedBench.Salon.Value, ["content"] = content };
        var said = _bench.Anne.Say(_session, "$vote", payload, content["m.relates_to"]!.DeepClone().AsObject());
        var cipher = RoomBuilder.Event(EventTypes.Encrypted, _bench.Anne.User.Value, said.Content, null, _bench.Now, "$vote");

        var read = await _bench.Bot.Get<EventDecryption>().ReadBelievableAsync(EncryptedBench.Salon, [forged, dated, reaction, cipher], (await polls.PollAsync()).OpenedAt, Ct);

        Assert.Equal([reaction.EventId, cipher.EventId], read.Select(item => item.EventId));
        Assert.Equal(EventTypes.PollResponse, read[1].Type);
    }

    [Fact]
    public async Task A_vote_from_before_the_salon_became_encrypted_counts_still()
    {
        await using var polls = await PollBench.WithPollAsync();
        polls.Bot.Time.Advance(TimeSpan.FromMinutes(1));
        var voted = polls.Now;
        polls.Bot.Time.Advance(TimeSpan.FromMinutes(1));
        await polls.Bot.SyncAsync(new RoomBuilder(PollBench.Salon).Sends(PollBench.Anne, EventTypes.Encryption, new { algorithm = "m.megolm.v1.aes-sha2" }, polls.Now, stateKey: ""));

        await polls.VoteAsync(PollBench.Karim, "a1", voted);
        await polls.VoteAsync(PollBench.Lise, "a1", polls.Now.AddSeconds(1));

        Assert.Equal(1, await polls.BallotsAsync());
    }

    private async Task<PollBench> WithPollAsync()
    {
        var polls = PollBench.On(_bench.Bot);
        await _bench.ShareAsync(_bench.Anne, _session);
        await _bench.SayAsync(_bench.Anne, _session, "!sondage Quel atelier ? | Tablettes | Pix | fin: vendredi 18h");
        await _bench.EchoAsync((await polls.RowsAsync(EventTypes.PollStart)).Last(), PollBench.Start, PollBench.Start);
        return polls;
    }
}
