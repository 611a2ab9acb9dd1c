using RupnBot.Bot.Files;
using RupnBot.Bot.Jobs;
using RupnBot.Bot.Messages;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Session;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Sources.Feeds.Decoding;
using RupnBot.Storage;
using RupnBot.Surveys.Commands;
using RupnBot.Surveys.Questions;
using RupnBot.Surveys.Requests;

namespace RupnBot.Surveys.Files;

/// <param name="Editor">Who sent it.</param>
/// <param name="Chat">Where, and where it is shown.</param>
/// <param name="AskedBy">The message: one file, one answer.</param>
/// <param name="Name">Of the file.</param>
/// <param name="File">Where it lies.</param>
internal sealed record SurveyFilePayload(string Editor, string Chat, string AskedBy, string Name, ChatFile File);

/// <summary>Fetches a survey that was sent as a file, and shows it as one that was written in the chat.</summary>
internal sealed class SurveyFileJob(BotSession session, SurveyPreparation preparation, Texts texts, TimeProvider time) : IJobHandler
{
    public const string JobKind = "survey-file";

    public string Kind => JobKind;

    public static Task QueueAsync(BotDbContext db, SurveyFilePayload payload, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.QueueJobAsync(JobKind, payload.AskedBy, payload, now, cancellationToken);

    public async Task<Func<BotDbContext, Task>?> RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        var payload = job.Read<SurveyFilePayload>();
        await session.ReadyAsync(cancellationToken);
        try
        {
            var bytes = await payload.File.DownloadAsync(session.Client.WithPriority(RequestPriority.Interactive), SurveyLimits.FileBytes, cancellationToken);
            var reading = Read(payload, bytes);
            return db => TakeAsync(db, payload, reading, cancellationToken);
        }
        catch (ChatFileException e)
        {
            return db => SayAsync(db, payload, [Refused(payload, e.Fault)], cancellationToken);
        }
    }

    public Task GiveUpAsync(BotDbContext db, JobContext job, CancellationToken cancellationToken)
    {
        var payload = job.Read<SurveyFilePayload>();
        return SayAsync(db, payload, [Refused(payload, ChatFileFault.NotThere)], cancellationToken);
    }

    /// <summary>Outside of any transaction: reading a stranger's file takes the time it takes.</summary>
    internal static SurveyReading Read(SurveyFilePayload payload, byte[] bytes) => SurveyFile.Read(payload.Name, CharsetDecoder.Decode(bytes, "text/plain; charset=utf-8"));

    /// <summary>What the file holds, shown or refused.</summary>
    internal async Task TakeAsync(BotDbContext db, SurveyFilePayload payload, SurveyReading reading, CancellationToken cancellationToken)
    {
        await SayAsync(db, payload, await preparation.PrepareAsync(db, reading, new UserId(payload.Editor), new RoomId(payload.Chat), time.GetUtcNow(), cancellationToken), cancellationToken);
    }

    private MessageBody Refused(SurveyFilePayload payload, ChatFileFault fault) => (fault == ChatFileFault.TooLarge
        ? texts.Format("Surveys.File.TooLarge", ("file", payload.Name), ("size", SurveyLimits.FileBytes / 1024))
        : texts.Format("Surveys.File.Unreadable", ("file", payload.Name))).ToBody();

    private async Task SayAsync(BotDbContext db, SurveyFilePayload payload, IReadOnlyList<MessageBody> bodies, CancellationToken cancellationToken)
    {
        for (var i = 0; i < bodies.Count; i++)
            await db.QueueAsync(new OutgoingMessage(new RoomId(payload.Chat), bodies[i].ToMessage(notice: true)) { Key = $"survey-file:{payload.AskedBy}:{i}" }, time.GetUtcNow(), cancellationToken);
    }
}
