using Microsoft.Extensions.DependencyInjection.Extensions;
using RupnBot.Bot;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Jobs;
using RupnBot.Scheduling;
using RupnBot.Sources.Archive;
using RupnBot.Sources.Catalog;
using RupnBot.Sources.Commands;
using RupnBot.Sources.Fetching;
using RupnBot.Sources.Pages;
using RupnBot.Sources.Polling;
using RupnBot.Sources.Probing;
using RupnBot.Sources.Relaying;
using RupnBot.Sources.Robots;

namespace RupnBot.Sources;

internal static class SourcesRegistration
{
    /// <summary>What is read: the catalogue, addresses given in chat, relayed finds; and the archive they all end in.</summary>
    public static IServiceCollection AddSources(this IServiceCollection services)
    {
        services.AddFetching();
        services.TryAddSingleton<ISourceInterest, NoInterest>();
        services.AddSingleton<CatalogSynchronizer>();
        services.AddHostedService(provider => provider.GetRequiredService<CatalogSynchronizer>());
        services.AddSingleton<RobotsGate>();
        services.AddSingleton<PageLooks>();
        services.AddSingleton<SourcePoller>();
        services.AddSingleton<SourceWatch>();
        services.AddSingleton<SelectorWatch>();
        services.AddSingleton<ArchivePurge>();
        services.AddSingleton<IJobHandler, ProbeSourceJob>();
        services.AddSingleton<IJobHandler, RelayJob>();
        services.AddSingleton<ICommand, SourcesCommand>();
        services.AddSingleton<ICommand, TopicsCommand>();
        services.AddSingleton<ICommand, RelayCommand>();
        services.AddSingleton<ICommand, SearchCommand>();
        services.AddSingleton<IStatusSource, SourceStatus>();
        services.AddTick<PollTick>("20 * * * * ?");
        services.AddTick<ArchivePurge>("0 17 2 * * ?");
        return services;
    }
}
