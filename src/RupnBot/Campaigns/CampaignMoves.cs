using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Sync;
using RupnBot.Campaigns.Records;
using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Campaigns;

/// <summary>A salon that waits for its invitation is invited where it moved to; one the bot has left is not.</summary>
internal sealed class CampaignMoves : IRoomMoveHandler, IRoomLeftHandler
{
    public async Task MoveAsync(BotDbContext db, RoomId from, RoomId to, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        // Where the successor is a place of the campaign too, it is invited once.
        await db.Set<CampaignPlace>().Where(place => place.RoomId == from && place.State == PlaceState.Waiting
            && db.Set<CampaignPlace>().Any(other => other.CampaignId == place.CampaignId && other.RoomId == to)).ExecuteDeleteAsync(cancellationToken);
        await db.Set<CampaignPlace>().Where(place => place.RoomId == from && !db.Set<CampaignPlace>().Any(other => other.CampaignId == place.CampaignId && other.RoomId == to))
            .ExecuteUpdateAsync(set => set.SetProperty(place => place.RoomId, to), cancellationToken);
    }

    public async Task LeftAsync(BotDbContext db, RoomId room, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.Set<CampaignPlace>().Where(place => place.RoomId == room && place.State == PlaceState.Waiting).ExecuteUpdateAsync(set => set.SetProperty(place => place.State, PlaceState.Dropped), cancellationToken);
}
