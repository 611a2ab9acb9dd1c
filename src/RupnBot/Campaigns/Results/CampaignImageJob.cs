using RupnBot.Bot.Jobs;
using RupnBot.Bot.Outbox;
using RupnBot.Campaigns.Records;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Polls.Results;
using RupnBot.Polls.Results.Charts;
using RupnBot.Storage;

namespace RupnBot.Campaigns.Results;

/// <param name="CampaignId">Whose result.</param>
/// <param name="Room">Where the pictures go.</param>
/// <param name="AskedBy">The event that asked: the pictures are sent once for each.</param>
internal sealed record CampaignImagePayload(long CampaignId, string Room, string AskedBy);

/// <summary>Draws a campaign's result as any poll's is drawn, a picture a question, outside of any transaction.</summary>
internal sealed class CampaignImageJob(Database database, Texts texts, TimeProvider time) : IJobHandler
{
    public const string JobKind = "campaign-image";

    public string Kind => JobKind;

    public async Task<Func<BotDbContext, Task>?> RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        var payload = job.Read<CampaignImagePayload>();
        var reports = await database.ReadAsync(
            async db => await db.FindAsync<Campaign>([payload.CampaignId], cancellationToken) is { } campaign ? await ReportsAsync(db, campaign, cancellationToken) : [], cancellationToken);
        var pictures = reports.Select((report, i) => Picture(report, new RoomId(payload.Room), $"campaign-image:{payload.AskedBy}:{i}")).ToList();
        if (pictures.Count == 0) return null;
        return async db =>
        {
            foreach (var picture in pictures) await db.QueueAsync(picture, time.GetUtcNow(), cancellationToken);
        };
    }

    private static async Task<IReadOnlyList<PollReport>> ReportsAsync(BotDbContext db, Campaign campaign, CancellationToken cancellationToken)
    {
        if (campaign.Kind == CampaignKind.Poll) return [await CampaignReports.OfAsync(db, campaign, cancellationToken)];
        if (await CampaignResults.SurveyAsync(db, campaign, cancellationToken) is not { IsShown: true } report) return [];
        return SurveyCharts.Of(report, await CampaignResults.BeforeAsync(db, campaign, cancellationToken));
    }

    private OutgoingMessage Picture(PollReport report, RoomId room, string key)
    {
        var (png, height) = PollChart.Render(report, texts);
        var file = new OutboxAttachment { FileName = texts.Get("Campaigns.ImageFile"), ContentType = "image/png", Bytes = png };
        // Whoever cannot see the picture reads the whole result.
        var content = MessageContent.Attachment(file.FileName, OutboxAttachment.Placeholder, new MediaInfo(file.ContentType, png.Length, PollChart.Width, height)) with
        {
            Body = CampaignResultText.Render(report, texts).Plain,
        };
        return new OutgoingMessage(room, content) { Attachment = file, Key = key };
    }
}
