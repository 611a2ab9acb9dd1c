using RupnBot.Bot.Encryption;
using RupnBot.Bot.Outbox;
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
    public void Members_are_never_left_out_of_a_sync_since_each_of_them_gets_the_keys()
    {
        Assert.Contains("\"lazy_load_members\":false", RupnBot.Bot.Sync.SyncFilter.Timeline, StringComparison.Ordinal);
    }

    private static Task<int> MessagesAsync(BotBench bench) => bench.Get<BotCrypto>().StepAsync(
        bench.Database, async step => (await step.OutboundSessionAsync(EncryptedBench.Salon, Ct))!.Messages, Ct);
}
