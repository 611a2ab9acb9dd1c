using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Sources.Archive;
using RupnBot.Sources.Catalog;
using RupnBot.Storage;

namespace RupnBot.Subscriptions;

/// <summary>The sources and themes there are, by name.</summary>
internal sealed class TargetLookup
{
    private const int MostSources = 3000;
    private readonly List<SubscriptionTarget> _targets;

    private TargetLookup(List<SubscriptionTarget> targets)
    {
        _targets = targets;
        Names = targets.Select(FoldedName).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Every name, folded.</summary>
    public IReadOnlySet<string> Names { get; }

    /// <summary>What the catalogue offers a beginner: its sources, then its themes.</summary>
    public IReadOnlyList<SubscriptionTarget> Offered { get; private init; } = [];

    public static async Task<TargetLookup> ReadAsync(BotDbContext db, CancellationToken cancellationToken)
    {
        var sources = await db.Set<Source>().AsNoTracking().Where(source => !source.IsRetired).OrderByDescending(source => source.IsCatalog).ThenBy(source => source.Id).Take(MostSources)
            .Select(source => new { source.Id, source.Name, source.Topics, source.IsCatalog }).ToListAsync(cancellationToken);
        var topics = sources.SelectMany(source => source.Topics.Select(topic => (Name: topic, source.IsCatalog))).DistinctBy(topic => Topic.Fold(topic.Name)).ToList();
        return new TargetLookup([.. sources.Select(source => SubscriptionTarget.Source(source.Id, source.Name)), .. topics.Select(topic => OfTopic(topic.Name))])
        {
            Offered =
            [
                .. sources.Where(source => source.IsCatalog).Select(source => SubscriptionTarget.Source(source.Id, source.Name)),
                .. topics.Where(topic => topic.IsCatalog).Select(topic => OfTopic(topic.Name)),
            ],
        };
    }

    /// <summary>The source, the theme or both of this very name. A theme may be one that only articles carry.</summary>
    public async Task<IReadOnlyList<SubscriptionTarget>> FindAsync(BotDbContext db, string name, SubscriptionKind? kind, CancellationToken cancellationToken)
    {
        var folded = Topic.Fold(name);
        if (folded.Length is 0 or > Topic.LongestName * 2) return [];
        var found = _targets.Where(target => FoldedName(target) == folded && (kind is null || target.Kind == kind)).ToList();
        if (kind == SubscriptionKind.Source || found.Exists(target => target.Kind == SubscriptionKind.Topic)) return found;
        var carried = await db.Set<Article>().AsNoTracking().Where(article => article.FoldedTopics.Contains(folded)).OrderByDescending(article => article.Id)
            .Select(article => article.Topics).FirstOrDefaultAsync(cancellationToken);
        if (carried?.Find(topic => Topic.Fold(topic) == folded) is { } label) found.Add(SubscriptionTarget.Topic(folded, label));
        return found;
    }

    /// <summary>What was written behind the name of something there is, folded; null when it begins with none.</summary>
    public string? After(string written)
    {
        var folded = Topic.Fold(written);
        var name = Names.Where(name => folded.StartsWith(name + " ", StringComparison.Ordinal)).MaxBy(name => name.Length);
        return name is null ? null : folded[(name.Length + 1)..];
    }

    /// <summary>What someone may have meant: mistyped, or the name in part.</summary>
    public SubscriptionTarget? Nearest(string name)
    {
        var folded = Topic.Fold(name);
        if (NearMiss.Find(folded, Names) is { } near) return _targets.Find(target => FoldedName(target) == near);
        if (folded.Length < 3) return null;
        var partly = _targets.Where(target => $" {FoldedName(target)} ".Contains($" {folded} ", StringComparison.Ordinal) || FoldedName(target).StartsWith(folded, StringComparison.Ordinal)).ToList();
        return partly.Count == 0 ? null : partly[0];
    }

    private static SubscriptionTarget OfTopic(string name) => SubscriptionTarget.Topic(Topic.Fold(name), name);

    private static string FoldedName(SubscriptionTarget target) => target.FoldedTopic ?? Topic.Fold(target.Label);
}
