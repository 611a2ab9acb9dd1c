using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Sources.Archive;
using RupnBot.Storage;

namespace RupnBot.Sources.Catalog;

/// <summary>The themes there are: those of the sources, and those people gave their finds.</summary>
internal static class Topics
{
    private const int MostFinds = 500;

    /// <summary>By their folded form, as they are shown.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> KnownAsync(BotDbContext db, CancellationToken cancellationToken)
    {
        var sources = await db.Set<Source>().AsNoTracking().Where(source => !source.IsRetired).Select(source => source.Topics).ToListAsync(cancellationToken);
        var finds = await db.Set<Article>().AsNoTracking().Where(article => article.SourceId == null && article.RelayedTo == null)
            .OrderByDescending(article => article.FirstSeenAt).Take(MostFinds).Select(article => article.Topics).ToListAsync(cancellationToken);
        return sources.Concat(finds).SelectMany(topics => topics).DistinctBy(Topic.Fold).ToDictionary(Topic.Fold, StringComparer.Ordinal);
    }

    /// <summary>The theme that was probably meant; null when none is near.</summary>
    public static string? Near(string topic, IReadOnlyDictionary<string, string> known) =>
        NearMiss.Find(Topic.Fold(topic), known.Keys) is { } folded ? known[folded] : null;
}
