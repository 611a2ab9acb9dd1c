using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Messages;
using RupnBot.Digests.Selection;
using RupnBot.Sources.Catalog;

namespace RupnBot.Subscriptions.Commands;

/// <summary><c>filtrer SRANE avec tablette, ENT sans concours max 3</c>: narrows a subscription; alone it says what narrows them.</summary>
internal sealed class FilterCommand(SubscriptionText words) : ICommand
{
    public CommandInfo Info { get; } = new("filtrer", "filter", Role.Referent, Places.Everywhere, "filtre", "filtres") { Theme = HelpTheme.News };

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var request = FilterParser.Parse(context.Line.Rest);
        var salon = await context.SalonAsync(asReferent: true, cancellationToken);
        var subscriptions = await context.Db.Set<Subscription>().AsTracking().Where(row => row.RoomId == salon.Id).OrderBy(row => row.Id).ToListAsync(cancellationToken);
        if (subscriptions.Count == 0) throw context.Fault("Subscriptions.None", ("salon", context.NameOf(salon)));
        if (request is { IsQuestion: true, Name.Length: 0 })
        {
            await context.ConfirmAsync(string.Join('\n', [.. subscriptions.Select(Told), context.Texts.Get("Subscriptions.FilterHow")]), cancellationToken);
            return;
        }

        var subscription = await ChosenAsync(context, subscriptions, request.Name, cancellationToken);
        if (!request.IsQuestion)
        {
            var filter = request.Clears ? new SubscriptionFilter() : await ChangedAsync(context, subscription.Filter ?? new SubscriptionFilter(), request, cancellationToken);
            subscription.Filter = filter.IsEmpty ? null : filter;
        }

        await context.ConfirmAsync(context.Texts.Format(request.IsQuestion ? "Subscriptions.FilterIs" : "Subscriptions.FilterDone", ("filter", Told(subscription)), ("salon", context.NameOf(salon))), cancellationToken);

        string Told(Subscription row) => context.Texts.Format("Subscriptions.FilterLine", ("label", row.Label), ("filter", words.Filter(row.Filter)));
    }

    private static async Task<Subscription> ChosenAsync(CommandContext context, List<Subscription> subscriptions, string name, CancellationToken cancellationToken)
    {
        var wanted = Topic.Fold(name);
        var candidates = wanted.Length == 0 ? subscriptions : [.. subscriptions.Where(row => $" {wanted}".EndsWith(" " + Topic.Fold(row.Label), StringComparison.Ordinal))];
        if (candidates.Count == 0) throw context.Fault("Subscriptions.NotSubscribed", ("list", string.Join(", ", subscriptions.Select(row => row.Label))));
        if (candidates.Count == 1) return candidates[0];
        var options = candidates.Select(row => new ChoiceOption(row.Target, context.Texts.Format($"Subscriptions.Kind.{row.Kind}", ("label", row.Label)))).ToList();
        var chosen = await context.ChooseAsync("filter", context.Texts.Get("Subscriptions.WhichFilter"), options, cancellationToken);
        return candidates.Single(row => row.Target == chosen);
    }

    private static async Task<SubscriptionFilter> ChangedAsync(CommandContext context, SubscriptionFilter filter, FilterRequest request, CancellationToken cancellationToken)
    {
        foreach (var (part, values) in request.Parts)
        {
            if (values.Count > SubscriptionFilter.MostWords) throw context.Fault("Subscriptions.FilterTooMany", ("count", SubscriptionFilter.MostWords));
            if (values.FirstOrDefault(value => value.Length > SubscriptionFilter.LongestWord) is { } tooLong)
                throw context.Fault("Subscriptions.FilterTooLong", ("word", DisplayText.Shorten(DisplayText.OneLine(tooLong), 40)));
            filter = part switch
            {
                FilterPart.With => filter with { With = values },
                FilterPart.Without => filter with { Without = values },
                FilterPart.Topics => filter with { Topics = values },
                FilterPart.Sources => filter with { Sources = await SourcesAsync(context, values, cancellationToken) },
                _ => filter with { Maximum = MaximumOf(context, values) },
            };
        }

        return filter;
    }

    private static async Task<IReadOnlyList<FilterSource>> SourcesAsync(CommandContext context, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var folded = names.Select(Topic.Fold).ToList();
        var found = await context.Db.Set<Source>().AsNoTracking().Where(source => folded.Contains(source.FoldedName)).Select(source => new { source.Id, source.Name, source.FoldedName }).ToListAsync(cancellationToken);
        if (names.FirstOrDefault(name => !found.Exists(source => source.FoldedName == Topic.Fold(name))) is { } unknown)
            throw context.Fault("Subscriptions.FilterNoSource", ("name", DisplayText.Shorten(DisplayText.OneLine(unknown), 80)));
        return [.. found.Select(source => new FilterSource(source.Id, source.Name))];
    }

    private static int? MaximumOf(CommandContext context, IReadOnlyList<string> values)
    {
        if (values.Count == 0) return null;
        return values is [var one] && FilterParser.Maximum(one) is { } maximum ? maximum : throw context.Fault("Subscriptions.FilterMaximum", ("most", DigestSelection.MostShown));
    }
}
