using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Messages;
using RupnBot.Campaigns.Life;
using RupnBot.Campaigns.Opening;
using RupnBot.Campaigns.Records;
using RupnBot.Campaigns.Requests;
using RupnBot.Matrix;
using RupnBot.Polls.Commands;
using RupnBot.Polls.Requests;
using RupnBot.Schools.Audiences;
using RupnBot.Storage;
using RupnBot.Surveys.Questions;

namespace RupnBot.Campaigns.Commands;

/// <summary>A campaign as it is written, shown, corrected and agreed to: one at a time for each editor.</summary>
internal sealed class CampaignDesk(CampaignPreview preview, CampaignReaches reaches, SurveyCampaign surveys, PollTimes times)
{
    private static readonly TimeSpan DefaultDuration = TimeSpan.FromDays(14);
    private static readonly string[] FileWords = ["fichier", "un fichier", "liste", "une liste", "la liste", "le fichier", "file", "list", "a list", "a file", "csv"];
    private static readonly string[] ReferentWords = ["referents", "les referents", "tous les referents", "referentes et referents", "les referentes et referents", "all referents", "rupn"];

    /// <summary>The one that waits for its editor's word in this chat; null when there is none.</summary>
    public static Task<Campaign?> WaitingAsync(CommandContext context, CancellationToken cancellationToken) => context.Db.Set<Campaign>().AsTracking()
        .Where(campaign => campaign.Creator == context.Sender && campaign.TellRoomId == context.Room.Id && campaign.State == CampaignState.Prepared)
        .OrderByDescending(campaign => campaign.Id).FirstOrDefaultAsync(cancellationToken);

    /// <summary>Reads what was written and shows what would go out; it takes the place of the one shown before.</summary>
    public async Task PrepareAsync(CommandContext context, string text, CancellationToken cancellationToken)
    {
        var (request, fault) = CampaignRequestParser.Parse(text);
        if (request is null) throw context.Fault(fault!.Key, ("value", DisplayText.Shorten(DisplayText.OneLine(fault.Value), 60)));
        if (request.IsSurvey)
        {
            var form = await SurveySource.FormAsync(context, request.Rest, cancellationToken);
            await PutAsync(context, request, CampaignKind.Survey, form.Title, SurveyJson.Write(form), cancellationToken);
            return;
        }

        var reading = PollRequestParser.Parse(request.Rest);
        if (reading is PollRequestFault pollFault)
        {
            await context.ReplyAsync(PollRequestFaultText.Render(pollFault, context.Texts, "campagne"), cancellationToken);
            return;
        }

        var poll = (PollRequest)reading;
        if (poll.Repeat is not null || poll.Threshold is not null) throw context.Fault("Campaigns.NotHere");
        await PutAsync(context, request, CampaignKind.Poll, poll.Question, CampaignContent.Of(poll).Write(), cancellationToken);
    }

    /// <summary>« à : lycées » or « fin : jeudi » under the preview.</summary>
    public async Task CorrectAsync(CommandContext context, Campaign campaign, CampaignRequest request, CancellationToken cancellationToken)
    {
        if (request.To is not null) campaign.Target = (await TargetAsync(context, request.To, cancellationToken)).Write();
        if (request.EndText is not null) campaign.EndsAt = await EndAsync(context, request.EndText, cancellationToken);
        await ShowAsync(context, campaign, cancellationToken);
    }

