using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Sources.Catalog;

/// <summary>Stands in where nobody can subscribe (a bench, a tool): no source is read by anybody.</summary>
internal sealed class NoInterest : ISourceInterest
{
    private static readonly RoomId Nowhere = new("!nowhere");

    public IQueryable<SourceReader> Readers(BotDbContext db) =>
        db.Set<Source>().Where(source => source.Id < 0).Select(source => new SourceReader { SourceId = source.Id, SalonId = Nowhere });
}
