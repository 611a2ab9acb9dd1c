using Microsoft.EntityFrameworkCore;
using RupnBot.Matrix;
using RupnBot.Reach.Records;
using RupnBot.Storage;

namespace RupnBot.Reach;

/// <summary>Counts readers, closes what is old enough, and turns measuring on and off.</summary>
internal static class ReachBook
{
    public static Task<ReachSalon?> SalonAsync(BotDbContext db, RoomId salon, CancellationToken cancellationToken) =>
        db.Set<ReachSalon>().AsTracking().FirstOrDefaultAsync(row => row.RoomId == salon, cancellationToken);

    public static async Task<bool> TurnOnAsync(BotDbContext db, RoomId salon, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var row = await SalonAsync(db, salon, cancellationToken);
        if (row is { IsOn: true }) return false;
        if (row is null) db.Add(row = new ReachSalon { RoomId = salon, Key = Guid.NewGuid().ToString("N") });
        (row.IsOn, row.Since) = (true, now);
        return true;
    }

    /// <summary>What was counted stays as a total; who has read what is erased at once. Who refused stays refused.</summary>
    public static async Task<bool> TurnOffAsync(BotDbContext db, RoomId salon, CancellationToken cancellationToken)
    {
        if (await SalonAsync(db, salon, cancellationToken) is not { IsOn: true } row) return false;
        row.IsOn = false;
        await CloseAsync(db, await db.Set<ReachItem>().AsTracking().Where(item => item.RoomId == salon && !item.IsClosed).ToListAsync(cancellationToken), cancellationToken);
        await DropTracesAsync(db, salon, cancellationToken);
        return true;
    }

    /// <summary>Someone does not want to be counted: neither from now on nor before.</summary>
    public static async Task RefuseAsync(BotDbContext db, RoomId salon, string reader, CancellationToken cancellationToken)
    {
        await ForgetAsync(db, salon, reader, cancellationToken);
        if (await db.FindAsync<ReachRefusal>([salon, reader], cancellationToken) is null) db.Add(new ReachRefusal { RoomId = salon, Reader = reader });
    }

    public static async Task ForgetAsync(BotDbContext db, RoomId salon, string reader, CancellationToken cancellationToken)
    {
        await db.Set<ReachReader>().Where(row => row.RoomId == salon && row.Reader == reader).ExecuteDeleteAsync(cancellationToken);
        await db.Set<ReachReaction>().Where(row => row.Reader == reader).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Those for which nobody begins to read any more get their total.</summary>
    public static async Task CloseOldAsync(BotDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var old = now - ReachItem.Open;
        var due = await db.Set<ReachItem>().AsTracking().Where(item => !item.IsClosed && item.SentAt <= old).OrderBy(item => item.Id).Take(200).ToListAsync(cancellationToken);
        await CloseAsync(db, due, cancellationToken);
        foreach (var salon in due.Select(item => item.RoomId).Distinct()) await DropTracesAsync(db, salon, cancellationToken);
    }

    /// <summary>The items with their numbers as they are now.</summary>
    public static async Task<IReadOnlyList<ReachFigure>> FiguresAsync(BotDbContext db, IQueryable<ReachItem> items, CancellationToken cancellationToken)
    {
        var figures = new List<ReachFigure>();
        foreach (var item in await items.AsNoTracking().ToListAsync(cancellationToken))
        {
            var (readers, reactions) = item.IsClosed ? (item.Readers, item.Reactions) : await CountAsync(db, item, cancellationToken);
            figures.Add(new ReachFigure(item, readers, reactions));
        }

        return figures;
    }

    private static async Task CloseAsync(BotDbContext db, List<ReachItem> items, CancellationToken cancellationToken)
    {
        foreach (var item in items) (item.Readers, item.Reactions) = await CountAsync(db, item, cancellationToken);
        items.ForEach(item => item.IsClosed = true);
        await db.SaveChangesAsync(cancellationToken);
        var ids = items.ConvertAll(item => item.Id);
        await db.Set<ReachReaction>().Where(reaction => ids.Contains(reaction.ItemId)).ExecuteDeleteAsync(cancellationToken);
    }

    // Who came in afterwards was not there to read it; and nobody who left since makes it more than all.
    private static async Task<(int Readers, int Reactions)> CountAsync(BotDbContext db, ReachItem item, CancellationToken cancellationToken)
    {
        var readers = await db.Set<ReachReader>().CountAsync(reader => reader.RoomId == item.RoomId && reader.Place >= item.Place && (reader.JoinedPlace == null || reader.JoinedPlace <= item.Place), cancellationToken);
        return (Math.Min(readers, item.Members), await db.Set<ReachReaction>().CountAsync(reaction => reaction.ItemId == item.Id, cancellationToken));
    }

    // What lies before the first thing still open says nothing any more.
    private static async Task DropTracesAsync(BotDbContext db, RoomId salon, CancellationToken cancellationToken)
    {
        var first = await db.Set<ReachItem>().Where(item => item.RoomId == salon && !item.IsClosed).MinAsync(item => (long?)item.Place, cancellationToken) ?? long.MaxValue;
        await db.Set<ReachEvent>().Where(found => found.RoomId == salon && found.Place < first).ExecuteDeleteAsync(cancellationToken);
        await db.Set<ReachReader>().Where(reader => reader.RoomId == salon && reader.Place < first && (reader.JoinedPlace == null || reader.JoinedPlace < first)).ExecuteDeleteAsync(cancellationToken);
    }
}

/// <summary>Something that was sent, and how far it went.</summary>
/// <param name="Item">What.</param>
/// <param name="Readers">At least so many members have read it: those who hide their receipts are not known.</param>
/// <param name="Reactions">So many reacted, whatever with.</param>
internal sealed record ReachFigure(ReachItem Item, int Readers, int Reactions)
{
    /// <summary>In a small salon a share would speak of single people.</summary>
    public bool IsShown => Item.Members >= ReachItem.LeastMembers;

    /// <summary>0 to 100.</summary>
    public int Percent => Item.Members == 0 ? 0 : (int)Math.Round(100.0 * Readers / Item.Members, MidpointRounding.AwayFromZero);
}
