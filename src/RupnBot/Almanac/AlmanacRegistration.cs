using Microsoft.Extensions.Options;
using RupnBot.Almanac.Commands;
using RupnBot.Almanac.Fetching;
using RupnBot.Bot;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Jobs;
using RupnBot.Bot.Sync;
using RupnBot.Privacy;
using RupnBot.Scheduling;
using RupnBot.Subscriptions;

namespace RupnBot.Almanac;

internal static class AlmanacRegistration
{
    /// <summary>The film of the year: calendars whose dates salons are reminded of at their time.</summary>
    public static IServiceCollection AddAlmanac(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<RemindersOptions>, RemindersOptionsValidator>();
        services.AddOptions<RemindersOptions>().BindConfiguration(RemindersOptions.Section).ValidateOnStart();
        services.AddSingleton<CalendarBook>();
        services.AddSingleton<CalendarWords>();
        services.AddSingleton<CalendarFetch>();
        services.AddSingleton<CalendarReads>();
        services.AddSingleton<ReminderRounds>();
        services.AddSingleton<CatalogCalendars>();
        services.AddHostedService(provider => provider.GetRequiredService<CatalogCalendars>());
        services.AddSingleton<IJobHandler, ReadCalendarJob>();
        services.AddSingleton<IConversation, CalendarFileConversation>();
        services.AddSingleton<IFurtherSubscriptions, CalendarSubscriptions>();
        services.AddSingleton<IAgendaSource, CalendarAgenda>();
        services.AddSingleton<IPersonalData, CalendarData>();
        services.AddSingleton<IRoomMoveHandler, CalendarMoves>();
        services.AddSingleton<IRoomLeftHandler, CalendarMoves>();
        services.AddSingleton<ICommand, RemindersCommand>();
        services.AddTick<ReminderTick>(ReminderTick.EveryMinute);
        return services;
    }
}
