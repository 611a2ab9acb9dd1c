using RupnBot.Sources.Archive;
using RupnBot.Storage;

namespace RupnBot.Sources.Catalog;

/// <summary>Stands in where nobody can subscribe (a bench, a tool): no source is read by anybody.</summary>
internal sealed class NoInterest : ISourceInterest
{
    // Only columns can be composed further: no row of this table has a source below zero.
    public IQueryable<SourceReader> Readers(BotDbContext db) => db.Set<Article>()
        .Where(article => article.SourceId < 0 && article.RelayedTo != null)
        .Select(article => new SourceReader { SourceId = article.SourceId!.Value, SalonId = article.RelayedTo!.Value });
}
