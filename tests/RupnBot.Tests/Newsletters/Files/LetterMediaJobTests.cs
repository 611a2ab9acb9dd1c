using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RupnBot.Bot.Jobs;
using RupnBot.Crypto;
using RupnBot.Matrix;
using RupnBot.Newsletters.Files;
using RupnBot.Newsletters.Records;
using RupnBot.Privacy;
using RupnBot.Tests.Bench;

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
    public async Task Sent_in_a_plain_chat_it_is_shown_there_and_each_kind_of_salon_has_its_own_upload()
    {
        await using var bench = await LetterBench.StartAsync();
        await bench.EncryptAsync(bench.Salons[0]);
        await bench.SayAsync("lettre Bonjour");
        await bench.SendFileAsync("m.image", "salle.png", "Une salle");
        await bench.SayAsync("à : tous");
        var server = new LetterMediaServer();
        await server.RunJobsAsync(bench);
        Assert.Contains("Une salle", await bench.Bot.BodiesAsync(LetterBench.Chat));
        await bench.SayAsync("valider");
        await server.RunJobsAsync(bench);
        await bench.FinishAsync();
        Assert.Equal(["Une salle", "Bonjour"], await bench.ShownAsync(bench.Salons[1]));

        var plain = Assert.Single(server.Uploads, upload => upload.Query.Contains("salle.png", StringComparison.Ordinal));
        Assert.Equal(server.Bytes, plain.Bytes);
        Assert.Equal(plain.Address, (await PictureAsync(bench, bench.Salons[1])).GetProperty("url").GetString());

        // Neither name nor kind are the server's; what opens it is in the message.
        var cipher = Assert.Single(server.Uploads, upload => upload != plain);
        Assert.Equal(("application/octet-stream", ""), (cipher.ContentType, cipher.Query));
        Assert.True(EncryptedFile.TryRead((await PictureAsync(bench, bench.Salons[0])).GetProperty("file"), out var block, out _));
        Assert.Equal(cipher.Address, block!.Url);
        Assert.True(AttachmentCipher.TryDecrypt(block, cipher.Bytes, out var opened, out _));
        Assert.Equal(server.Bytes, opened);
    }

    [Fact]
    public async Task Another_picture_takes_its_place_only_once_both_kinds_of_salon_can_have_it()
    {
        await using var bench = await LetterBench.StartAsync();
        await bench.EncryptAsync(bench.Salons[0]);
        await bench.SayAsync("lettre Bonjour");
        await bench.SayAsync("à : tous");
        await bench.SayAsync("valider");
        await bench.FinishAsync();
        await bench.SendFileAsync("m.image", "salle.png", "Une salle", await bench.EventOfAsync("C'est validé"));
        var server = new LetterMediaServer();
        await server.RunJobsAsync(bench);
        await bench.FinishAsync();
        Assert.Equal(2, server.Uploads.Count);
        Assert.Equal(["Bonjour", "Une salle"], await bench.ShownAsync(bench.Salons[1]));
        Assert.True((await PictureAsync(bench, bench.Salons[0])).TryGetProperty("file", out _));
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

    [Fact]
    public async Task An_empty_file_is_uploaded_for_both_kinds_like_any_other()
    {
        await using var bench = await LetterBench.StartAsync();
        await bench.EncryptAsync(bench.Salons[0]);
        await bench.SayAsync("lettre Bonjour");
        await bench.SendFileAsync("m.file", "vide.txt", replyTo: await bench.EventOfAsync("Pour continuer"));
        await bench.SayAsync("à : tous");
        var server = new LetterMediaServer { Bytes = [] };
        await server.RunJobsAsync(bench);
        await bench.SayAsync("valider");
        await server.RunJobsAsync(bench);
        await bench.FinishAsync();
        Assert.Equal(["Bonjour", "vide.txt"], await bench.ShownAsync(bench.Salons[1]));
        Assert.Contains(await bench.Bot.BodiesAsync(bench.Salons[0]), body => body == "vide.txt");
    }

    [Fact]
    public async Task Once_its_bytes_are_erased_other_words_reach_whom_they_can_and_the_letter_is_not_paused_for_the_rest()
    {
        await using var bench = await LetterBench.StartAsync(2);
        await bench.SayAsync("lettre Bonjour");
        await bench.AddFileAsync(isPicture: true, "salle.png", "Une salle");
        await bench.SayAsync("à : tous");
        await bench.SayAsync("valider");
        await bench.FinishAsync();
        var message = await bench.EventOfAsync("C'est validé");
        bench.Bot.Time.Advance(TimeSpan.FromDays(31));
        await ActivatorUtilities.CreateInstance<RetentionTick>(bench.Bot.Services).RunAsync(Ct);
        await bench.EncryptAsync(bench.Salons[0]);
        await bench.SayAsync("corriger Bonsoir", message);
        await bench.TickAsync();
        await new LetterMediaServer().RunJobsAsync(bench);
        await bench.FinishAsync();
        Assert.Contains(await bench.Bot.BodiesAsync(LetterBench.Chat), body => body.Contains("l'ancienne version\u00A0: 1.", StringComparison.Ordinal));
        Assert.Equal((NewsletterState.Done, null), ((await bench.LetterAsync()).State, (await bench.LetterAsync()).NextAt));
        Assert.Equal([(true, 1), (false, 1)], (await bench.DeliveriesAsync()).Select(delivery => (delivery.IsUncorrected, delivery.Revision)));
        Assert.Contains(await bench.Bot.OutboxAsync(), row => row.RoomId == bench.Salons[1] && row.Content.Contains("Bonsoir", StringComparison.Ordinal));
        Assert.DoesNotContain(await bench.Bot.OutboxAsync(), row => row.RoomId == bench.Salons[0] && row.Content.Contains("Bonsoir", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_test_in_a_chat_of_the_other_kind_asks_for_what_is_missing_and_shows_it_a_minute_later()
    {
        await using var bench = await LetterBench.StartAsync();
        await bench.SayAsync("lettre Bonjour");
        await bench.AddFileAsync(isPicture: true, "salle.png", "Une salle");
        await bench.SayAsync(LetterBench.Paul, LetterBench.PaulsChat, "lettre");
        var letter = await bench.EventOfAsync("Bonjour", LetterBench.PaulsChat);
        await bench.Bot.SyncAsync(new RoomBuilder(LetterBench.PaulsChat).Sends(LetterBench.Paul, "m.room.encryption", new { algorithm = "m.megolm.v1.aes-sha2" }, bench.Bot.Time.GetUtcNow(), stateKey: ""));
        await bench.SayAsync(LetterBench.Paul, LetterBench.PaulsChat, "test", letter);
        Assert.StartsWith("Un instant", await bench.LastAsync(LetterBench.PaulsChat), StringComparison.Ordinal);
        await new LetterMediaServer().RunJobsAsync(bench);
        await bench.SayAsync(LetterBench.Paul, LetterBench.PaulsChat, "test", letter);
        Assert.Equal(["Une salle", "Bonjour"], (await bench.Bot.BodiesAsync(LetterBench.PaulsChat)).TakeLast(2));
    }

    private static async Task<JsonElement> PictureAsync(LetterBench bench, RoomId salon) =>
        JsonDocument.Parse((await bench.Bot.OutboxAsync()).Last(row => row.RoomId == salon && row.Content.Contains("m.image", StringComparison.Ordinal)).Content).RootElement;
}
