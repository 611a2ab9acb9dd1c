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

    private static CryptoChanges Changes(string secret)
    {
        var changes = new CryptoChanges();
        changes.Secrets[secret] = [1];
        return changes;
    }
}
