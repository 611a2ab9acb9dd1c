using RupnBot.Demo.Colleagues;
using RupnBot.Demo.Colleagues.Encryption;

namespace RupnBot.EndToEndTests.Bench.Encryption;

/// <summary>
/// One bot and three colleagues with real clients for the tests of a class, which run one after the other, each in salons of its own:
/// Anne, who leads, and Karim at matrix-js-sdk; Lise at matrix-nio, on an unsigned device.
/// </summary>
public sealed class EncryptedStage(Homeservers homeservers) : IAsyncLifetime
{
    private readonly List<Colleague> _accounts = [];
    private readonly List<IAsyncDisposable> _running = [];

    internal EncryptedBot Bot { get; private set; } = null!;

    /// <summary>Has logged in nowhere yet.</summary>
    internal Colleague Editor { get; private set; } = null!;

    internal EncryptedColleague Anne { get; private set; } = null!;

    internal EncryptedColleague Karim { get; private set; } = null!;

    internal NioColleague Lise { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var homeserver = await homeservers.LiftedAsync(cancellationToken);
        Anne = await LogInAsync("Anne Roy", cancellationToken);
        Karim = await LogInAsync("Karim Diallo", cancellationToken);
        Lise = Remember(await NioColleague.LogInAsync(await AccountAsync("Lise Petit", cancellationToken), cancellationToken));
        Editor = await AccountAsync("Paul Mercier", cancellationToken);
        Bot = Remember(await EncryptedBot.StartAsync(homeserver, Editor, cancellationToken));
    }

    /// <summary>Anne opens an encrypted salon with the bot, Karim and Lise; all have read the bot's first words.</summary>
    internal async Task<string> OpenSalonAsync(CancellationToken cancellationToken, string name = "Salle des professeurs")
    {
        var salon = await Anne.CreateSalonAsync(name, [Karim.UserId, Lise.UserId], cancellationToken);
        await Karim.JoinAsync(salon, cancellationToken);
        await Lise.JoinAsync(salon, cancellationToken);
        // The bot comes last, so that everybody is there to read what it says first.
        await Anne.InviteAsync(salon, Bot.UserId, cancellationToken);
        await WaitForBotAsync(salon, cancellationToken);
        await Karim.WaitForMemberAsync(salon, Bot.UserId, cancellationToken);
        await Lise.WaitForMemberAsync(salon, Bot.UserId, cancellationToken);
        return salon;
    }

    internal async Task WaitForBotAsync(string salon, CancellationToken cancellationToken)
    {
        await Anne.WaitForMemberAsync(salon, Bot.UserId, cancellationToken);
        await Anne.WaitForTextAsync(salon, "Je ne conserve pas vos conversations", cancellationToken);
    }

    /// <summary>Someone at another device or of another name; ends with the stage.</summary>
    internal async Task<EncryptedColleague> LogInAsync(string name, CancellationToken cancellationToken) =>
        Remember(await EncryptedColleague.LogInAsync(await AccountAsync(name, cancellationToken), cancellationToken));

    public async ValueTask DisposeAsync()
    {
        foreach (var running in _running.AsEnumerable().Reverse()) await running.DisposeAsync();
        _accounts.ForEach(account => account.Dispose());
    }

    private async Task<Colleague> AccountAsync(string name, CancellationToken cancellationToken)
    {
        var account = await (await homeservers.LiftedAsync(cancellationToken)).CreateUserAsync(name, cancellationToken);
        _accounts.Add(account);
        return account;
    }

    private T Remember<T>(T running)
        where T : IAsyncDisposable
    {
        _running.Add(running);
        return running;
    }
}
