using RupnBot.Bot.Commands;

namespace RupnBot.HandOuts;

internal static class HandOutsRegistration
{
    /// <summary>A salon's month on one page.</summary>
    public static IServiceCollection AddHandOuts(this IServiceCollection services)
    {
        services.AddSingleton<HandOutComposer>();
        services.AddSingleton<ICommand, HandOutCommand>();
        return services;
    }
}
