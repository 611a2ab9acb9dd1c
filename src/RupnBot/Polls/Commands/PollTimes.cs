using System.Globalization;
using RupnBot.Bot.Commands;
using RupnBot.Polls.Life;
using RupnBot.Scheduling.Dates;

namespace RupnBot.Polls.Commands;

/// <summary>The instants that people name with a poll; what could mean two is asked.</summary>
internal sealed class PollTimes(PollHours hours)
{
    /// <summary>A poll that is to end « vendredi » ends when Friday's work does, « vendredi matin » when the morning is over.</summary>
    public static readonly WhenOptions End = new() { DayTime = new TimeOnly(18, 0), Morning = new TimeOnly(12, 0), Afternoon = new TimeOnly(18, 0), MaximumDays = 180 };

    /// <summary>When people meet: the hour must be said.</summary>
    public static readonly WhenOptions Meeting = new() { MaximumDays = 180 };

    /// <param name="context">Who says so.</param>
    /// <param name="text">The words.</param>
    /// <param name="slot">Names the question, should one have to be asked.</param>
    /// <param name="options">What words without an hour mean.</param>
    /// <param name="needsHour">A day alone will not do.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="CommandFault">They name no instant to come.</exception>
    /// <exception cref="QuestionAsked">They could mean two.</exception>
    public async Task<DateTimeOffset> ReadAsync(CommandContext context, string text, string slot, WhenOptions options, bool needsHour, CancellationToken cancellationToken)
    {
        // Chosen a moment ago: what the words would mean now may have moved on.
        if (context.Choices.TryGetValue(slot, out var chosen) && long.TryParse(chosen, CultureInfo.InvariantCulture, out var instant) && Instant(instant) > context.Now)
            return Instant(instant);
        var culture = context.Texts.Culture;
        switch (WhenParser.Parse(text, context.Now, hours.Zone, culture, options))
        {
            case WhenResult.Understood { Precision: not TimePrecision.Minute } when needsHour:
                throw context.Fault("Polls.Dates.NeedsHour", ("subject", text));
            case WhenResult.Understood understood:
                return understood.Instant;
            case WhenResult.Ambiguous ambiguous:
                var choices = ambiguous.Candidates.Select(candidate => new ChoiceOption(
                    candidate.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), DateText.Full(candidate, hours.Zone, culture)));
                return Instant(long.Parse(await context.ChooseAsync(slot, context.Texts.Get(ambiguous.ResourceKey), [.. choices], cancellationToken), CultureInfo.InvariantCulture));
            case WhenResult.Past past:
                throw context.Fault(WhenResult.Past.ResourceKey, ("instant", DateText.Full(past.Instant, hours.Zone, culture)));
            case WhenResult.NotUnderstood when needsHour:
                throw context.Fault("Polls.Dates.NotADate", ("subject", text));
            case WhenResult.NotUnderstood not:
                throw context.Fault(not.ResourceKey);
            default:
                throw new InvalidOperationException("A date was read in a way nobody foresaw.");
        }
    }

    private static DateTimeOffset Instant(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
