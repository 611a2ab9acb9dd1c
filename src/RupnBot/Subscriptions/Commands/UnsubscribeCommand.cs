using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Sources.Catalog;

namespace RupnBot.Subscriptions.Commands;

/// <summary><c>desabonner</c>, alone when there is one, by name, or <c>tout</c>.</summary>
internal sealed class UnsubscribeCommand : ICommand
{
    private const string All = "all";

    public CommandInfo Info { get; } = new("desabonner", "unsubscribe", Role.Referent, Places.Everywhere, "desabonne", "desabonnement", "desinscrire");

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var salon = await context.SalonAsync(asReferent: true, cancellationToken);
        var subscriptions = await context.Db.Set<Subscription>().AsTracking().Where(row => row.RoomId == salon.Id).OrderBy(row => row.Id).ToListAsync(cancellationToken);
        if (subscriptions.Count == 0) throw context.Fault("Subscriptions.None", ("salon", context.NameOf(salon)));
        var ended = await ChosenAsync(context, subscriptions, cancellationToken);
        context.Db.RemoveRange(ended);
        var text = ended.Count == subscriptions.Count
            ? context.Texts.Format("Subscriptions.EndedAll", ("salon", context.NameOf(salon)))
            : context.Texts.Format("Subscriptions.Ended", ("label", ended[0].Label), ("salon", context.NameOf(salon)));
        await context.ConfirmAsync(text, cancellationToken);
    }

    private static async Task<List<Subscription>> ChosenAsync(CommandContext context, List<Subscription> subscriptions, CancellationToken cancellationToken)
    {
        var wanted = Topic.Fold(context.Line.Rest);
        if (wanted is "tout" or "tous" or "toutes" or "all" or "everything") return subscriptions;
        var candidates = wanted.Length == 0 ? subscriptions : Named(context, subscriptions, wanted);
        if (candidates.Count == 1) return candidates;
        List<ChoiceOption> options =
        [
            .. candidates.Select(row => new ChoiceOption(row.Target, context.Texts.Format($"Subscriptions.Kind.{row.Kind}", ("label", row.Label)))),
            new ChoiceOption(All, context.Texts.Get("Subscriptions.All")),
        ];
        var chosen = await context.ChooseAsync("end", context.Texts.Get("Subscriptions.WhichEnd"), options, cancellationToken);
        return chosen == All ? subscriptions : [candidates.Single(row => row.Target == chosen)];
    }

    private static List<Subscription> Named(CommandContext context, List<Subscription> subscriptions, string wanted)
    {
        // « desabonner du SRANE », « desabonner le thème IA »: the name ends what was written.
        var named = subscriptions.Where(row => $" {wanted}".EndsWith(" " + Topic.Fold(row.Label), StringComparison.Ordinal)).ToList();
        if (named.Count > 0) return named;
        var near = NearMiss.Find(wanted, subscriptions.Select(row => Topic.Fold(row.Label)));
        throw near is null
            ? context.Fault("Subscriptions.NotSubscribed", ("list", string.Join(", ", subscriptions.Select(row => row.Label))))
            : context.Fault("Subscriptions.NotSubscribedNear", ("near", subscriptions.First(row => Topic.Fold(row.Label) == near).Label));
    }
}
