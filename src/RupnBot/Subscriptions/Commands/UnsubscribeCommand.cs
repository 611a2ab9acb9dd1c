using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Matrix;
using RupnBot.Sources.Catalog;
using RupnBot.Storage;

namespace RupnBot.Subscriptions.Commands;

/// <summary><c>desabonner</c>, alone when there is one, by name, or <c>tout</c>.</summary>
internal sealed class UnsubscribeCommand(IEnumerable<IFurtherSubscriptions> further) : ICommand
{
    private const string All = "all";

    public CommandInfo Info { get; } = new("desabonner", "unsubscribe", Role.Referent, Places.Everywhere, "desabonne", "desabonnement", "desinscrire") { Theme = HelpTheme.News };

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var salon = await context.SalonAsync(asReferent: true, cancellationToken);
        var running = await RunningAsync(context, salon.Id, cancellationToken);
        if (running.Count == 0) throw context.Fault("Subscriptions.None", ("salon", context.NameOf(salon)));
        var ended = await ChosenAsync(context, running, cancellationToken);
        foreach (var one in ended) await one.EndAsync();
        var text = ended.Count == running.Count
            ? context.Texts.Format("Subscriptions.EndedAll", ("salon", context.NameOf(salon)))
            : context.Texts.Format(ended[0].IsNews ? "Subscriptions.Ended" : "Subscriptions.EndedOther", ("label", ended[0].Label), ("salon", context.NameOf(salon)));
        await context.ConfirmAsync(text, cancellationToken);
    }

    private async Task<List<Running>> RunningAsync(CommandContext context, RoomId salon, CancellationToken cancellationToken)
    {
        var running = new List<Running>();
        foreach (var row in await context.Db.Set<Subscription>().AsTracking().Where(row => row.RoomId == salon).OrderBy(row => row.Id).ToListAsync(cancellationToken))
        {
            running.Add(new Running(row.Target, row.Label, context.Texts.Format($"Subscriptions.Kind.{row.Kind}", ("label", row.Label)), IsNews: true, () => RemoveAsync(context.Db, row)));
        }

        foreach (var slice in further)
        {
            foreach (var other in await slice.OfAsync(context.Db, salon, context.Now, cancellationToken))
                running.Add(new Running($"other:{other.Key}", other.Label, context.Texts.Format("Subscriptions.Kind.Other", ("label", other.Label)), IsNews: false, () => slice.EndAsync(context.Db, salon, other.Key, cancellationToken)));
        }

        return running;
    }

    private static Task RemoveAsync(BotDbContext db, Subscription row)
    {
        db.Remove(row);
        return Task.CompletedTask;
    }

    private static async Task<List<Running>> ChosenAsync(CommandContext context, List<Running> running, CancellationToken cancellationToken)
    {
        var wanted = Topic.Fold(context.Line.Rest);
        if (wanted is "tout" or "tous" or "toutes" or "all" or "everything") return running;
        var candidates = wanted.Length == 0 ? running : Named(context, running, wanted);
        if (candidates.Count == 1) return candidates;
        List<ChoiceOption> options = [.. candidates.Select(one => new ChoiceOption(one.Key, one.Choice)), new ChoiceOption(All, context.Texts.Get("Subscriptions.All"))];
        var chosen = await context.ChooseAsync("end", context.Texts.Get("Subscriptions.WhichEnd"), options, cancellationToken);
        return chosen == All ? running : [candidates.Single(one => one.Key == chosen)];
    }

    private static List<Running> Named(CommandContext context, List<Running> running, string wanted)
    {
        // « desabonner du SRANE », « desabonner le thème IA »: the name ends what was written.
        var named = running.Where(one => $" {wanted}".EndsWith(" " + Topic.Fold(one.Label), StringComparison.Ordinal)).ToList();
        if (named.Count > 0) return named;
        var near = NearMiss.Find(wanted, running.Select(one => Topic.Fold(one.Label)));
        throw near is null
            ? context.Fault("Subscriptions.NotSubscribed", ("list", string.Join(", ", running.Select(one => one.Label))))
            : context.Fault("Subscriptions.NotSubscribedNear", ("near", running.First(one => Topic.Fold(one.Label) == near).Label));
    }

    private sealed record Running(string Key, string Label, string Choice, bool IsNews, Func<Task> EndAsync);
}
