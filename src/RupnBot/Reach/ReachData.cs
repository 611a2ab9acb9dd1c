using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Sync;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Privacy;
using RupnBot.Reach.Receiving;
using RupnBot.Reach.Records;
using RupnBot.Storage;

namespace RupnBot.Reach;

/// <summary>How far someone has read is kept under a pseudonym for a fortnight; whoever asks is shown it and rid of it. That someone refused is kept, or it would be lost.</summary>
internal sealed class ReachData(ReaderPseudonyms pseudonyms, Texts texts) : IPersonalData
{
    public async Task<IReadOnlyList<string>> DescribeAsync(BotDbContext db, UserId user, CancellationToken cancellationToken)
    {
        var (read, refused) = (0, 0);
        foreach (var salon in await db.Set<ReachSalon>().AsNoTracking().ToListAsync(cancellationToken))
        {
            var reader = pseudonyms.Of(salon, user);
            if (await db.Set<ReachReader>().AnyAsync(row => row.RoomId == salon.RoomId && row.Reader == reader, cancellationToken)
                || await db.Set<ReachReaction>().AnyAsync(row => row.Reader == reader, cancellationToken)) read++;
            if (await db.FindAsync<ReachRefusal>([salon.RoomId, reader], cancellationToken) is not null) refused++;
        }

        var lines = new List<string>();
        if (read > 0) lines.Add(texts.Plural("Reach.Data", read, ("days", (int)ReachItem.Open.TotalDays)));
        if (refused > 0) lines.Add(texts.Plural("Reach.DataRefused", refused));
        return lines;
    }

    public async Task ForgetAsync(BotDbContext db, UserId user, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var salon in await db.Set<ReachSalon>().AsNoTracking().ToListAsync(cancellationToken)) await ReachBook.ForgetAsync(db, salon.RoomId, pseudonyms.Of(salon, user), cancellationToken);
    }

    public async Task PurgeAsync(BotDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await ReachBook.CloseOldAsync(db, now, cancellationToken);
        var old = now - ReachItem.Kept;
        await db.Set<ReachItem>().Where(item => item.IsClosed && item.SentAt < old).ExecuteDeleteAsync(cancellationToken);
    }
}

/// <summary>What is measured follows a salon into its successor, where its timeline begins anew: what was open is closed. It ends when the bot leaves.</summary>
internal sealed class ReachMoves : IRoomMoveHandler, IRoomLeftHandler
{
    public async Task MoveAsync(BotDbContext db, RoomId from, RoomId to, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await ReachBook.SalonAsync(db, from, cancellationToken) is not { } salon) return;
        if (await ReachBook.SalonAsync(db, to, cancellationToken) is not null) return;
        var wasOn = salon.IsOn;
        await ReachBook.TurnOffAsync(db, from, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await db.Set<ReachSalon>().Where(row => row.RoomId == from).ExecuteUpdateAsync(set => set.SetProperty(row => row.RoomId, to).SetProperty(row => row.IsOn, wasOn).SetProperty(row => row.Since, now), cancellationToken);
        await db.Set<ReachItem>().Where(row => row.RoomId == from).ExecuteUpdateAsync(set => set.SetProperty(row => row.RoomId, to), cancellationToken);
        await db.Set<ReachRefusal>().Where(row => row.RoomId == from).ExecuteUpdateAsync(set => set.SetProperty(row => row.RoomId, to), cancellationToken);
        db.ChangeTracker.Clear();
    }

    public async Task LeftAsync(BotDbContext db, RoomId room, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.Set<ReachReader>().Where(row => row.RoomId == room).ExecuteDeleteAsync(cancellationToken);
        await db.Set<ReachEvent>().Where(row => row.RoomId == room).ExecuteDeleteAsync(cancellationToken);
        await db.Set<ReachRefusal>().Where(row => row.RoomId == room).ExecuteDeleteAsync(cancellationToken);
        await db.Set<ReachItem>().Where(row => row.RoomId == room).ExecuteDeleteAsync(cancellationToken);
        await db.Set<ReachSalon>().Where(row => row.RoomId == room).ExecuteDeleteAsync(cancellationToken);
    }
}
