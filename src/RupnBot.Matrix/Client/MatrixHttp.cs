using System.Net;

namespace RupnBot.Matrix;

/// <summary>An <see cref="HttpClient"/> as <see cref="MatrixClient"/> wants it.</summary>
public static class MatrixHttp
{
    /// <summary>
    /// Compression, no cookies, connections renewed so that DNS changes are seen, certificates checked as the system does.
    /// Redirects are not followed: a body with a password must not travel to whichever host an answer names. No time-out of its
    /// own: each request has one.
    /// </summary>
    public static HttpClient CreateClient() => new(CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>The handler alone, for callers who wrap it.</summary>
    public static SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        ConnectTimeout = TimeSpan.FromSeconds(15),
        MaxResponseHeadersLength = 64,
    };
}
