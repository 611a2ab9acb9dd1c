using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Messages;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Rooms;
using RupnBot.Campaigns.Opening;
using RupnBot.Campaigns.Records;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Schools;
using RupnBot.Schools.Salons;
using RupnBot.Storage;
using RupnBot.Surveys.Life;
using RupnBot.Surveys.Opening;
using RupnBot.Surveys.Questions;
using RupnBot.Surveys.Records;

namespace RupnBot.Campaigns.Life;

/// <summary>A campaign whose content is a survey: opened at once for all its people, told to them in waves.</summary>
internal sealed class SurveyCampaign(SurveyOpener opener, SurveyWords words, SurveyTurnout turnout, Texts texts)
{
    /// <summary>Lets everybody in: those without a direct chat may open one and answer, though they get no invitation.</summary>
    public async Task OpenAsync(BotDbContext db, Campaign campaign, CampaignReach reach, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var groups = await GroupsAsync(db, [.. reach.Places.Where(place => place.Person is null).Select(place => place.Room)], cancellationToken);
        var opening = new SurveyOpening(SurveyJson.ReadForm(campaign.Content), campaign.EndsAt)
        {
            Rooms = [.. reach.Places.Where(place => place.Person is null).Select(place => new SurveyAudience<RoomId>(place.Room, groups.GetValueOrDefault(place.Room)))],
            People = [.. reach.Everybody.Select(user => new SurveyAudience<UserId>(user))],
            Announces = false,
            Creator = campaign.Creator,
        };
        var survey = await opener.OpenAsync(db, opening, now, cancellationToken);
        campaign.SurveyId = survey.Id;
        // What waited for the editor's word is what they have just agreed to.
        await db.Set<Survey>().Where(other => other.Creator == campaign.Creator && other.State == SurveyState.Prepared).ExecuteDeleteAsync(cancellationToken);
    }

    public async Task<OutboxMessage> InviteAsync(BotDbContext db, Campaign campaign, CampaignPlace place, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var survey = await db.Set<Survey>().SingleAsync(survey => survey.Id == campaign.SurveyId, cancellationToken);
        var invitation = new OutgoingMessage(place.RoomId, place.Person is null ? words.Invitation(survey) : InPrivate(survey)) { Priority = RequestPriority.Poll, Key = $"campaign-invitation:{place.Id}", NotAfter = campaign.EndsAt };
        return await db.QueueAsync(invitation, now, cancellationToken);
    }

    /// <summary>How many of a place's people have answered, and how many there are.</summary>
    public async Task<(int Answered, int Members)> TurnoutAsync(BotDbContext db, Campaign campaign, CampaignPlace place, UserId self, CancellationToken cancellationToken)
    {
        if (await db.Set<Survey>().FirstOrDefaultAsync(survey => survey.Id == campaign.SurveyId, cancellationToken) is not { State: SurveyState.Open } survey) return (0, 0);
        List<UserId> people = place.Person is { } one
            ? [one]
            : await db.Set<RoomMember>().Where(member => member.RoomId == place.RoomId && member.IsJoined && member.UserId != self).Select(member => member.UserId).ToListAsync(cancellationToken);
        var waiting = await turnout.NotYetAsync(db, survey, people, cancellationToken);
        return (people.Count - waiting.Count, people.Count);
    }

    /// <summary>Ends with its campaign; its own rounds mix and count.</summary>
    public static Task EndAsync(BotDbContext db, Campaign campaign, CancellationToken cancellationToken) => db.Set<Survey>()
        .Where(survey => survey.Id == campaign.SurveyId && survey.State == SurveyState.Open && survey.EndsAt > campaign.EndsAt)
        .ExecuteUpdateAsync(set => set.SetProperty(survey => survey.EndsAt, campaign.EndsAt), cancellationToken);

    public static Task<bool> IsUnderWayAsync(BotDbContext db, Campaign campaign, CancellationToken cancellationToken) =>
        db.Set<Survey>().AnyAsync(survey => survey.Id == campaign.SurveyId && survey.State < SurveyState.Closed, cancellationToken);

    /// <summary>As <see cref="SurveyWords.Invitation"/>, where nobody else reads it.</summary>
    private MessageContent InPrivate(Survey survey) => new MessageBuilder()
        .Paragraph(new InlineText().Strong(texts.Format("Surveys.Announce", ("title", survey.Title))))
        .Paragraph($"{words.Length(survey)} {texts.Get("Campaigns.SurveyInPrivate")}")
        .Paragraph(texts.Format("Surveys.InvitationEnd", ("end", words.End(survey))))
        .Build().ToMessage(notice: false);

    /// <summary>The department of each salon's school: a part of the whole that is large enough to be told, or is merged.</summary>
    private static async Task<Dictionary<RoomId, string?>> GroupsAsync(BotDbContext db, List<RoomId> rooms, CancellationToken cancellationToken)
    {
        var links = await db.Set<SalonSchool>().Where(link => rooms.Contains(link.RoomId)).Join(db.Set<School>(), link => link.Uai, school => school.Uai, (link, school) => new { link.RoomId, school.Department }).ToListAsync(cancellationToken);
        return links.ToDictionary(link => link.RoomId, link => (string?)$"{Departments.NameOf(link.Department)} ({link.Department})");
    }
}
