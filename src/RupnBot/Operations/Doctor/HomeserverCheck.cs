using Microsoft.Extensions.Options;
using RupnBot.Bot.Session;
using RupnBot.Configuration;
using RupnBot.Localization;
using RupnBot.Matrix;

namespace RupnBot.Operations.Doctor;

/// <summary>The homeserver is found, answers, and its clock agrees with ours.</summary>
internal sealed class HomeserverCheck(HomeserverAddress address, IOptions<MatrixOptions> matrix, Texts texts, TimeProvider time) : ICheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LargestSkew = TimeSpan.FromSeconds(60);

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var homeserver = await address.FindAsync(matrix.Value, cancellationToken);
            using var http = MatrixHttp.CreateClient();
            http.Timeout = Patience;
            using var response = await http.GetAsync(new Uri(homeserver, "/_matrix/client/versions"), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!response.IsSuccessStatusCode) return [new Finding(false, texts.Format("Doctor.HomeserverStatus", ("host", homeserver.Host), ("status", (int)response.StatusCode)))];
            using var client = new MatrixClient(http, new MatrixClientOptions { Homeserver = homeserver }, time);
            var versions = await client.GetVersionsAsync(cancellationToken);
            return [new Finding(true, texts.Format("Doctor.Homeserver", ("host", homeserver.Host), ("version", versions.Versions is [.., var latest] ? latest : "?"))), Clock(response.Headers.Date)];
        }
        catch (Exception e) when (e is MatrixException or HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            var reason = e is MatrixException matrixFault ? matrixFault.ErrorCode ?? matrixFault.Reason.ToString() : e.GetType().Name;
            return [new Finding(false, texts.Format("Doctor.HomeserverSilent", ("reason", reason)))];
        }
        catch (InvalidOperationException)
        {
            return [new Finding(false, texts.Get("Doctor.ExternalAddress"))];
        }
    }

    private Finding Clock(DateTimeOffset? theirs)
    {
        if (theirs is not { } date) return new Finding(true, texts.Get("Doctor.ClockUnknown"));
        var skew = time.GetUtcNow() - date;
        var isWell = skew.Duration() <= LargestSkew;
        return new Finding(isWell, texts.Format(isWell ? "Doctor.Clock" : "Doctor.ClockWrong", ("seconds", (long)skew.TotalSeconds)));
    }
}
