using RupnBot.Bot.Jobs;
using RupnBot.Bot.Outbox;
using RupnBot.Campaigns.Records;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Polls.Results.Charts;
using RupnBot.Storage;

namespace RupnBot.Campaigns.Results;

/// <param name="CampaignId">Whose result.</param>
/// <param name="Room">Where the picture goes.</param>
/// <param name="AskedBy">The event that asked: one picture for each.</param>
internal sealed record CampaignImagePayload(long CampaignId, string Room, string AskedBy);

/// <summary>Draws a campaign's result as any poll's is drawn, outside of any transaction.</summary>
internal sealed class CampaignImageJob(Database database, Texts texts, TimeProvider time) : IJobHandler
{
    public const string JobKind = "campaign-image";

    public string Kind => JobKind;

    public async Task<Func<BotDbContext, Task>?> RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        var payload = job.Read<CampaignImagePayload>();
        var report = await database.ReadAsync(
            async db => await db.FindAsync<Campaign>([payload.CampaignId], cancellationToken) is { } campaign ? await CampaignReports.OfAsync(db, campaign, cancellationToken) : null, cancellationToken);
        if (report is null) return null;
        var (png, height) = PollChart.Render(report, texts);
        var file = new OutboxAttachment { FileName = texts.Get("Campaigns.ImageFile"), ContentType = "image/png", Bytes = png };
        // Whoever cannot see the picture reads the whole result.
        var content = MessageContent.Attachment(file.FileName, OutboxAttachment.Placeholder, new MediaInfo(file.ContentType, png.Length, PollChart.Width, height)) with
        {
            Body = CampaignResultText.Render(report, texts).Plain,
        };
        var message = new OutgoingMessage(new RoomId(payload.Room), content) { Attachment = file, Key = $"campaign-image:{payload.AskedBy}" };
        return db => db.QueueAsync(message, time.GetUtcNow(), cancellationToken);
    }
}
