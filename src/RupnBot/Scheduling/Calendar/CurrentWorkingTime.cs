using Microsoft.Extensions.Options;
using RupnBot.Configuration;

namespace RupnBot.Scheduling.Calendar;

/// <summary>The working time as configured, by the calendar of the moment.</summary>
public sealed class CurrentWorkingTime(CurrentSchoolCalendar calendar, IOptions<BotOptions> options)
{
    private readonly SchoolZone _zone = SchoolZones.Parse(options.Value.SchoolZone) ?? SchoolZone.A;
    private readonly WorkingHours _hours = WorkingHours.TryParse(options.Value.WorkingHours, out var hours) ? hours : WorkingHours.Default;
    private readonly TimeZoneInfo _timeZone = options.Value.Zone;
    private readonly bool _everyDay = options.Value.WorksEveryDay;

    /// <summary>Taken anew for each decision: the calendar behind it is refreshed now and then.</summary>
    public WorkingTime Now => new(calendar.Calendar, _zone, _hours, _timeZone, _everyDay);
}
