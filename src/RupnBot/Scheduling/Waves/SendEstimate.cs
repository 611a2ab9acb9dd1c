using RupnBot.Scheduling.Calendar;

namespace RupnBot.Scheduling.Waves;

/// <summary>
/// When a message to many salons will have left: at the homeserver's pace, of which the others who speak meanwhile get a part, and within working
/// hours; what does not fit the day goes on the next working morning. Pure.
/// </summary>
public static class SendEstimate
{
    /// <summary>Of all requests, those that one big sending gets: answers to people, polls and digests come in between.</summary>
    public const double Share = 0.8;

    /// <summary>Requests a second where no pace is kept: about what one homeserver takes.</summary>
    public const double Unpaced = 20;

    // A send of a year is a mistake of whoever asks.
    private const int MostDays = 250;

    /// <param name="start">From when on; when the bot may not write by itself then, it begins at the next opening.</param>
    /// <param name="requests">How many requests it takes.</param>
    /// <param name="requestsPerSecond">The pace kept; 0: none.</param>
    /// <param name="working">When the bot may write by itself.</param>
    public static SendPlan Of(DateTimeOffset start, int requests, double requestsPerSecond, WorkingTime working)
    {
        ArgumentNullException.ThrowIfNull(working);
        ArgumentOutOfRangeException.ThrowIfNegative(requests);
        var pace = (requestsPerSecond > 0 ? requestsPerSecond : Unpaced) * Share;
        var from = working.NextWorkingInstant(start);
        var days = new List<SendDay>();
        for (var left = requests; days.Count < MostDays;)
        {
            var day = LocalInstant.DateOf(from, working.TimeZone);
            var closing = LocalInstant.At(day, working.Hours.Closing, working.TimeZone);
            // At least one: what begins just before the hour may end just after it.
            var room = Math.Max(1, (int)Math.Min((closing - from).TotalSeconds * pace, int.MaxValue));
            var today = Math.Min(left, room);
            days.Add(new SendDay(day, from, from.AddSeconds(today / pace), today));
            left -= today;
            if (left == 0) break;
            from = working.OpeningOf(working.NextWorkingDay(day));
        }

        return new SendPlan(days);
    }
}

/// <summary>The days of a send; one at least.</summary>
public sealed record SendPlan(IReadOnlyList<SendDay> Days)
{
    public DateTimeOffset From => Days[0].From;

    public DateTimeOffset Until => Days[^1].Until;

    /// <summary>It does not fit the day it begins on.</summary>
    public bool GoesOn => Days.Count > 1;
}

/// <summary>What leaves on one day.</summary>
public readonly record struct SendDay(DateOnly Day, DateTimeOffset From, DateTimeOffset Until, int Requests);
