using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Sync;
using RupnBot.Matrix;
using RupnBot.Storage;
using RupnBot.Surveys.Records;

namespace RupnBot.Surveys;

/// <summary>Who may answer follows the salon; what somebody has answered so far follows their direct chat.</summary>
internal sealed class SurveyMoves : IRoomMoveHandler, IRoomLeftHandler
{
    public async Task MoveAsync(BotDbContext db, RoomId from, RoomId to, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var room in await db.Set<SurveyRoom>().Where(room => room.RoomId == from).ToListAsync(cancellationToken))
        {
            await db.Set<SurveyRoom>().Where(old => old.SurveyId == room.SurveyId && old.RoomId == from).ExecuteDeleteAsync(cancellationToken);
            if (!await db.Set<SurveyRoom>().AnyAsync(known => known.SurveyId == room.SurveyId && known.RoomId == to, cancellationToken))
                db.Add(new SurveyRoom { SurveyId = room.SurveyId, RoomId = to, Group = room.Group });
        }

        await db.Set<SurveyDraft>().Where(draft => draft.RoomId == from).ExecuteUpdateAsync(set => set.SetProperty(draft => draft.RoomId, to), cancellationToken);
        await db.Set<Survey>().Where(survey => survey.TellRoomId == from).ExecuteUpdateAsync(set => set.SetProperty(survey => survey.TellRoomId, to), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Its members can no longer be told from others. What somebody has begun waits for them in another direct chat.</summary>
    public async Task LeftAsync(BotDbContext db, RoomId room, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.Set<SurveyRoom>().Where(invited => invited.RoomId == room).ExecuteDeleteAsync(cancellationToken);
        await db.Set<SurveyDraft>().Where(draft => draft.RoomId == room && draft.Stage < DraftStage.Paused).ExecuteUpdateAsync(set => set.SetProperty(draft => draft.Stage, DraftStage.Paused), cancellationToken);
    }
}
