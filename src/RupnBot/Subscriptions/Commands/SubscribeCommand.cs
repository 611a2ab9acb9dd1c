using RupnBot.Bot.Commands;
using RupnBot.Bot.Messages;
using RupnBot.Bot.Rooms;
using RupnBot.Scheduling.Dates;
using RupnBot.Sources.Probing;

namespace RupnBot.Subscriptions.Commands;

/// <summary><c>abonner SRANE lundi 8h</c>: a source, a theme or an address, and how often; again: another cadence.</summary>
internal sealed class SubscribeCommand(SubscriptionBook book, SubscriptionText words) : ICommand
{
    private static readonly string[] TimeWords = ["fois", "jour", "jours", "semaine", "semaines", "mois", "times", "day", "days", "week", "weeks", "month", "months"];

    public CommandInfo Info { get; } = new("abonner", "subscribe", Role.Referent, Places.Everywhere, "abonne", "abonnement") { Theme = HelpTheme.News, Foremost = Places.Everywhere };

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(context.Line.Rest)) throw context.Fault("Subscriptions.Missing");
        var lookup = await TargetLookup.ReadAsync(context.Db, cancellationToken);
        var request = SubscribeParser.Parse(context.Line.Rest, lookup.Names, book.Defaults);
        if (request.Cadence is CadenceResult.NotUnderstood fault) throw context.Fault("Subscriptions.Unchanged", ("reason", words.Fault(fault)));
        var cadence = request.NamesCadence ? ((CadenceResult.Understood)request.Cadence).Cadence : null;
        if (request.Address is { } calendar && calendar.AbsolutePath.EndsWith(".ics", StringComparison.OrdinalIgnoreCase)) throw context.Fault("Subscriptions.IsCalendar", ("address", calendar.AbsoluteUri));
        // A name mistyped is said before anything is asked.
        var target = request.Address is null ? await TargetAsync(context, lookup, request, cancellationToken) : null;
        var salon = await context.SalonAsync(asReferent: true, cancellationToken);
        if (target is not null) await PutAsync(context, salon, target, cadence, cancellationToken);
        else await ProbeAsync(context, salon, request.Address!, cadence, cancellationToken);
    }

    /// <summary>Subscribes and confirms to whoever asked.</summary>
    public async Task PutAsync(CommandContext context, Room salon, SubscriptionTarget target, Cadence? cadence, CancellationToken cancellationToken)
    {
        var subscribed = await book.PutAsync(context.Db, salon.Id, target, cadence, context.Sender, context.Now, cancellationToken)
            ?? throw context.Fault("Subscriptions.TooMany", ("count", Subscription.MostInASalon));
        await context.ConfirmAsync(words.Done(subscribed, context.NameOf(salon)), cancellationToken);
    }

    private bool IsAboutTime(string words) => words.Split(' ').Any(word => TimeWords.Contains(word) || CadenceParser.Parse(word, book.Defaults) is CadenceResult.Understood);

    private static async Task ProbeAsync(CommandContext context, Room salon, Uri address, Cadence? cadence, CancellationToken cancellationToken)
    {
        var chat = context.IsDirect ? context.Room : await context.DirectChatAsync(cancellationToken) ?? context.Room;
        var request = new ProbeRequest
        {
            Address = address.AbsoluteUri,
            AskedBy = context.EventId.Value,
            ReplyRoom = chat.Id.Value,
            Handler = SubscribedAddress.HandlerName,
            Payload = SubscribedAddress.PayloadOf(salon.Id, context.Sender, cadence),
        };
        await SourceProbe.QueueAsync(context.Db, request, context.Now, cancellationToken);
        await context.ConfirmAsync(context.Texts.Format("Subscriptions.Probing", ("host", address.IdnHost)), cancellationToken);
    }

    private async Task<SubscriptionTarget> TargetAsync(CommandContext context, TargetLookup lookup, SubscribeRequest request, CancellationToken cancellationToken)
    {
        if (request.Name.Length == 0) throw context.Fault("Subscriptions.Missing");
        var found = await lookup.FindAsync(context.Db, request.Name, request.Kind, cancellationToken);
        if (found.Count == 0)
        {
            // « SRANE lundi et jeudi »: the source is known, the rhythm is not.
            if (lookup.After(request.Name) is { } rest && IsAboutTime(rest)) throw context.Fault("Subscriptions.Unchanged", ("reason", context.Texts.Get("Cadence.Fault.NotACadence")));
            var name = DisplayText.Shorten(DisplayText.OneLine(request.Name), 80);
            throw lookup.Nearest(request.Name) is { } near
                ? context.Fault("Subscriptions.UnknownNear", ("name", name), ("near", near.Label))
                : context.Fault("Subscriptions.Unknown", ("name", name));
        }

        if (found.Count == 1) return found[0];
        var options = found.Select(target => new ChoiceOption(target.Key, context.Texts.Format($"Subscriptions.Kind.{target.Kind}", ("label", target.Label)))).ToList();
        var chosen = await context.ChooseAsync("target", context.Texts.Format("Subscriptions.WhichKind", ("name", found[0].Label)), options, cancellationToken);
        return found.Single(target => target.Key == chosen);
    }
}
