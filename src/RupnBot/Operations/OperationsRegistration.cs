using RupnBot.Operations.Health;

namespace RupnBot.Operations;

internal static class OperationsRegistration
{
    /// <summary>What whoever runs the bot needs: its pulse, its figures, its alerts.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.AddSingleton<HealthReporter>();
        return services;
    }

    public static WebApplication MapOperations(this WebApplication app)
    {
        app.MapHealth();
        return app;
    }
}
