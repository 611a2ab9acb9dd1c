using System.Globalization;
using System.Text.RegularExpressions;
using RupnBot.Bot.Commands;
using RupnBot.Localization;
using RupnBot.Scheduling.Calendar;
using RupnBot.Scheduling.Dates;

namespace RupnBot.Subscriptions.Commands;

/// <summary><c>pause</c>, <c>pause jusqu'au 5 janvier</c>, <c>pause jusqu'à la rentrée</c>, <c>pause 2 semaines</c>: no digests, subscriptions kept.</summary>
internal sealed partial class PauseCommand(CurrentWorkingTime working, SubscriptionText words) : ICommand
{
    public CommandInfo Info { get; } = new("pause", "suspend", Role.Referent, Places.Everywhere, "suspendre") { Theme = HelpTheme.News };

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var salon = await context.SalonAsync(asReferent: true, cancellationToken);
        var until = await UntilAsync(context, cancellationToken);
        var pause = await context.Db.FindAsync<SalonPause>([salon.Id], cancellationToken);
        if (pause is null) context.Db.Add(pause = new SalonPause { RoomId = salon.Id });
        (pause.Reason, pause.Until) = (PauseReason.Asked, until);
        var text = until is { } end
            ? context.Texts.Format("Subscriptions.PauseUntil", ("salon", context.NameOf(salon)), ("until", words.Instant(end)))
            : context.Texts.Format("Subscriptions.Pause", ("salon", context.NameOf(salon)));
        await context.ConfirmAsync(text, cancellationToken);
    }

    private async Task<DateTimeOffset?> UntilAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var time = working.Now;
        if (SchoolMoment.Read(context.Line.Rest, LocalInstant.DateOf(context.Now, time.TimeZone), time.Calendar, time.SchoolZone) is { } moment)
            return time.OpeningOf(moment.Day ?? throw context.Fault("Subscriptions.Unchanged", ("reason", context.Texts.Get("Subscriptions.PauseNoCalendar"))));
        var text = Until().Replace(TextFolding.Fold(context.Line.Rest).Trim(), "").Trim('.', '!', ' ');
        if (text.Length == 0 || OpenEnded().IsMatch(text)) return null;
        var reading = WhenParser.Parse(text, context.Now, time.TimeZone, context.Texts.Culture);
        // « 3 jours », « deux semaines »: counted from now; « en janvier »: its first day.
        foreach (var before in (string[])["dans", "1er"])
            if (reading is WhenResult.NotUnderstood && WhenParser.Parse($"{before} {text}", context.Now, time.TimeZone, context.Texts.Culture) is WhenResult.Understood meant) return meant.Instant;
        switch (reading)
        {
            case WhenResult.Understood understood:
                return understood.Instant;
            case WhenResult.Ambiguous ambiguous:
                var options = ambiguous.Candidates.Select(instant => new ChoiceOption(instant.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), words.Instant(instant))).ToList();
                var chosen = await context.ChooseAsync("until", context.Texts.Get(ambiguous.ResourceKey), options, cancellationToken);
                return DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(chosen, CultureInfo.InvariantCulture));
            case WhenResult.Past past:
                throw context.Fault("Subscriptions.Unchanged", ("reason", context.Texts.Format(WhenResult.Past.ResourceKey, ("instant", words.Instant(past.Instant)))));
            case WhenResult.NotUnderstood fault:
                throw context.Fault("Subscriptions.Unchanged", ("reason", context.Texts.Get(fault.ResourceKey)));
            default:
                throw new InvalidOperationException("A reading of a date that is not known.");
        }
    }

    // « jusqu'au 5 janvier »: the date reader knows « 5 janvier ».
    [GeneratedRegex(@"^(?:jusqu\s?'?\s?(?:aux?|a|en)|jusque|pendant|durant|pour|encore|until|till|to|for)\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Until();

    [GeneratedRegex(@"^(?:nouvel ordre|further notice)$", RegexOptions.CultureInvariant)]
    private static partial Regex OpenEnded();
}
