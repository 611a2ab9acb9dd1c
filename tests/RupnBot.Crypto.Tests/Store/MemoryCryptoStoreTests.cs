namespace RupnBot.Crypto.Tests.Store;

/// <summary>The store in memory.</summary>
public sealed class MemoryCryptoStoreTests : CryptoStoreContract
{
    private readonly MemoryCryptoStore _store = new();

    /// <inheritdoc/>
    protected override Task WithAsync(Func<ICryptoStore, Task> use)
    {
        ArgumentNullException.ThrowIfNull(use);
        return use(_store);
    }
}
