using RupnBot.Bot.Jobs;
using RupnBot.Bot.Outbox;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Reach.Records;
using RupnBot.Scheduling.Calendar;
using RupnBot.Storage;

namespace RupnBot.Reach.Telling;

/// <param name="Salon">Whose figures.</param>
/// <param name="SalonName">As it is called.</param>
/// <param name="Room">Where the picture goes.</param>
/// <param name="AskedBy">The event that asked: one picture for each.</param>
internal sealed record ReachImagePayload(string Salon, string SalonName, string Room, string AskedBy);

/// <summary>Draws the figures: outside of any transaction, for a picture takes longer than one may.</summary>
internal sealed class ReachImageJob(Database database, CurrentWorkingTime working, ReachText words, Texts texts, TimeProvider time) : IJobHandler
{
    public const string JobKind = "reach-image";

    public string Kind => JobKind;

    public async Task<Func<BotDbContext, Task>?> RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        var payload = job.Read<ReachImagePayload>();
        var salon = new RoomId(payload.Salon);
        var figures = await database.ReadAsync(
            db => ReachBook.FiguresAsync(db, db.Set<ReachItem>().Where(item => item.RoomId == salon && item.Members >= ReachItem.LeastMembers).OrderByDescending(item => item.SentAt).Take(ReachChart.Most), cancellationToken),
            cancellationToken);
        if (figures.Count == 0) return null;
        var inOrder = figures.Reverse().ToList();
        var (png, height) = ReachChart.Render(payload.SalonName, inOrder, working.Now.TimeZone, texts);
        var file = new OutboxAttachment { FileName = texts.Get("Reach.ImageFile"), ContentType = "image/png", Bytes = png };
        // Whoever cannot see the picture reads the whole in its caption.
        var content = MessageContent.Attachment(file.FileName, OutboxAttachment.Placeholder, new MediaInfo(file.ContentType, png.Length, ReachChart.Width, height)) with
        {
            Body = string.Join('\n', inOrder.Select(words.Line).Append(texts.Get("Reach.AtLeast"))),
        };
        var message = new OutgoingMessage(new RoomId(payload.Room), content) { Attachment = file, Key = $"reach-image:{payload.AskedBy}" };
        return db => db.QueueAsync(message, time.GetUtcNow(), cancellationToken);
    }
}
