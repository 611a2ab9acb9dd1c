using System.Net;
using Microsoft.Extensions.Logging;

namespace RupnBot.Matrix;

/// <summary>Finds a homeserver's address from a server name (specification, "Server discovery", "Well-known URI").</summary>
public static class WellKnownDiscovery
{
    private const int MaximumRedirects = 5;
    private const int MaximumBytes = 64 * 1024;

    /// <summary>The address the server's site gives; null when it gives none, then the server name itself is to be tried.</summary>
    /// <param name="http">Best one made by <see cref="MatrixHttp"/>.</param>
    /// <param name="serverName">What follows the colon in a Matrix id.</param>
    /// <param name="time">The clock, for time-outs.</param>
    /// <param name="logger">Gets paths and statuses.</param>
    /// <param name="ct">Cancels the request.</param>
    /// <exception cref="MatrixException">The site answers, but not as it must: logging in somewhere else would be unsafe.</exception>
    public static Task<Uri?> FindAsync(
        HttpClient http, string serverName, TimeProvider time, ILogger? logger = null, CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(serverName);
        if (!Uri.TryCreate($"https://{serverName}/", UriKind.Absolute, out var site) || site.AbsolutePath != "/" || site.UserInfo.Length > 0)
            throw new ArgumentException("Not a server name.", nameof(serverName));
        return FindAtAsync(http, site, time, logger, ct);
    }

    internal static async Task<Uri?> FindAtAsync(HttpClient http, Uri site, TimeProvider time, ILogger? logger, CancellationToken ct)
    {
        var address = new Uri(site, "/.well-known/matrix/client");
        for (var redirects = 0; redirects <= MaximumRedirects; redirects++)
        {
            try
            {
                var answer = await GetAsync(http, address, time, logger, ct).ConfigureAwait(false);
                return ToBaseAddress(answer.Homeserver.BaseUrl);
            }
            catch (MatrixException absent) when (absent.Status is HttpStatusCode.NotFound)
            {
                return null;
            }
            // Never from https to http: whoever sits in between would choose the server.
            catch (MatrixException moved) when (moved.Location is { } location && new Uri(address, location) is var next && next.Scheme == site.Scheme)
            {
                address = next;
            }
        }
        throw new MatrixException(MatrixFailure.InvalidResponse, "The discovery is redirected without end.");
    }

    private static async Task<WellKnownAnswer> GetAsync(HttpClient http, Uri address, TimeProvider time, ILogger? logger, CancellationToken ct)
    {
        var options = new MatrixClientOptions { Homeserver = new Uri(address.GetLeftPart(UriPartial.Authority)) };
        using var transport = new MatrixTransport(http, options, time, null, logger);
        var request = new MatrixRequest(HttpMethod.Get, new Route(address.PathAndQuery, "(well-known)"))
        {
            Authenticated = false,
            Repeatable = true,
            MaximumBytes = MaximumBytes,
        };
        return await transport.SendAsync(
            request, RequestPriority.Interactive, Json.Reader(MatrixJson.Default.WellKnownAnswer), ct).ConfigureAwait(false);
    }

    private static Uri ToBaseAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "https" or "http", Query: "", UserInfo: "" }
            ? uri
            : throw new MatrixException(MatrixFailure.InvalidResponse, "The discovery named no base address.");
}