    /// <summary>It begins: its places are fixed, the waves find them.</summary>
    public async Task AgreeAsync(CommandContext context, Campaign campaign, CancellationToken cancellationToken)
    {
        if (campaign.EndsAt <= context.Now) throw context.Fault("Campaigns.EndIsPast");
        var target = CampaignTarget.Read(campaign.Target);
        if (target.IsListToCome) throw context.Fault("Campaigns.PreviewSendFile");
        var reach = await reaches.OfAsync(context.Db, target, context.Self, cancellationToken);
        if (reach.Places.Count == 0) throw context.Fault("Campaigns.ReachesNobody", ("audience", reach.Text));
        (campaign.State, campaign.StartedAt) = (CampaignState.Running, context.Now);
        if (campaign.Kind == CampaignKind.Survey) await surveys.OpenAsync(context.Db, campaign, reach, context.Now, cancellationToken);
        // Whom the list named the places know; whom it could not reach is of no more use.
        campaign.Target = target.WithoutNames().Write();
        context.Db.AddRange(reach.Places.Select(place => new CampaignPlace { CampaignId = campaign.Id, RoomId = place.Room, Person = place.Person }));
        await context.ReplyAsync(preview.Started(campaign, reach, context.Now), cancellationToken);
    }

    private async Task PutAsync(CommandContext context, CampaignRequest request, CampaignKind kind, string title, string content, CancellationToken cancellationToken)
    {
        var target = await TargetAsync(context, request.To, cancellationToken);
        var ends = await EndAsync(context, request.EndText, cancellationToken);
        await context.Db.Set<Campaign>().Where(campaign => campaign.Creator == context.Sender && campaign.State == CampaignState.Prepared).ExecuteDeleteAsync(cancellationToken);
        var campaign = new Campaign
        {
            Key = Guid.CreateVersion7().ToString("N"),
            Kind = kind,
            Title = title,
            QuestionId = request.QuestionId ?? CampaignRequestParser.IdOf(title),
            Content = content,
            Target = target.Write(),
            Creator = context.Sender,
            TellRoomId = context.Room.Id,
            CreatedAt = context.Now,
            EndsAt = ends,
            Quorum = request.Quorum,
            Reminders = request.Reminders,
        };
        context.Db.Add(campaign);
        await ShowAsync(context, campaign, cancellationToken);
    }

    /// <summary>What would go out, and to whom, as things are now.</summary>
    public async Task<MessageBody> PreviewAsync(BotDbContext db, Campaign campaign, UserId self, DateTimeOffset now, CancellationToken cancellationToken) =>
        await preview.OfAsync(db, campaign, await reaches.OfAsync(db, CampaignTarget.Read(campaign.Target), self, cancellationToken), now, cancellationToken);

    private async Task ShowAsync(CommandContext context, Campaign campaign, CancellationToken cancellationToken) =>
        await context.ReplyAsync(await PreviewAsync(context.Db, campaign, context.Self, context.Now, cancellationToken), cancellationToken);

    private async Task<DateTimeOffset> EndAsync(CommandContext context, string? text, CancellationToken cancellationToken) => text is null
        ? preview.EndOfDay(context.Now + DefaultDuration)
        : await times.ReadAsync(context, text, "end", PollTimes.End, needsHour: false, cancellationToken);

    /// <summary>« référents », a list of Matrix ids, or an audience of salons.</summary>
    private static async Task<CampaignTarget> TargetAsync(CommandContext context, string? to, CancellationToken cancellationToken)
    {
        if (to is null) throw context.Fault("Campaigns.NoTarget");
        if (ReferentWords.Contains(Localization.TextFolding.Fold(to).Trim())) return CampaignTarget.Referents;
        // The list is to be sent as a file.
        if (FileWords.Contains(Localization.TextFolding.Fold(to).Trim())) return CampaignTarget.Of([]);
        if (to.Contains('@', StringComparison.Ordinal)) return OfList(context, to);
        var reading = AudienceParser.Parse(to, await AudienceVocabulary.ReadAsync(context.Db, cancellationToken), context.Texts);
        return reading.Audience is { } audience ? CampaignTarget.Of(audience) : throw new CommandFault(reading.Fault!);
    }

    private static CampaignTarget OfList(CommandContext context, string to)
    {
        var people = PeopleList.Read(to);
        if (people.Count == 0) throw context.Fault("Campaigns.BadList");
        return people.Count <= PeopleList.Most ? CampaignTarget.Of([.. people.Select(user => user.Value)]) : throw context.Fault("Campaigns.ListTooLong", ("most", PeopleList.Most));
    }
}
