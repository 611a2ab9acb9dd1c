using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Encryption;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Rooms;
using RupnBot.Matrix;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Bot.Encryption;

/// <summary>The ratchet moves on and the ciphertext is stored in one transaction, before any request.</summary>
public sealed class OutboxCipherTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_may_have_left_is_sent_again_with_the_same_bytes_after_a_restart_and_the_ratchet_stays()
    {
        await using var bench = await EncryptedBench.StartAsync();
        await bench.PrepareAsync();
        await bench.Bot.Database.WriteAsync(
            async db => await db.QueueAsync(new OutgoingMessage(EncryptedBench.Salon, MessageContent.Notice("bonjour")), bench.Now, Ct), Ct);

        var first = Assert.Single(await bench.Bot.Get<OutboxStore>().StepAsync([], 5, [], "BENCH", Ct));
        Assert.NotNull(first.Row.Ciphertext);
        Assert.DoesNotContain("bonjour", first.Row.Ciphertext, StringComparison.Ordinal);
        Assert.Equal(1, await MessagesAsync(bench.Bot));

        await using var again = await bench.Bot.RestartAsync();
        var second = Assert.Single(await again.Get<OutboxStore>().StepAsync([], 5, [], "BENCH", Ct));
        Assert.Equal((first.Row.TransactionId, first.Row.Ciphertext), (second.Row.TransactionId, second.Row.Ciphertext));
        Assert.Equal(1, await MessagesAsync(again));
    }

    [Fact]
    public async Task What_somebody_who_has_left_could_read_is_put_into_cipher_anew_before_it_is_sent_again()
    {
        await using var bench = await EncryptedBench.StartAsync();
        await bench.PrepareAsync();
        await bench.Bot.Database.WriteAsync(
            async db => await db.QueueAsync(new OutgoingMessage(EncryptedBench.Salon, MessageContent.Notice("bonjour")), bench.Now, Ct), Ct);
        var first = Assert.Single(await ClaimAsync(bench.Bot));
        bench.Bot.Time.Advance(TimeSpan.FromSeconds(1));

        await bench.Bot.SyncAsync(new RoomBuilder(EncryptedBench.Salon).Sends(
            bench.Karim.User.Value, EventTypes.Member, new { membership = "leave" }, bench.Now, stateKey: bench.Karim.User.Value));

        Assert.Empty(await ClaimAsync(bench.Bot));
        await bench.PrepareAsync(without: bench.Karim);
        await bench.Bot.Database.WriteAsync(db => db.Set<Room>().ExecuteUpdateAsync(set => set.SetProperty(room => room.KeysWanted, false), Ct), Ct);
        var second = Assert.Single(await ClaimAsync(bench.Bot));

        // The homeserver takes one of the two.
        Assert.Equal(first.Row.TransactionId, second.Row.TransactionId);
        Assert.NotEqual(Session(first), Session(second));
        Assert.False(second.IsDoubtful);
        var third = Assert.Single(await ClaimAsync(bench.Bot));
        Assert.Equal(second.Row.Ciphertext, third.Row.Ciphertext);
    }

    [Fact]
    public async Task What_was_written_with_a_key_that_was_replaced_for_its_age_is_sent_again_with_the_same_bytes_until_somebody_leaves()
    {
        await using var bench = await EncryptedBench.StartAsync();
        await bench.PrepareAsync();
        await bench.Bot.Database.WriteAsync(
            async db => await db.QueueAsync(new OutgoingMessage(EncryptedBench.Salon, MessageContent.Notice("bonjour")), bench.Now, Ct), Ct);
        var first = Assert.Single(await ClaimAsync(bench.Bot));

        bench.Bot.Time.Advance(TimeSpan.FromDays(8));
        await bench.Bot.Database.WriteAsync(
            db => db.Set<OutboxMessage>().ExecuteUpdateAsync(set => set.SetProperty(row => row.FirstAttemptAt, bench.Now), Ct), Ct);
        await bench.PrepareAsync();
        Assert.Equal(first.Row.Ciphertext, Assert.Single(await ClaimAsync(bench.Bot)).Row.Ciphertext);

        await bench.Bot.SyncAsync(new RoomBuilder(EncryptedBench.Salon).Sends(
            bench.Karim.User.Value, EventTypes.Member, new { membership = "leave" }, bench.Now, stateKey: bench.Karim.User.Value));
        Assert.Empty(await ClaimAsync(bench.Bot));
    }

    [Fact]
    public async Task Who_comes_in_meanwhile_is_no_reason_to_send_other_bytes()
    {
        await using var bench = await EncryptedBench.StartAsync();
        await bench.PrepareAsync();
        await bench.Bot.Database.WriteAsync(
            async db => await db.QueueAsync(new OutgoingMessage(EncryptedBench.Salon, MessageContent.Notice("bonjour")), bench.Now, Ct), Ct);
        var first = Assert.Single(await ClaimAsync(bench.Bot));

        await bench.Bot.SyncAsync(new RoomBuilder(EncryptedBench.Salon).Sends(
            "@paul:rupn.test", EventTypes.Member, new { membership = "join" }, bench.Now, stateKey: "@paul:rupn.test"));

        Assert.Equal(first.Row.Ciphertext, Assert.Single(await ClaimAsync(bench.Bot)).Row.Ciphertext);
    }

    [Fact]
    public void Members_are_never_left_out_of_a_sync_since_each_of_them_gets_the_keys()
    {
        Assert.Contains("\"lazy_load_members\":false", RupnBot.Bot.Sync.SyncFilter.Timeline, StringComparison.Ordinal);
    }

    private static Task<IReadOnlyList<ClaimedMessage>> ClaimAsync(BotBench bench) => bench.Get<OutboxStore>().StepAsync([], 5, [], "BENCH", Ct);

    private static string Session(ClaimedMessage message) => JsonDocument.Parse(message.Row.Ciphertext!).RootElement.GetProperty("session_id").GetString()!;

    private static Task<int> MessagesAsync(BotBench bench) => bench.Get<BotCrypto>().StepAsync(
        bench.Database, async step => (await step.OutboundSessionAsync(EncryptedBench.Salon, Ct))!.Messages, Ct);
}
