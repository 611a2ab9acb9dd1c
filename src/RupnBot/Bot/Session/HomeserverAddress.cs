using RupnBot.Configuration;
using RupnBot.Matrix;

namespace RupnBot.Bot.Session;

/// <summary>Where the homeserver is: as configured, or asked of Tchap by the account's e-mail address.</summary>
public sealed class HomeserverAddress(HttpClient http, TimeProvider time, ILogger<HomeserverAddress> logger)
{
    /// <exception cref="InvalidOperationException">Tchap puts the address on the server for externals: it is unknown there, or mistyped.</exception>
    public async Task<Uri> FindAsync(MatrixOptions options, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrWhiteSpace(options.Homeserver)) return new Uri(options.Homeserver);
        var found = await TchapDiscovery.FindAsync(http, new Uri(options.DiscoveryServer), options.Email!, time, logger, cancellationToken);
        if (found.IsExternal)
            throw new InvalidOperationException("Matrix:Email is not known to Tchap as an agent's address (it answers with the server for externals); check it, or set Matrix:Homeserver.");
        return found.Homeserver;
    }
}
