using RupnBot.Bot.Commands;
using RupnBot.Bot.Sync;
using RupnBot.Privacy;
using RupnBot.Sources.Catalog;
using RupnBot.Sources.Probing;
using RupnBot.Sources.Relaying;
using RupnBot.Subscriptions.Commands;

namespace RupnBot.Subscriptions;

internal static class SubscriptionsRegistration
{
    /// <summary>What salons want to hear of, and how often.</summary>
    public static IServiceCollection AddSubscriptions(this IServiceCollection services)
    {
        services.AddSingleton<SubscriptionBook>();
        services.AddSingleton<SubscriptionText>();
        services.AddSingleton<ISourceInterest, SubscriptionInterest>();
        services.AddSingleton<IFindsFollower, FollowedFinds>();
        services.AddSingleton<IProbedSourceHandler, SubscribedAddress>();
        services.AddSingleton<IRoomMoveHandler, SalonMoves>();
        services.AddSingleton<IRoomLeftHandler, SalonMoves>();
        services.AddSingleton<IPersonalData, SubscriptionData>();
        services.AddSingleton<SubscribeCommand>();
        services.AddSingleton<ICommand>(provider => provider.GetRequiredService<SubscribeCommand>());
        services.AddSingleton<ICommand, SubscriptionsCommand>();
        services.AddSingleton<ICommand, UnsubscribeCommand>();
        services.AddSingleton<ICommand, FilterCommand>();
        services.AddSingleton<ICommand, PauseCommand>();
        services.AddSingleton<ICommand, ResumeCommand>();
        services.AddSingleton<ICommand, HelloCommand>();
        return services;
    }
}
