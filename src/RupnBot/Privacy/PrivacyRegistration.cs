using RupnBot.Bot.Commands;
using RupnBot.Scheduling;

namespace RupnBot.Privacy;

internal static class PrivacyRegistration
{
    /// <summary>What people may ask about their data, and the daily purge.</summary>
    public static IServiceCollection AddPrivacy(this IServiceCollection services)
    {
        services.AddSingleton<IPersonalData, EngineData>();
        services.AddSingleton<ICommand, PrivacyCommand>();
        services.AddSingleton<ICommand, MyDataCommand>();
        services.AddSingleton<ICommand, ForgetMeCommand>();
        // At night, when nobody waits for an answer.
        services.AddTick<RetentionTick>("0 40 2 * * ?");
        return services;
    }
}
