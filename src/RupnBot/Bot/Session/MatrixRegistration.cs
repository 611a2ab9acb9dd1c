using Microsoft.Extensions.Options;
using RupnBot.Bot.Pacing;
using RupnBot.Configuration;
using RupnBot.Matrix;

namespace RupnBot.Bot.Session;

internal static class MatrixRegistration
{
    public static IServiceCollection AddMatrix(this IServiceCollection services)
    {
        services.AddSingleton(provider => new RequestPacer(
            provider.GetRequiredService<IOptions<MatrixOptions>>().Value.RequestsPerSecond, provider.GetRequiredService<TimeProvider>()));
        // One handler for the process's life: its connections are renewed so that a changed address of the homeserver is noticed.
        services.AddSingleton(_ => new MatrixHttpClient(MatrixHttp.CreateClient()));
        services.AddSingleton(provider => new HomeserverAddress(
            provider.GetRequiredService<MatrixHttpClient>().Http, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<HomeserverAddress>>()));
        services.AddSingleton(provider => new MatrixClientFactory(
            provider.GetRequiredService<MatrixHttpClient>().Http,
            TimeSpan.FromSeconds(provider.GetRequiredService<IOptions<MatrixOptions>>().Value.RequestTimeoutSeconds),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<MatrixClient>>()));
        services.AddSingleton<BotSession>();
        services.AddSingleton<AccountStore>();
        services.AddHostedService<SessionKeeper>();
        return services;
    }

    private sealed record MatrixHttpClient(HttpClient Http) : IDisposable
    {
        public void Dispose() => Http.Dispose();
    }
}
