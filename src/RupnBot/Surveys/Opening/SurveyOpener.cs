using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Rooms;
using RupnBot.Matrix;
using RupnBot.Storage;
using RupnBot.Surveys.Questions;
using RupnBot.Surveys.Records;

namespace RupnBot.Surveys.Opening;

/// <summary>Opens surveys, and lets more people in. Everything happens in the caller's transaction.</summary>
internal sealed class SurveyOpener(SurveyWords words)
{
    /// <summary>Opens a survey for its audience; announced in its salons unless the opening says otherwise.</summary>
    public async Task<Survey> OpenAsync(BotDbContext db, SurveyOpening opening, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var survey = Prepare(db, opening.Form, opening.Ends, opening.Creator, opening.TellRoomId, now);
        await OpenAsync(db, survey, opening, now, cancellationToken);
        return survey;
    }

    /// <summary>A survey that is shown and not open yet.</summary>
    internal static Survey Prepare(BotDbContext db, SurveyForm form, DateTimeOffset ends, UserId? creator, RoomId? tell, DateTimeOffset now)
    {
        var survey = new Survey
        {
            Key = Guid.CreateVersion7().ToString("N"),
            State = SurveyState.Prepared,
            Title = form.Title,
            Form = SurveyJson.Write(form),
            Creator = creator,
            TellRoomId = tell,
            CreatedAt = now,
            EndsAt = ends,
        };
        db.Add(survey);
        return survey;
    }

    /// <summary>Opens what was prepared.</summary>
    internal async Task OpenAsync(BotDbContext db, Survey survey, SurveyOpening opening, DateTimeOffset now, CancellationToken cancellationToken)
    {
        (survey.State, survey.OpenedAt) = (SurveyState.Open, now);
        // Its rows need its number.
        await db.SaveChangesAsync(cancellationToken);
        await InviteAsync(db, survey, opening.Rooms, opening.People, cancellationToken);
        if (!opening.Announces) return;
        foreach (var room in opening.Rooms)
        {
            var invitation = new OutgoingMessage(room.Who, words.Invitation(survey))
            {
                Priority = RequestPriority.Poll,
                Key = $"survey-invitation:{survey.Id}:{room.Who}",
                NotAfter = survey.EndsAt,
                TellRoomId = survey.TellRoomId,
            };
            await db.QueueAsync(invitation, now, cancellationToken);
        }
    }

    /// <summary>Lets further salons and people answer; those already in stay as they are.</summary>
    public static async Task InviteAsync(
        BotDbContext db, Survey survey, IEnumerable<SurveyAudience<RoomId>> rooms, IEnumerable<SurveyAudience<UserId>> people, CancellationToken cancellationToken)
    {
        var knownRooms = await db.Set<SurveyRoom>().Where(room => room.SurveyId == survey.Id).Select(room => room.RoomId).ToHashSetAsync(cancellationToken);
        foreach (var room in rooms.Where(room => knownRooms.Add(room.Who)))
            db.Add(new SurveyRoom { SurveyId = survey.Id, RoomId = room.Who, Group = room.Group });
        var knownPeople = await db.Set<SurveyInvitee>().Where(invitee => invitee.SurveyId == survey.Id).Select(invitee => invitee.UserId).ToHashSetAsync(cancellationToken);
        foreach (var person in people.Where(person => knownPeople.Add(person.Who)))
            db.Add(new SurveyInvitee { SurveyId = survey.Id, UserId = person.Who, Group = person.Group });
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The open surveys somebody may answer, whether or not they have, those that end first first.</summary>
    public static Task<List<Survey>> OpenToAsync(BotDbContext db, UserId user, CancellationToken cancellationToken) => db.Set<Survey>()
        .Where(survey => survey.State == SurveyState.Open)
        .Where(survey => db.Set<SurveyInvitee>().Any(invitee => invitee.SurveyId == survey.Id && invitee.UserId == user)
            || db.Set<SurveyRoom>().Any(room => room.SurveyId == survey.Id
                && db.Set<RoomMember>().Any(member => member.RoomId == room.RoomId && member.UserId == user && member.IsJoined)))
        .OrderBy(survey => survey.EndsAt).ThenBy(survey => survey.Id).ToListAsync(cancellationToken);

    /// <summary>The part of the whole that somebody is counted under: the one all their invitations name, else none.</summary>
    internal static async Task<string?> GroupOfAsync(BotDbContext db, long surveyId, UserId user, CancellationToken cancellationToken)
    {
        if (await db.Set<SurveyInvitee>().FirstOrDefaultAsync(invitee => invitee.SurveyId == surveyId && invitee.UserId == user, cancellationToken) is { } named) return named.Group;
        var groups = await db.Set<SurveyRoom>()
            .Where(room => room.SurveyId == surveyId && db.Set<RoomMember>().Any(member => member.RoomId == room.RoomId && member.UserId == user && member.IsJoined))
            .Select(room => room.Group).Distinct().ToListAsync(cancellationToken);
        return groups is [var only] ? only : null;
    }
}
