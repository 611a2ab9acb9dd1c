using RupnBot.Crypto;
using RupnBot.Crypto.Tests.Store;

namespace RupnBot.Tests.Storage.Crypto;

/// <summary>The bot's own store, on a database file; each use is a transaction of a context of its own.</summary>
public sealed class SqliteCryptoStoreTests : CryptoStoreContract, IAsyncLifetime
{
    private CryptoDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await CryptoDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    /// <inheritdoc/>
    protected override Task WithAsync(Func<ICryptoStore, Task> use) => _database.WithAsync(use);

    [Fact]
    public async Task What_is_rolled_back_was_never_saved()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _database.WithAsync(async store =>
        {
            await store.SaveAsync(Changes("first"), TestContext.Current.CancellationToken);
            throw new InvalidOperationException("Something else of the transaction fails.");
        }));
        await _database.WithAsync(async store => Assert.Null(await store.SecretAsync("first", TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task What_a_step_has_opened_and_sealed_is_overwritten_when_it_ends()
    {
        byte[] sealedNow = [1, 2, 3];
        await _database.WithAsync(async store =>
        {
            using var step = new CryptoStep(store);
            step.Changes.Secrets["first"] = sealedNow;
            await step.SaveAsync(TestContext.Current.CancellationToken);
        });
        Assert.Equal([0, 0, 0], sealedNow);

        byte[]? opened = null;
        await _database.WithAsync(async store =>
        {
            using var step = new CryptoStep(store);
            opened = await step.SecretAsync("first", TestContext.Current.CancellationToken);
            Assert.Equal([1, 2, 3], opened);
        });
        Assert.Equal([0, 0, 0], opened);
    }

    private static CryptoChanges Changes(string secret)
    {
        var changes = new CryptoChanges();
        changes.Secrets[secret] = [1];
        return changes;
    }
}
