using RupnBot.Demo.Colleagues.Encryption;

namespace RupnBot.Demo.Story;

/// <summary>Who plays in the encrypted salon: a référente and two colleagues, each with a real client (matrix-js-sdk) and keys of their own.</summary>
internal sealed class EncryptedCast : IAsyncDisposable
{
    private readonly IReadOnlyList<EncryptedColleague> _clients;

    private EncryptedCast(IReadOnlyList<EncryptedColleague> clients, string recoveryKey) => (_clients, RecoveryKey) = (clients, recoveryKey);

    public EncryptedColleague Claire => _clients[0];

    public EncryptedColleague Nadia => _clients[1];

    public EncryptedColleague Thomas => _clients[2];

    /// <summary>Claire's: with it a visitor's client is hers, and reads what was said before.</summary>
    public string RecoveryKey { get; }

    public IReadOnlyList<(EncryptedColleague Who, string Name, string Part)> All =>
        [(Claire, "Claire Petit", "référente"), (Nadia, "Nadia Cohen", "collègue"), (Thomas, "Thomas Leroy", "collègue")];

    public static async Task<EncryptedCast> LogInAsync(Uri homeserver, CancellationToken cancellationToken)
    {
        var clients = new List<EncryptedColleague>();
        try
        {
            clients.Add(await OneAsync(homeserver, "claire.petit", "Claire Petit [Lycée Marie-Curie]", cancellationToken));
            clients.Add(await OneAsync(homeserver, "nadia.cohen", "Nadia Cohen [Lycée Marie-Curie]", cancellationToken));
            clients.Add(await OneAsync(homeserver, "thomas.leroy", "Thomas Leroy [Lycée Marie-Curie]", cancellationToken));
            return new EncryptedCast(clients, await clients[0].CreateRecoveryKeyAsync(cancellationToken, backup: true));
        }
        catch
        {
            await EndAsync(clients);
            throw;
        }
    }

    public ValueTask DisposeAsync() => EndAsync(_clients);

    private static async Task<EncryptedColleague> OneAsync(Uri homeserver, string localPart, string name, CancellationToken cancellationToken)
    {
        var account = await Cast.AccountAsync(homeserver, localPart, name, cancellationToken);
        try
        {
            return await EncryptedColleague.LogInAsync(account, cancellationToken);
        }
        catch
        {
            account.Dispose();
            throw;
        }
    }

    private static async ValueTask EndAsync(IReadOnlyList<EncryptedColleague> clients)
    {
        foreach (var client in clients)
        {
            await client.DisposeAsync();
            client.Account.Dispose();
        }
    }
}
