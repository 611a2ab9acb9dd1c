using RupnBot.Bot;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Jobs;
using RupnBot.Bot.Sync;
using RupnBot.Privacy;
using RupnBot.Scheduling;
using RupnBot.Surveys.Answering;
using RupnBot.Surveys.Commands;
using RupnBot.Surveys.Files;
using RupnBot.Surveys.Life;
using RupnBot.Surveys.Opening;

namespace RupnBot.Surveys;

internal static class SurveysRegistration
{
    /// <summary>Short surveys: written by an editor, answered in private, mixed, counted.</summary>
    public static IServiceCollection AddSurveys(this IServiceCollection services)
    {
        services.AddSingleton<SurveyWords>();
        services.AddSingleton<SurveyOpener>();
        services.AddSingleton<SurveyTurnout>();
        services.AddSingleton<SurveyAnnouncer>();
        services.AddSingleton<SurveyFarewell>();
        services.AddSingleton<SurveyRounds>();
        services.AddSingleton<TalkWords>();
        services.AddSingleton<SurveyTalk>();
        services.AddSingleton<SurveyPreview>();
        services.AddSingleton<SurveyPreparation>();
        services.AddSingleton<IConversation, SurveyConversation>();
        services.AddSingleton<IConversation, AgreementConversation>();
        services.AddSingleton<IConversation, SurveyFileConversation>();
        services.AddSingleton<IJobHandler, SurveyFileJob>();
        services.AddSingleton<ICommand, RespondCommand>();
        services.AddSingleton<ICommand, SurveyCommand>();
        services.AddSingleton<ICommand, SurveysCommand>();
        services.AddSingleton<ICommandBranch, CloseBranch>();
        services.AddSingleton<ICommandBranch, ResultsBranch>();
        services.AddSingleton<ICommandBranch, ExportBranch>();
        services.AddSingleton<IRoomMoveHandler, SurveyMoves>();
        services.AddSingleton<IRoomLeftHandler, SurveyMoves>();
        services.AddSingleton<IStatusSource, SurveySources>();
        services.AddSingleton<IAgendaSource, SurveySources>();
        services.AddSingleton<IPersonalData, SurveyPersonalData>();
        services.AddTick<SurveyRoundJob>(SurveyRoundJob.EveryMinute);
        return services;
    }
}
