using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Digests.Rendering;
using RupnBot.Subscriptions;

namespace RupnBot.Digests.Commands;

/// <summary><c>apercu</c>: the next digest as it would be now, to whoever asks; nothing of it counts as offered.</summary>
internal sealed class PreviewCommand(DigestComposer composer, SubscriptionText words) : ICommand
{
    public CommandInfo Info { get; } = new("apercu", "preview", Role.Colleague, Places.Everywhere) { Theme = HelpTheme.News };

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var salon = await context.SalonAsync(asReferent: false, cancellationToken);
        var all = await context.Db.Set<Subscription>().AsNoTracking().Where(row => row.RoomId == salon.Id).OrderBy(row => row.NextAt).ThenBy(row => row.Id).ToListAsync(cancellationToken);
        if (all.Count == 0) throw context.Fault("Subscriptions.None", ("salon", context.NameOf(salon)));
        // Those of the same day make one digest.
        var day = words.Day(all[0].NextAt);
        var next = all.Where(row => words.Day(row.NextAt) == day).OrderBy(row => row.Id).ToList();
        var selection = await DigestComposer.SelectAsync(context.Db, salon.Id, next, context.Now, cancellationToken);
        if (selection.IsEmpty)
        {
            await context.ConfirmAsync(context.Texts.Format("Digests.PreviewEmpty", ("salon", context.NameOf(salon)), ("next", words.Instant(all[0].NextAt))), cancellationToken);
            return;
        }

        var articles = await composer.ArticlesAsync(context.Db, selection.Shown, cancellationToken, selection.Also);
        var content = new DigestContent(composer.LabelOf(next), articles, selection.More, context.NameOf(salon), IsPreview: true);
        await context.ConfirmAsync(DigestRenderer.Render(content, context.Texts), cancellationToken);
    }
}
