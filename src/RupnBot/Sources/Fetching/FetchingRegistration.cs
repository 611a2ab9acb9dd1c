using System.Net;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace RupnBot.Sources.Fetching;

public static class FetchingRegistration
{
    /// <summary>Adds <see cref="FeedFetcher"/>, with <see cref="FetchOptions"/> read from their section and validated at start.</summary>
    public static IServiceCollection AddFetching(this IServiceCollection services)
    {
        services.AddOptions<FetchOptions>().BindConfiguration(FetchOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FetchOptions>, FetchOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<NameResolver>(Dns.GetHostAddressesAsync);
        services.TryAddSingleton(provider => new FeedFetcher(
            provider.GetRequiredService<IOptions<FetchOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<NameResolver>()));
        return services;
    }
}
