using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Digests.Rendering;
using RupnBot.Digests.Slots;
using RupnBot.Matrix;
using RupnBot.Subscriptions;

namespace RupnBot.Digests.Commands;

/// <summary><c>recentes</c>: the last three articles of what the salon is subscribed to, new or not, without waiting for the digest.</summary>
internal sealed class RecentCommand(DigestComposer composer) : ICommand
{
    private const int Most = 3;

    // A filter may leave little of what came lately.
    private const int MostLookedAt = 200;

    public CommandInfo Info { get; } = new("recentes", "recent", Role.Colleague, Places.Everywhere, "recents", "dernieres", "latest") { Theme = HelpTheme.News };

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var salon = await context.SalonAsync(asReferent: false, cancellationToken);
        var subscriptions = await context.Db.Set<Subscription>().AsNoTracking().Where(row => row.RoomId == salon.Id).OrderBy(row => row.Id).ToListAsync(cancellationToken);
        if (subscriptions.Count == 0) throw context.Fault("Subscriptions.None", ("salon", context.NameOf(salon)));
        var latest = await LatestAsync(context, salon.Id, subscriptions, cancellationToken);
        if (latest.Count == 0) throw context.Fault("Digests.NothingYet");
        var articles = await composer.ArticlesAsync(context.Db, latest, cancellationToken);
        var content = new DigestContent(composer.LabelOf(subscriptions), articles, 0, context.IsDirect ? context.NameOf(salon) : null);
        await context.ReplyAsync(DigestRenderer.Render(content, context.Texts), cancellationToken);
        if (!context.IsDirect) await RememberAsync(context, salon.Id, latest, cancellationToken);
    }

    private static async Task<List<long>> LatestAsync(CommandContext context, RoomId salon, List<Subscription> subscriptions, CancellationToken cancellationToken)
    {
        var latest = await DigestComposer.OfInterest(context.Db, salon, subscriptions)
            .OrderByDescending(article => article.PublishedAt != null && article.PublishedAt < article.FirstSeenAt ? article.PublishedAt : article.FirstSeenAt)
            .ThenByDescending(article => article.Id)
            .Take(MostLookedAt).ToListAsync(cancellationToken);
        return [.. latest.Where(article => DigestComposer.IsOfInterest(article, salon, subscriptions)).DistinctBy(article => article.LinkKey ?? article.Key).Take(Most).Select(article => article.Id)];
    }

    /// <summary>What the salon has just read does not come again with the digest.</summary>
    private static async Task RememberAsync(CommandContext context, RoomId salon, List<long> articles, CancellationToken cancellationToken)
    {
        var known = await context.Db.Set<ArticleOffer>().Where(offer => offer.RoomId == salon && articles.Contains(offer.ArticleId)).Select(offer => offer.ArticleId).ToListAsync(cancellationToken);
        context.Db.AddRange(articles.Except(known).Select(article => new ArticleOffer { RoomId = salon, ArticleId = article, At = context.Now }));
    }
}
