using RupnBot.Bot.Commands;
using RupnBot.Bot.Commands.Builtin;
using RupnBot.Bot.Encryption;
using RupnBot.Bot.Health;
using RupnBot.Bot.Jobs;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Rooms;
using RupnBot.Bot.Sync;

namespace RupnBot.Bot;

internal static class BotRegistration
{
    /// <summary>The engine: sync in, handlers, outbox out, and the work that needs the network.</summary>
    public static IServiceCollection AddBot(this IServiceCollection services)
    {
        services.AddSingleton<BotHealth>();
        services.AddSingleton<KeySignal>();
        services.AddSingleton<BotCrypto>();
        services.AddSingleton<EventDecryption>();
        services.AddSingleton<LateEvents>();
        services.AddSingleton<SyncDecryption>();
        services.AddSingleton<OutboxEncryption>();
        services.AddSingleton<ConfidentialRooms>();
        services.AddSingleton<IdentityRequests>();
        services.AddSingleton<BackupRestore>();
        services.AddSingleton<IdentityKeeper>();
        services.AddSingleton<StartGate>();
        services.AddSingleton<DeviceStart>();
        services.AddSingleton<KeyWorker>();
        services.AddSingleton<TimelineDispatcher>();
        services.AddSingleton<SyncProcessor>();
        services.AddSingleton<OutboxStore>();
        services.AddSingleton<OutboxSender>();
        services.AddSingleton<OutboxDispatcher>();
        services.AddSingleton<GapFiller>();
        services.AddSingleton<JobWorker>();
        services.AddSingleton<Permissions>();
        services.AddSingleton<CommandQuota>();
        services.AddSingleton<SyncWorker>();
        services.AddSingleton<ITimelineHandler, CommandRouter>();
        services.AddSingleton<IRoomMoveHandler, ReferentMoves>();
        services.AddSingleton<IRoomLeftHandler, ReferentMoves>();
        services.AddSingleton<IJobHandler, InviteJob>();
        services.AddSingleton<IJobHandler, ArrivalJob>();
        services.AddSingleton<IJobHandler, FollowRoomJob>();
        services.AddSingleton<IStatusSource, BotStatus>();
        services.AddSingleton<ICommand, HelpCommand>();
        services.AddSingleton<ICommand, ReferentCommand>();
        services.AddSingleton<ICommand, StatusCommand>();
        services.AddSingleton<ICommand, TrustCommand>();
        services.AddHostedService(provider => provider.GetRequiredService<SyncWorker>());
        services.AddHostedService<BotWorkers>();
        return services;
    }
}
