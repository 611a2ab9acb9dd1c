using System.Security.Authentication;

namespace RupnBot.Sources.Fetching;

/// <summary>Names what went wrong below HTTP. Messages of exceptions are left out: they quote addresses.</summary>
internal static class TransportFault
{
    public static bool IsExpected(Exception exception) => exception is HttpRequestException or IOException or AuthenticationException;

    public static FetchFailed Describe(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (e is ConnectionBlockedException blocked) return new FetchFailed(blocked.Reason, Detail: blocked.Detail);
            if (e is AuthenticationException) return new FetchFailed(FetchFailure.TlsFailed);
        }

        var error = exception switch
        {
            HttpRequestException http => http.HttpRequestError,
            HttpIOException io => io.HttpRequestError,
            _ => HttpRequestError.Unknown,
        };
        return new FetchFailed(ReasonOf(error), Detail: error.ToString());
    }

    private static FetchFailure ReasonOf(HttpRequestError error) => error switch
    {
        HttpRequestError.SecureConnectionError => FetchFailure.TlsFailed,
        HttpRequestError.NameResolutionError => FetchFailure.NameNotResolved,
        HttpRequestError.ConfigurationLimitExceeded => FetchFailure.TooLarge,
        HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError or HttpRequestError.VersionNegotiationError
            => FetchFailure.BadResponse,
        _ => FetchFailure.ConnectionFailed,
    };
}
