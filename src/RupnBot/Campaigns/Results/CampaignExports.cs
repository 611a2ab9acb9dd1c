using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Rooms;
using RupnBot.Campaigns.Records;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Polls.Life;
using RupnBot.Polls.Records;
using RupnBot.Polls.Results;
using RupnBot.Schools;
using RupnBot.Schools.Salons;
using RupnBot.Storage;
using RupnBot.Surveys.Results;

namespace RupnBot.Campaigns.Results;

/// <summary>A campaign's figures as a file: the whole, and once it is over each salon of five voters or more; counts and never voters.</summary>
internal sealed class CampaignExports(PollHours hours, Texts texts)
{
    /// <summary>Below, what is told of a salon would tell of its people.</summary>
    public const int FewestVoters = 5;

    /// <returns>Null when there is nothing to tell: a survey that runs, or that too few answered.</returns>
    public async Task<CampaignFile?> CsvAsync(BotDbContext db, Campaign campaign, CancellationToken cancellationToken)
    {
        if (campaign.Kind == CampaignKind.Survey)
            return await CampaignResults.SurveyAsync(db, campaign, cancellationToken) is { IsShown: true } report ? new CampaignFile(texts.Get("Campaigns.File"), "text/csv", SurveyCsv.Write(report, texts)) : null;
        var whole = await CampaignReports.OfAsync(db, campaign, cancellationToken);
        return new CampaignFile(texts.Get("Campaigns.File"), "text/csv", CampaignCsv.Write(whole, await SalonsAsync(db, campaign, cancellationToken), hours.Zone, texts));
    }

    public async Task<CampaignFile?> JsonAsync(BotDbContext db, Campaign campaign, CancellationToken cancellationToken)
    {
        if (campaign.Kind == CampaignKind.Poll) return new CampaignFile(texts.Get("Campaigns.JsonFile"), "application/json", PollJson.Write([await CampaignReports.OfAsync(db, campaign, cancellationToken)]));
        return await CampaignResults.SurveyAsync(db, campaign, cancellationToken) is { IsShown: true } report
            ? new CampaignFile(texts.Get("Campaigns.JsonFile"), "application/json", SurveyCampaignJson.Write(report, await CampaignResults.BeforeAsync(db, campaign, cancellationToken), campaign.Invited))
            : null;
    }

    private static async Task<IReadOnlyList<CampaignSalonResult>> SalonsAsync(BotDbContext db, Campaign campaign, CancellationToken cancellationToken)
    {
        if (campaign.Result is null) return [];
        var polls = await (
            from poll in db.Set<Poll>().AsNoTracking()
            where poll.CampaignId == campaign.Id && !poll.IsForOne && poll.Result != null
            join room in db.Set<Room>().AsNoTracking() on poll.SalonId equals room.Id
            join link in db.Set<SalonSchool>().AsNoTracking() on poll.SalonId equals link.RoomId into links
            from link in links.DefaultIfEmpty()
            join school in db.Set<School>().AsNoTracking() on link.Uai equals school.Uai into schools
            from school in schools.DefaultIfEmpty()
            select new { Name = room.Name ?? room.CanonicalAlias ?? "", School = school, poll.Result }).ToListAsync(cancellationToken);
        return [.. polls.Select(poll => (poll.Name, poll.School, Result: StoredResult.Read(poll.Result)!)).Where(poll => poll.Result.Voters >= FewestVoters)
            .Select(poll => new CampaignSalonResult(poll.Name, poll.School, poll.Result.Votes, poll.Result.Voters, poll.Result.Members)).OrderBy(salon => salon.Name, StringComparer.OrdinalIgnoreCase)];
    }
}

/// <summary>What one salon said.</summary>
internal sealed record CampaignSalonResult(string Name, School? School, IReadOnlyList<int> Votes, int Voters, int? Members);

/// <summary>A file to be sent.</summary>
internal sealed record CampaignFile(string Name, string ContentType, byte[] Bytes)
{
    public OutgoingMessage To(RoomId room)
    {
        var file = new OutboxAttachment { FileName = Name, ContentType = ContentType, Bytes = Bytes };
        return new OutgoingMessage(room, MessageContent.Attachment(Name, OutboxAttachment.Placeholder, new MediaInfo(ContentType, Bytes.Length))) { Attachment = file };
    }
}
