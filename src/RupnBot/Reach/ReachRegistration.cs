using RupnBot.Bot.Commands;
using RupnBot.Bot.Jobs;
using RupnBot.Bot.Sync;
using RupnBot.Newsletters;
using RupnBot.Privacy;
using RupnBot.Reach.Commands;
using RupnBot.Reach.Receiving;
using RupnBot.Reach.Telling;
using RupnBot.Scheduling;

namespace RupnBot.Reach;

internal static class ReachRegistration
{
    /// <summary>Whether what the bot sends is read, where a salon's référent wants to know: counted, never who.</summary>
    public static IServiceCollection AddReach(this IServiceCollection services)
    {
        services.AddSingleton<ReaderPseudonyms>();
        services.AddSingleton<ReachText>();
        services.AddSingleton<IReachSource, DigestReach>();
        services.AddSingleton<IReachSource, LetterReach>();
        services.AddSingleton<ILetterFollowUp, LetterReach>();
        services.AddSingleton<IReceiptHandler, ReachReceipts>();
        services.AddSingleton<ITimelineHandler, ReachReactions>();
        services.AddSingleton<IJobHandler, EventPlaceJob>();
        services.AddSingleton<IJobHandler, ReachImageJob>();
        services.AddSingleton<IPersonalData, ReachData>();
        services.AddSingleton<IRoomMoveHandler, ReachMoves>();
        services.AddSingleton<IRoomLeftHandler, ReachMoves>();
        services.AddSingleton<ICommand, ReachCommand>();
        services.AddTick<ReachTick>(ReachTick.EveryHour);
        return services;
    }
}
