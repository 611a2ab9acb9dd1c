using RupnBot.Bot.Commands;
using RupnBot.Bot.Jobs;
using RupnBot.Bot.Sync;
using RupnBot.Campaigns.Commands;
using RupnBot.Campaigns.Files;
using RupnBot.Campaigns.Life;
using RupnBot.Campaigns.Opening;
using RupnBot.Campaigns.Results;
using RupnBot.Privacy;
using RupnBot.Scheduling;

namespace RupnBot.Campaigns;

internal static class CampaignsRegistration
{
    /// <summary>One poll or survey in many salons, or to many people, each counted once.</summary>
    public static IServiceCollection AddCampaigns(this IServiceCollection services)
    {
        services.AddSingleton<CampaignPeople>();
        services.AddSingleton<CampaignReaches>();
        services.AddSingleton<CampaignSchedule>();
        services.AddSingleton<CampaignOpener>();
        services.AddSingleton<CampaignPreview>();
        services.AddSingleton<CampaignDesk>();
        services.AddSingleton<CampaignProgress>();
        services.AddSingleton<CampaignActs>();
        services.AddSingleton<CampaignResults>();
        services.AddSingleton<CampaignExports>();
        services.AddSingleton<SurveyCampaign>();
        services.AddSingleton<CampaignWords>();
        services.AddSingleton<CampaignWaves>();
        services.AddSingleton<CampaignReminders>();
        services.AddSingleton<CampaignCloser>();
        services.AddSingleton<CampaignWithdrawal>();
        services.AddSingleton<CampaignRounds>();
        services.AddSingleton<CampaignListText>();
        services.AddSingleton<IConversation, CampaignConversation>();
        services.AddSingleton<IConversation, CampaignListConversation>();
        services.AddSingleton<IJobHandler, CampaignListJob>();
        services.AddSingleton<IJobHandler, CampaignImageJob>();
        services.AddSingleton<IRoomMoveHandler, CampaignMoves>();
        services.AddSingleton<IRoomLeftHandler, CampaignMoves>();
        services.AddSingleton<IPersonalData, CampaignPersonalData>();
        services.AddSingleton<ICommand, CampaignCommand>();
        services.AddSingleton<ICommand, CampaignsCommand>();
        services.AddTick<CampaignRoundJob>(CampaignRoundJob.EveryMinute);
        return services;
    }
}
