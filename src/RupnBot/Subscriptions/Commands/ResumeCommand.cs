using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;

namespace RupnBot.Subscriptions.Commands;

/// <summary><c>reprendre</c>: digests again, after a pause asked for or one the bot made by itself.</summary>
internal sealed class ResumeCommand(SubscriptionText words) : ICommand
{
    public CommandInfo Info { get; } = new("reprendre", "resume", Role.Referent, Places.Everywhere, "reprise") { Theme = HelpTheme.News };

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var salon = await context.SalonAsync(asReferent: true, cancellationToken);
        var next = await context.Db.Set<Subscription>().Where(row => row.RoomId == salon.Id).OrderBy(row => row.NextAt).Select(row => (DateTimeOffset?)row.NextAt).FirstOrDefaultAsync(cancellationToken);
        if (next is null) throw context.Fault("Subscriptions.None", ("salon", context.NameOf(salon)));
        var pause = await context.Db.FindAsync<SalonPause>([salon.Id], cancellationToken);
        var held = pause is not null && pause.HoldsAt(context.Now);
        pause?.End();
        var key = held ? "Subscriptions.Resumed" : "Subscriptions.NotPaused";
        await context.ConfirmAsync(context.Texts.Format(key, ("salon", context.NameOf(salon)), ("next", words.Instant(next.Value))), cancellationToken);
    }
}
