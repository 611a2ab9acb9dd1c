using RupnBot.Operations.Alerts;
using RupnBot.Operations.Doctor;
using RupnBot.Operations.Health;
using RupnBot.Operations.Metrics;
using RupnBot.Scheduling;

namespace RupnBot.Operations;

internal static class OperationsRegistration
{
    /// <summary>What whoever runs the bot needs: its pulse, its figures, its alerts.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.AddSingleton<HealthReporter>();
        services.AddSingleton<HomeserverCheck>().AddSingleton<LoginCheck>().AddSingleton<DatabaseCheck>().AddSingleton<EncryptionCheck>().AddSingleton<DeviceKeysCheck>();
        services.AddSingleton<SourcesCheck>().AddSingleton<AlertRoomCheck>().AddSingleton<CalendarCheck>().AddSingleton<SchoolsCheck>();
        services.AddSingleton<Examination>();
        services.AddSingleton<TroubleAlerts>();
        services.AddHostedService<StartupMemory>();
        services.AddTick<AlertTick>("15 * * * * ?");
        return services;
    }

    public static WebApplication MapOperations(this WebApplication app)
    {
        app.MapHealth();
        app.MapMetricsEndpoint();
        return app;
    }
}
