using Microsoft.Extensions.Options;
using RupnBot.Configuration;
using RupnBot.Scheduling.Calendar;
using RupnBot.Scheduling.Waves;

namespace RupnBot.Campaigns.Opening;

/// <summary>How fast a campaign goes out, and when it reminds.</summary>
internal sealed class CampaignSchedule(IOptions<MatrixOptions> matrix, CurrentWorkingTime working)
{
    /// <summary>A native poll is two messages, one with several answers a message and its reactions; an invitation is one.</summary>
    public const int RequestsAPlace = 2;

    /// <summary>Nobody answers a reminder that comes this late.</summary>
    private static readonly TimeSpan TooLate = TimeSpan.FromHours(2);

    public WorkingTime Working => working.Now;

    /// <summary>How many places a wave of one minute takes.</summary>
    public int WaveSize => Math.Max(1, (int)(Pace * 60 / RequestsAPlace));

    private double Pace => (matrix.Value.RequestsPerSecond > 0 ? matrix.Value.RequestsPerSecond : SendEstimate.Unpaced) * SendEstimate.Share;

    public SendPlan Plan(DateTimeOffset from, int places) => SendEstimate.Of(from, places * RequestsAPlace, matrix.Value.RequestsPerSecond, working.Now);

    public bool AllowsNow(DateTimeOffset now) => working.Now.Contains(now);

    /// <summary>The instants of the reminders: spread over the time that is left, within working hours; those too near the end are left out.</summary>
    public IReadOnlyList<DateTimeOffset> Reminders(DateTimeOffset sent, DateTimeOffset end, int count)
    {
        var shares = count switch
        {
            <= 0 => [],
            1 => [0.6],
            _ => new[] { 0.5, 0.85 },
        };
        return [.. shares.Select(share => working.Now.NextWorkingInstant(sent + ((end - sent) * share))).Where(at => at <= end - TooLate).Distinct()];
    }
}
