using RupnBot.Bot;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Encryption;
using RupnBot.Digests.Commands;
using RupnBot.Scheduling;

namespace RupnBot.Digests;

internal static class DigestsRegistration
{
    /// <summary>What the archive has that is new, told to each salon at its hour, and the commands to read it at any other.</summary>
    public static IServiceCollection AddDigests(this IServiceCollection services)
    {
        services.AddSingleton<DigestComposer>();
        services.AddSingleton<DigestRoomStep>();
        services.AddSingleton<DigestTick>();
        services.AddTick<DigestTickJob>(DigestTickJob.EveryMinute);
        services.AddSingleton<IForeseenRooms, ForeseenDigests>();
        services.AddSingleton<IStatusSource, DigestStatus>();
        services.AddSingleton<ICommand, PreviewCommand>();
        services.AddSingleton<ICommand, MoreCommand>();
        services.AddSingleton<ICommand, RecentCommand>();
        return services;
    }
}
