using System.Net;
using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Jobs;
using RupnBot.Newsletters.Files;
using RupnBot.Newsletters.Records;

namespace RupnBot.Tests.Newsletters.Files;

/// <summary>A letter's files on their way from the editor's message to the salons of either kind, on a homeserver that keeps them.</summary>
public sealed class LetterMediaJobTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_failed_upload_waits_for_its_time_however_often_the_letter_is_looked_at_meanwhile()
    {
        await using var bench = await LetterBench.StartAsync();
        await bench.SayAsync("lettre Bonjour");
        await bench.AddFileAsync(isPicture: true, "salle.png", "Une salle");
        await bench.SayAsync("à : tous");
        await bench.EncryptAsync(bench.Salons[0]);
        await bench.SayAsync("valider");
        await bench.TickAsync();
        var looks = 0;
        // As if the two seconds had gone by, three times at most: a job that came back at once would never end.
        var server = new LetterMediaServer { Refusal = HttpStatusCode.BadGateway, Meanwhile = () => looks++ < 3 ? bench.TickAsync() : Task.CompletedTask };
        await server.RunJobsAsync(bench);
        var job = await bench.ReadAsync(db => db.Set<Job>().SingleAsync(job => job.Kind == LetterMediaJob.JobKind, Ct));
        Assert.Equal((1, 1), (server.Asked, job.Attempts));
        Assert.True(job.RunAt > bench.Bot.Time.GetUtcNow());
    }

    [Fact]
    public async Task One_the_server_does_not_take_is_told_and_the_letter_goes_without_it()
    {
        await using var bench = await LetterBench.StartAsync();
        await bench.SayAsync("lettre Bonjour");
        await bench.SendFileAsync("m.image", "salle.png");
        await new LetterMediaServer { Refusal = HttpStatusCode.RequestEntityTooLarge }.RunJobsAsync(bench);
        Assert.Contains(await bench.Bot.BodiesAsync(LetterBench.Chat), body => body.Contains("je n'ai pas pu prendre", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(0, await bench.ReadAsync(db => db.Set<NewsletterFile>().CountAsync(Ct)));
    }

    [Fact]
    public async Task What_the_editor_sent_is_not_kept_once_it_was_read()
    {
        await using var bench = await LetterBench.StartAsync();
        await bench.SayAsync("lettre Bonjour");
        await bench.SendFileAsync("m.file", "plan.pdf");
        var server = new LetterMediaServer();
        await server.RunJobsAsync(bench);
        var file = await bench.ReadAsync(db => db.Set<NewsletterFile>().SingleAsync(Ct));
        Assert.Null(file.Source);
        Assert.Equal((server.Bytes.LongLength, server.Uploads[0].Address), (file.Size, file.PlainAddress));
        Assert.Equal(server.Bytes, file.Bytes);
    }
}
