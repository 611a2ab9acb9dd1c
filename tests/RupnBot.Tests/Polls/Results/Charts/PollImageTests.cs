using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Jobs;
using RupnBot.Bot.Outbox;
using RupnBot.Polls.Results.Charts;
using RupnBot.Tests.Polls.Life;

namespace RupnBot.Tests.Polls.Results.Charts;

public sealed class PollImageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_picture_comes_with_the_whole_result_in_words_once_however_often_the_job_runs()
    {
        await using var bench = await PollBench.WithPollAsync();
        await bench.VoteAsync(PollBench.Karim, "a1");
        await bench.SayAsync(PollBench.Anne, "!resultats image");

        await RunAsync(bench);
        await RunAsync(bench);

        var row = Assert.Single(await bench.Bot.OutboxAsync(), row => row.AttachmentId is not null);
        var content = JsonDocument.Parse(row.Content).RootElement;
        Assert.Equal(("m.image", "resultats.png"), (content.GetProperty("msgtype").GetString(), content.GetProperty("filename").GetString()));
        Assert.Contains("Tablettes\u00a0: 1 voix, 100\u00a0%", content.GetProperty("body").GetString(), StringComparison.Ordinal);
        var file = await bench.Bot.Database.ReadAsync(async db => await db.FindAsync<OutboxAttachment>([row.AttachmentId!.Value], Token), Token);
        Assert.Equal([0x89, .. "PNG"u8], file!.Bytes[..4]);
    }

    [Fact]
    public async Task A_colleague_gets_it_in_private_and_nowhere_without_a_direct_chat()
    {
        await using var bench = await PollBench.WithPollAsync(withChat: true);
        await bench.SayAsync(PollBench.Lise, "!resultats image");
        Assert.Contains("J'envoie cette image à vous seul", (await bench.Bot.BodiesAsync(PollBench.Salon))[^1], StringComparison.Ordinal);

        await bench.SayAsync(PollBench.Karim, "!resultats image");
        await RunAsync(bench);

        Assert.Equal(PollBench.Chat, Assert.Single(await bench.Bot.OutboxAsync(), row => row.AttachmentId is not null).RoomId);
    }

    private static async Task RunAsync(PollBench bench)
    {
        var handler = bench.Bot.Get<IEnumerable<IJobHandler>>().OfType<PollImageJob>().Single();
        foreach (var job in await bench.Bot.Database.ReadAsync(db => db.Set<Job>().Where(job => job.Kind == PollImageJob.JobKind).ToListAsync(Token), Token))
            if (await handler.RunAsync(new JobContext(job.Kind, job.Key, job.Payload, 1, job.CreatedAt), Token) is { } store) await bench.Bot.Database.WriteAsync(store, Token);
    }
}
