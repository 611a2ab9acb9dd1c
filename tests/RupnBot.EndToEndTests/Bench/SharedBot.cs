namespace RupnBot.EndToEndTests.Bench;

/// <summary>One bot for the tests of a class, which run one after the other, each in a salon of its own.</summary>
public sealed class SharedBot(Homeservers homeservers) : IAsyncLifetime
{
    internal ProxiedBot Bot { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        Bot = await ProxiedBot.StartAsync(await homeservers.LiftedAsync(cancellationToken), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (Bot is not null) await Bot.DisposeAsync();
    }
}
