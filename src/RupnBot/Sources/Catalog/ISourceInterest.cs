using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Sources.Catalog;

/// <summary>A salon reads a source, by the source's name or by one of its themes.</summary>
public sealed class SourceReader
{
    public long SourceId { get; init; }

    public RoomId SalonId { get; init; }
}

/// <summary>Which salons read which sources. The slice of subscriptions knows; without one nobody reads anything.</summary>
public interface ISourceInterest
{
    /// <summary>A query to be composed further, so that one statement finds what is due; a pair may come twice.</summary>
    IQueryable<SourceReader> Readers(BotDbContext db);
}
