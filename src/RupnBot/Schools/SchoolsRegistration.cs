using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Sync;
using RupnBot.Privacy;
using RupnBot.Scheduling;
using RupnBot.Schools.Audiences;
using RupnBot.Schools.Import;
using RupnBot.Schools.Parc;
using RupnBot.Schools.Salons;

namespace RupnBot.Schools;

internal static class SchoolsRegistration
{
    /// <summary>The schools there are, the salons that are theirs, and whom « collèges, 86 » means.</summary>
    public static IServiceCollection AddSchools(this IServiceCollection services)
    {
        services.AddOptions<SchoolsOptions>().BindConfiguration(SchoolsOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SchoolsOptions>, SchoolsOptionsValidator>());
        services.AddSingleton<AudienceResolver>();
        services.AddSingleton<SchoolText>();
        services.AddSingleton<SchoolImporter>();
        services.AddSingleton<SchoolChoice>();
        services.AddSingleton<ParcText>();
        services.AddSingleton<SchoolFileWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<SchoolFileWatch>());
        services.AddSingleton<IRoomMoveHandler, SalonMarkMoves>();
        services.AddSingleton<IRoomLeftHandler, SalonMarkMoves>();
        services.AddSingleton<IPersonalData, SalonMarkData>();
        services.AddSingleton<ICommand, SalonCommand>();
        services.AddSingleton<ICommand, ParcCommand>();
        services.AddTick<SchoolFileWatch>("50 17 * * * ?");
        return services;
    }
}
