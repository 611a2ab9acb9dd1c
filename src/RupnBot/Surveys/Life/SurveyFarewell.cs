using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Messages;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Rooms;
using RupnBot.Bot.Session;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Polls.Life;
using RupnBot.Storage;
using RupnBot.Surveys.Pool;
using RupnBot.Surveys.Records;

namespace RupnBot.Surveys.Life;

/// <summary>
/// Whoever was in the middle of a survey when it ended is told once, in their chat and within working hours, what becomes of it: it was erased
/// the moment the survey ended, and the questions are taken out of their chat.
/// </summary>
internal sealed class SurveyFarewell(PollHours hours, BotSession session, Texts texts)
{
    /// <summary>It was over before they had sent it.</summary>
    public const string Over = "Surveys.Over";

    /// <summary>It was taken back.</summary>
    public const string Withdrawn = "Surveys.Withdrawn";

    /// <summary>A transaction must not keep the others waiting.</summary>
    private const int PeopleAtOnce = 20;

    /// <returns>How many people that was; ask again while it is not 0.</returns>
    public async Task<int> TellAsync(BotDbContext db, Survey survey, string why, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!hours.AllowsNow(now)) return 0;
        var drafts = await db.Set<SurveyDraft>().AsTracking().Where(draft => draft.SurveyId == survey.Id && draft.Stage == DraftStage.Over)
            .OrderBy(draft => draft.Id).Take(PeopleAtOnce).ToListAsync(cancellationToken);
        foreach (var draft in drafts)
        {
            await TellAsync(db, survey, draft, why, now, cancellationToken);
            db.Remove(draft);
        }

        return drafts.Count;
    }

    private static async Task<bool> IsTheirsAsync(BotDbContext db, Room room, UserId user, CancellationToken cancellationToken) =>
        room.Membership == RoomMembership.Joined && await DirectChats.IsDirectAsync(db, room, cancellationToken)
        && await db.Set<RoomMember>().AnyAsync(member => member.RoomId == room.Id && member.UserId == user && member.IsJoined, cancellationToken);

    private async Task TellAsync(BotDbContext db, Survey survey, SurveyDraft draft, string why, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var room = await db.FindAsync<Room>([draft.RoomId], cancellationToken);
        var mayRedact = room is not null && RoomRights.LevelsOf(room) is var levels && levels.LevelOf(session.Self) >= levels.Redact;
        await TalkTraces.RedactAsync(db, draft, mayRedact, now, cancellationToken);
        // The chat they answered in may be gone, or theirs no longer: another one will do.
        if (room is null || !await IsTheirsAsync(db, room, draft.UserId, cancellationToken)) room = await DirectChats.OfAsync(db, draft.UserId, cancellationToken);
        if (room is null) return;
        var words = texts.Format(why, ("title", survey.Title));
        if (!mayRedact && draft.EventsOf().Count > 0) words += " " + texts.Get("Surveys.Talk.OwnRedacted");
        var body = words.ToBody();
        await db.QueueAsync(new OutgoingMessage(room.Id, body.ToMessage(notice: false)) { Priority = RequestPriority.Poll, Key = $"survey-over:{draft.Token}" }, now, cancellationToken);
    }
}
