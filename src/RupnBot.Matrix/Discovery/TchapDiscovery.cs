using Microsoft.Extensions.Logging;

namespace RupnBot.Matrix;

/// <summary>Where an address's Tchap account lives.</summary>
/// <param name="ServerName">The server's name, such as <c>agent.education.tchap.gouv.fr</c>.</param>
/// <param name="Homeserver">The base address of its client-server API.</param>
public sealed record TchapServer(string ServerName, Uri Homeserver)
{
    /// <summary>The server of people from outside: also the answer for an address Tchap does not know. Whether to go on is the caller's to decide.</summary>
    public bool IsExternal => ServerName.StartsWith("agent.externe", StringComparison.OrdinalIgnoreCase);
}

/// <summary>Finds the server of an e-mail address as Tchap's own clients do.</summary>
public static class TchapDiscovery
{
    private const int MaximumBytes = 16 * 1024;

    /// <summary>Asks any of Tchap's homeservers.</summary>
    /// <exception cref="MatrixException">No answer, or one that names no host.</exception>
    public static async Task<TchapServer> FindAsync(
        HttpClient http, Uri anyHomeserver, string email, TimeProvider time, ILogger? logger = null, CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(email);
        using var transport = new MatrixTransport(http, new MatrixClientOptions { Homeserver = anyHomeserver }, time, null, logger);
        var request = new MatrixRequest(
            HttpMethod.Get, Route.Of($"/_matrix/identity/api/v1/info").With("medium", "email").With("address", email.Trim().ToLowerInvariant()))
        {
            Authenticated = false,
            Repeatable = true,
            MaximumBytes = MaximumBytes,
        };
        var answer = await transport.SendAsync(
            request, RequestPriority.Interactive, Json.Reader(MatrixJson.Default.TchapAnswer), ct).ConfigureAwait(false);
        var host = answer.Hs;
        // The password will go to this host: nothing but a host name may stand here.
        if (host.Length > 253 || !host.Contains('.', StringComparison.Ordinal) || Uri.CheckHostName(host) != UriHostNameType.Dns)
            throw new MatrixException(MatrixFailure.InvalidResponse, "The discovery named no host.");
        return new TchapServer(host, new Uri($"https://matrix.{host}"));
    }
}
