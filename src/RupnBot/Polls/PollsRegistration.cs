using Microsoft.Extensions.Options;
using RupnBot.Bot;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Jobs;
using RupnBot.Bot.Sync;
using RupnBot.Configuration;
using RupnBot.Polls.Commands;
using RupnBot.Polls.Life;
using RupnBot.Polls.Meetings;
using RupnBot.Polls.Opening;
using RupnBot.Polls.Privacy;
using RupnBot.Polls.Reading;
using RupnBot.Polls.Results.Charts;
using RupnBot.Polls.Series;
using RupnBot.Polls.Templates;
using RupnBot.Polls.Timeline;
using RupnBot.Privacy;
using RupnBot.Scheduling;

namespace RupnBot.Polls;

internal static class PollsRegistration
{
    /// <summary>Native polls: asked, voted in by tap or by words, closed, counted, told.</summary>
    public static IServiceCollection AddPolls(this IServiceCollection services)
    {
        services.AddSingleton(provider => VoterKeyFile.LoadOrCreate(provider.GetRequiredService<IOptions<StorageOptions>>().Value.PseudonymKeyFile));
        services.AddSingleton<PollHours>();
        services.AddSingleton<PollAnnouncer>();
        services.AddSingleton<PollCloser>();
        services.AddSingleton<PollWords>();
        services.AddSingleton<PollOpener>();
        services.AddSingleton<PollWithdrawal>();
        services.AddSingleton<PollTimes>();
        services.AddSingleton<TemplateBook>();
        services.AddSingleton<SeriesBook>();
        services.AddSingleton<SeriesRounds>();
        services.AddSingleton<ThresholdWatch>();
        services.AddSingleton<MeetingWords>();
        services.AddSingleton<MeetingRounds>();
        services.AddSingleton<PollReconciler>();
        services.AddSingleton<PollRounds>();
        services.AddSingleton<ITimelineHandler, PollStartHandler>();
        services.AddSingleton<ITimelineHandler, PollVoteHandler>();
        services.AddSingleton<ITimelineHandler, PollMessageHandler>();
        services.AddSingleton<ITimelineHandler, PollReactionHandler>();
        services.AddSingleton<ITimelineHandler, PollEndHandler>();
        services.AddSingleton<ITimelineHandler, PollRedactionHandler>();
        services.AddSingleton<IJobHandler, PollReadJob>();
        services.AddSingleton<IJobHandler, PollFollowJob>();
        services.AddSingleton<IJobHandler, PollImageJob>();
        services.AddSingleton<IRoomMoveHandler, PollMoves>();
        services.AddSingleton<IRoomLeftHandler, PollMoves>();
        services.AddSingleton<IStatusSource, PollStatus>();
        services.AddSingleton<IAgendaSource, PollAgenda>();
        services.AddSingleton<IAgendaSource, MeetingAgenda>();
        services.AddSingleton<IPersonalData, PollPersonalData>();
        services.AddSingleton<ICommand, PollCommand>();
        services.AddSingleton<ICommand, PollsCommand>();
        services.AddSingleton<ICommand, TemplatesCommand>();
        services.AddSingleton<ICommand, CorrectCommand>();
        services.AddSingleton<ICommand, StopCommand>();
        services.AddSingleton<ICommand, DateCommand>();
        services.AddSingleton<ICommand, KeepCommand>();
        services.AddSingleton<ICommand, CancelCommand>();
        services.AddSingleton<ICommand, VoteCommand>();
        services.AddSingleton<ICommand, CloseCommand>();
        services.AddSingleton<ICommand, ResultsCommand>();
        services.AddSingleton<ICommand, ExportCommand>();
        services.AddSingleton<ICommand, FollowCommand>();
        services.AddTick<PollRoundJob>(PollRoundJob.EveryMinute);
        return services;
    }
}
