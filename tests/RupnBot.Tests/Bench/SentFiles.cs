using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Jobs;
using RupnBot.Campaigns.Files;
using RupnBot.Newsletters.Files;
using RupnBot.Storage;
using RupnBot.Surveys.Files;

namespace RupnBot.Tests.Bench;

/// <summary>Files that editors send, and what becomes of them once they are fetched. That they are fetched, and opened, the end-to-end tests show.</summary>
internal static class SentFiles
{
    private static readonly string[] Kinds = [SurveyFileJob.JobKind, CampaignListJob.JobKind, LetterContentJob.JobKind];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static object Message(string name, string? replyTo = null)
    {
        var content = new Dictionary<string, object> { ["msgtype"] = "m.file", ["body"] = name, ["url"] = "mxc://rupn.test/file", ["info"] = new { mimetype = "application/octet-stream" } };
        if (replyTo is not null) content["m.relates_to"] = new Dictionary<string, object> { ["m.in_reply_to"] = new { event_id = replyTo } };
        return content;
    }

    /// <summary>What waits to be fetched, and for what.</summary>
    public static Task<List<string>> JobsAsync(BotBench bot) => bot.Database.ReadAsync(
        db => db.Set<Job>().Where(job => Kinds.Contains(job.Kind)).OrderBy(job => job.Id).Select(job => job.Kind).ToListAsync(Token), Token);

    /// <summary>Every file that waits is fetched, and holds this.</summary>
    public static Task DeliverAsync(BotBench bot, string content) => DeliverAsync(bot, Encoding.UTF8.GetBytes(content));

    public static async Task DeliverAsync(BotBench bot, byte[] content)
    {
        while (await TakeAsync(bot) is { } job)
        {
            var store = job.Kind == SurveyFileJob.JobKind ? Survey(bot, job, content) : await ListAsync(bot, job, content);
            await bot.Database.WriteAsync(store, Token);
        }
    }

    private static async Task<Job?> TakeAsync(BotBench bot) => await bot.Database.WriteAsync(
        async db =>
        {
            var job = await db.Set<Job>().FirstOrDefaultAsync(job => job.Kind == SurveyFileJob.JobKind || job.Kind == CampaignListJob.JobKind, Token);
            if (job is not null) db.Remove(job);
            return job;
        },
        Token);

    private static Func<BotDbContext, Task> Survey(BotBench bot, Job job, byte[] content) =>
        db => Handler<SurveyFileJob>(bot).TakeAsync(db, Payload(job), SurveyFileJob.Read(Payload(job), content), Token);

    private static SurveyFilePayload Payload(Job job) => JsonSerializer.Deserialize<SurveyFilePayload>(job.Payload)!;

    private static Task<Func<BotDbContext, Task>> ListAsync(BotBench bot, Job job, byte[] content) =>
        Handler<CampaignListJob>(bot).ReadAsync(JsonSerializer.Deserialize<CampaignListPayload>(job.Payload)!, content, Token);

    private static T Handler<T>(BotBench bot) => ((IEnumerable<IJobHandler>)bot.Services.GetService(typeof(IEnumerable<IJobHandler>))!).OfType<T>().Single();
}
