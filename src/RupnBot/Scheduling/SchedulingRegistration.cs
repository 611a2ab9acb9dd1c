using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Quartz;
using RupnBot.Scheduling.Calendar;

namespace RupnBot.Scheduling;

internal static class SchedulingRegistration
{
    private const int Threads = 4;

    /// <summary>Quartz with its RAM store: it ticks, and the database knows what is due. Also the school calendar and the working time.</summary>
    public static IServiceCollection AddScheduling(this IServiceCollection services)
    {
        services.AddQuartz(quartz => quartz.UseDefaultThreadPool(Threads));
        services.AddQuartzHostedService(options =>
        {
            options.AwaitApplicationStarted = true;
            options.WaitForJobsToComplete = true;
        });
        services.AddOptions<CalendarOptions>().BindConfiguration(CalendarOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CalendarOptions>, CalendarOptionsValidator>());
        services.AddSingleton(provider => new CurrentSchoolCalendar(
            ShippedSchoolCalendar.Calendar.WithAlsaceMoselle(provider.GetRequiredService<IOptions<CalendarOptions>>().Value.AlsaceMoselle)));
        services.AddSingleton<CurrentWorkingTime>();
        services.AddHostedService<EveryDayWarning>();
        services.AddSingleton<CalendarRefresh>();
        services.AddHostedService(provider => provider.GetRequiredService<CalendarRefresh>());
        services.AddTick<CalendarRefresh>("40 11 * * * ?");
        return services;
    }

    /// <summary>
    /// Runs <typeparamref name="TJob"/> at fixed instants. A tick that is late or still under way is not made up for: the next one finds all that is due.
    /// </summary>
    /// <param name="services">Where the slice registers.</param>
    /// <param name="cron">Quartz's form with seconds first, UTC: <c>0 * * * * ?</c> is every minute.</param>
    public static IServiceCollection AddTick<TJob>(this IServiceCollection services, string cron)
        where TJob : class, IJob =>
        services.AddQuartz(quartz => quartz.ScheduleJob<TJob>(
            trigger => trigger.WithIdentity(typeof(TJob).Name).WithCronSchedule(
                cron, schedule => schedule.InTimeZone(TimeZoneInfo.Utc).WithMisfireInstruction(CronTriggerMisfireInstruction.DoNothing)),
            job => job.WithIdentity(typeof(TJob).Name)));
}
