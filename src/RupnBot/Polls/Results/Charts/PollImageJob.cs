using RupnBot.Bot.Jobs;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Session;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Polls.Records;
using RupnBot.Storage;

namespace RupnBot.Polls.Results.Charts;

/// <param name="PollId">Whose result.</param>
/// <param name="Room">Where the picture goes.</param>
/// <param name="AskedBy">The event that asked: one picture for each.</param>
internal sealed record PollImagePayload(long PollId, string Room, string AskedBy);

/// <summary>Draws a result: outside of any transaction, for a picture takes longer than one may.</summary>
internal sealed class PollImageJob(Database database, BotSession session, Texts texts, TimeProvider time) : IJobHandler
{
    public const string JobKind = "poll-image";

    public string Kind => JobKind;

    public async Task<Func<BotDbContext, Task>?> RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        await session.ReadyAsync(cancellationToken);
        var payload = job.Read<PollImagePayload>();
        var report = await database.ReadAsync(
            async db => await db.FindAsync<Poll>([payload.PollId], cancellationToken) is { State: not PollState.Withdrawn } poll ? await PollCounts.ReportAsync(db, poll, session.Self, cancellationToken) : null,
            cancellationToken);
        if (report is null) return null;
        var (png, height) = PollChart.Render(report, texts);
        var file = new OutboxAttachment { FileName = texts.Get("Polls.Chart.File"), ContentType = "image/png", Bytes = png };
        // A body beside a file name is a caption (specification, "Media captions"): whoever cannot see the picture reads the whole result.
        var content = MessageContent.Attachment(file.FileName, OutboxAttachment.Placeholder, new MediaInfo(file.ContentType, png.Length, PollChart.Width, height)) with
        {
            Body = PollResultText.Render(report, texts).Plain,
        };
        var message = new OutgoingMessage(new RoomId(payload.Room), content) { Attachment = file, Key = $"poll-image:{payload.AskedBy}" };
        return db => db.QueueAsync(message, time.GetUtcNow(), cancellationToken);
    }
}
