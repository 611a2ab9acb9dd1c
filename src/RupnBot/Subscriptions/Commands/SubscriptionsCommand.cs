using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Messages;

namespace RupnBot.Subscriptions.Commands;

/// <summary><c>abonnements</c>: what the salon is subscribed to, with each next date.</summary>
internal sealed class SubscriptionsCommand(SubscriptionText words, IEnumerable<IFurtherSubscriptions> further) : ICommand
{
    public CommandInfo Info { get; } = new("abonnements", "subscriptions", Role.Colleague, Places.Everywhere) { Theme = HelpTheme.News };

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var salon = await context.SalonAsync(asReferent: false, cancellationToken);
        var subscriptions = await context.Db.Set<Subscription>().AsNoTracking().Where(row => row.RoomId == salon.Id).OrderBy(row => row.NextAt).ThenBy(row => row.Id).ToListAsync(cancellationToken);
        var others = new List<FurtherSubscription>();
        foreach (var slice in further) others.AddRange(await slice.OfAsync(context.Db, salon.Id, context.Now, cancellationToken));
        if (subscriptions.Count + others.Count == 0)
        {
            await context.ReplyAsync(context.Texts.Format("Subscriptions.None", ("salon", context.NameOf(salon))), cancellationToken);
            return;
        }

        var builder = new MessageBuilder()
            .Paragraph(context.Texts.Format("Subscriptions.Title", ("salon", context.NameOf(salon))))
            .BulletList(subscriptions.Select(words.Line).Concat(others.Select(other => other.Line)).Select(InlineText.From));
        var pause = await context.Db.FindAsync<SalonPause>([salon.Id], cancellationToken);
        if (pause is not null && pause.HoldsAt(context.Now)) builder.Paragraph(PauseText.Of(pause, words, context.Texts));
        await context.ReplyAsync(builder.Build(), cancellationToken);
    }
}
