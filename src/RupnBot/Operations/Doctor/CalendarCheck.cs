using Microsoft.Extensions.Options;
using RupnBot.Configuration;
using RupnBot.Localization;
using RupnBot.Scheduling.Calendar;

namespace RupnBot.Operations.Doctor;

/// <summary>The school calendar reaches far enough that nobody is surprised.</summary>
internal sealed class CalendarCheck(CurrentSchoolCalendar calendar, IOptions<BotOptions> bot, Texts texts, TimeProvider time) : ICheck
{
    private const int MonthsAhead = 2;

    public Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), bot.Value.Zone).DateTime);
        var until = SchoolZones.Parse(bot.Value.SchoolZone) is { } zone ? calendar.Calendar.CoveredUntil(zone) : null;
        if (until is not { } last || last < today.AddMonths(MonthsAhead)) return Task.FromResult<IReadOnlyList<Finding>>([new Finding(false, texts.Format("Doctor.CalendarEnds", ("date", Day(until))))]);
        return Task.FromResult<IReadOnlyList<Finding>>([new Finding(true, texts.Format("Doctor.Calendar", ("date", Day(last))))]);
    }

    private string Day(DateOnly? date) => date?.ToString("D", texts.Culture) ?? "—";
}
