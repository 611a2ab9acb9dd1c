using Microsoft.EntityFrameworkCore;
using RupnBot.Matrix;
using RupnBot.Newsletters.Records;
using RupnBot.Newsletters.Talking;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Newsletters;

/// <summary>Pictures and attachments at the bench: the homeserver that keeps them is not there, so that what a job stores is stored here.</summary>
internal static class LetterFileBench
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>One that the letter has, uploaded for plain rooms.</summary>
    public static async Task AddFileAsync(this LetterBench bench, bool isPicture, string name, string? description = null)
    {
        var letter = await bench.LetterAsync();
        await bench.Bot.Database.WriteAsync(
            db =>
            {
                db.Add(new NewsletterFile
                {
                    NewsletterId = letter.Id, IsPicture = isPicture, FileName = name, ContentType = isPicture ? "image/png" : "application/pdf", Description = description, Bytes = [1], Size = 1, PlainAddress = Address(name),
                });
                return Task.CompletedTask;
            },
            Ct);
    }

    /// <summary>The editor sends a file, perhaps as a reply; it is not fetched yet.</summary>
    public static async Task SendFileAsync(this LetterBench bench, string type, string name, string? caption = null, string? replyTo = null, string? user = null, RoomId? chat = null)
    {
        var content = new Dictionary<string, object> { ["msgtype"] = type, ["body"] = caption ?? name, ["filename"] = name, ["url"] = "mxc://rupn.test/sent" };
        if (replyTo is not null) content["m.relates_to"] = new Dictionary<string, object> { ["m.in_reply_to"] = new { event_id = replyTo } };
        await bench.Bot.SyncAsync(new RoomBuilder(chat ?? LetterBench.Chat).Sends(user ?? LetterBench.Anne, EventTypes.Message, content, bench.Bot.Time.GetUtcNow()));
        await bench.DispatchAsync(row => row.RoomId == LetterBench.Chat || row.RoomId == LetterBench.PaulsChat);
    }

    /// <summary>What was proposed is there now, for plain rooms.</summary>
    public static async Task UploadAsync(this LetterBench bench)
    {
        await bench.Bot.Database.WriteAsync(
            async db =>
            {
                var file = await db.Set<NewsletterFile>().AsTracking().SingleAsync(file => file.Standing == FileStanding.Proposed && file.Source != null, Ct);
                (file.Source, file.Bytes, file.Size, file.PlainAddress) = (null, [2], 1, Address(file.FileName));
                await db.SaveChangesAsync(Ct);
                await bench.Bot.Get<LetterFileChanges>().GoOnAsync(db, (await db.FindAsync<Newsletter>([file.NewsletterId], Ct))!, file, bench.Bot.Time.GetUtcNow(), Ct);
            },
            Ct);
        await bench.DispatchAsync(row => row.RoomId == LetterBench.Chat || row.RoomId == LetterBench.PaulsChat);
    }

    public static string Address(string name) => $"mxc://rupn.test/{name}";
}
