using Microsoft.Extensions.Options;
using RupnBot.Localization;

namespace RupnBot.Configuration;

internal static class ConfigurationRegistration
{
    /// <summary>Binds and validates every section at start, so that a wrong setting stops the start with one line per fault.</summary>
    public static IServiceCollection AddConfiguration(this IServiceCollection services)
    {
        Add<MatrixOptions, MatrixOptionsValidator>(services, MatrixOptions.Section);
        Add<BotOptions, BotOptionsValidator>(services, BotOptions.Section);
        Add<StorageOptions, StorageOptionsValidator>(services, StorageOptions.Section);
        Add<SourcesOptions, SourcesOptionsValidator>(services, SourcesOptions.Section);
        Add<PrivacyOptions, PrivacyOptionsValidator>(services, PrivacyOptions.Section);
        services.AddSingleton<IValidateOptions<UnknownSettings>, UnknownSettingsValidator>();
        services.AddOptions<UnknownSettings>().ValidateOnStart();
        services.AddSingleton(provider => new Texts(provider.GetRequiredService<IOptions<BotOptions>>().Value.CultureInfo));
        services.AddSingleton(TimeProvider.System);
        return services;
    }

    private static void Add<TOptions, TValidator>(IServiceCollection services, string section)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        services.AddSingleton<IValidateOptions<TOptions>, TValidator>();
        services.AddOptions<TOptions>().BindConfiguration(section).ValidateOnStart();
    }
}
