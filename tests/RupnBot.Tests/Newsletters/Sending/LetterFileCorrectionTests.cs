using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RupnBot.Bot.Jobs;
using RupnBot.Bot.Outbox;
using RupnBot.Newsletters.Files;
using RupnBot.Newsletters.Records;
using RupnBot.Newsletters.Sending;

namespace RupnBot.Tests.Newsletters.Sending;

/// <summary>Another picture, another attachment, or none, for a letter that was agreed to or that some salons have.</summary>
public sealed class LetterFileCorrectionTests
{
    private const string Validated = "C'est validé";
    private static readonly string[] Corrected = ["Une autre salle", "Bonjour", "plan.pdf"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Half_sent_and_given_another_picture_waiting_salons_get_only_that_one_and_the_others_an_edit_of_theirs()
    {
        await using var bench = await HalfSentAsync();
        await CorrectPictureAsync(bench);
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal(Corrected, shown));
        var rows = await SentAsync(bench);
        Assert.Equal(LetterStep.Window, rows.Count(row => IsFirst(row) && row.Content.Contains(LetterFileBench.Address("salle.png"), StringComparison.Ordinal)));
        var edits = rows.Where(row => !IsFirst(row)).ToList();
        // Nothing but the picture was edited, and where it was each of these once.
        Assert.Equal(LetterStep.Window, edits.Select(row => row.RoomId).Distinct().Count());
        Assert.Equal(LetterStep.Window, edits.Count);
        Assert.All(edits, row => Assert.Contains(LetterFileBench.Address("autre.png"), row.Content, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Killed_while_it_is_corrected_each_salon_is_corrected_once()
    {
        await using var bench = await HalfSentAsync();
        await CorrectPictureAsync(bench);
        await bench.TickAsync();
        await bench.DispatchAsync(rounds: 1);
        await bench.RestartAsync();
        await bench.TickAsync();
        await bench.RestartAsync();
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal(Corrected, shown));
        Assert.Equal(LetterStep.Window, (await SentAsync(bench)).Count(row => !IsFirst(row)));
    }

    [Fact]
    public async Task Given_another_one_before_the_first_had_been_brought_everywhere_the_last_one_stands()
    {
        await using var bench = await HalfSentAsync();
        await CorrectPictureAsync(bench, "autre.png");
        await bench.TickAsync();
        await bench.DispatchAsync(rounds: 1);
        await CorrectPictureAsync(bench, "encore.png");
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal(Corrected, shown));
        foreach (var salon in bench.Salons)
        {
            var last = (await SentAsync(bench)).Last(row => row.RoomId == salon && row.Content.Contains("m.image", StringComparison.Ordinal));
            Assert.Contains(LetterFileBench.Address("encore.png"), last.Content, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_its_picture_it_is_redacted_where_it_stands_with_what_it_was_before_and_nobody_else_gets_it()
    {
        await using var bench = await HalfSentAsync();
        await CorrectPictureAsync(bench);
        await bench.FinishAsync();
        await bench.SayAsync("corriger sans image", await bench.EventOfAsync(Validated));
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal(["Bonjour", "plan.pdf"], shown));
        // The picture in each, and its edit where there is one.
        Assert.Equal(25 + LetterStep.Window, (await SentAsync(bench)).Count(row => row.Kind == OutboxKind.Redaction));
        Assert.Equal(25, (await bench.DeliveriesAsync()).Count(delivery => delivery is { IsUncorrected: false, Work: DeliveryWork.None }));
    }

    [Fact]
    public async Task An_attachment_that_was_forgotten_comes_after_the_text_once_in_every_salon()
    {
        await using var bench = await LetterBench.StartAsync(salons: 25);
        await bench.ValidatedAsync("Bonjour");
        await bench.TickAsync();
        await bench.DispatchAsync();
        await bench.SendFileAsync("m.file", "plan.pdf", replyTo: await bench.EventOfAsync(Validated));
        await bench.UploadAsync();
        await bench.RestartAsync();
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal(["Bonjour", "plan.pdf"], shown));
        Assert.Equal(25, (await SentAsync(bench)).Count(row => row.Content.Contains("m.file", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task At_night_an_edit_goes_at_once_and_what_would_be_new_waits_for_the_morning()
    {
        await using var bench = await LetterBench.StartAsync(salons: 3);
        await bench.SayAsync("lettre Bonjour");
        await bench.AddFileAsync(isPicture: true, "salle.png", "Une salle");
        await bench.SayAsync("à : tous");
        await bench.SayAsync("valider");
        await bench.FinishAsync();
        bench.Bot.Time.Advance(TimeSpan.FromHours(12));
        await CorrectPictureAsync(bench);
        await bench.SendFileAsync("m.file", "plan.pdf", replyTo: await bench.EventOfAsync(Validated));
        await bench.UploadAsync();
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal(["Une autre salle", "Bonjour"], shown));
        bench.Bot.Time.Advance(new DateTimeOffset(2026, 11, 24, 7, 31, 0, TimeSpan.FromHours(1)) - bench.Bot.Time.GetUtcNow());
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal(Corrected, shown));
    }

    [Fact]
    public async Task At_night_an_edit_goes_at_once_also_after_something_new_was_put_off_until_the_morning()
    {
        await using var bench = await LetterBench.StartAsync(salons: 3);
        await bench.ValidatedAsync("Bonjour");
        await bench.FinishAsync();
        bench.Bot.Time.Advance(TimeSpan.FromHours(12));
        await bench.SendFileAsync("m.file", "plan.pdf", replyTo: await bench.EventOfAsync(Validated));
        await bench.UploadAsync();
        await bench.FinishAsync();
        await bench.SayAsync("corriger Bonsoir", await bench.EventOfAsync(Validated));
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal(["Bonsoir"], shown));
        bench.Bot.Time.Advance(new DateTimeOffset(2026, 11, 24, 7, 31, 0, TimeSpan.FromHours(1)) - bench.Bot.Time.GetUtcNow());
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal(["Bonsoir", "plan.pdf"], shown));
    }

    [Fact]
    public async Task Withdrawn_nothing_of_it_is_left_not_even_what_its_picture_was_before()
    {
        await using var bench = await HalfSentAsync();
        await CorrectPictureAsync(bench);
        await bench.FinishAsync();
        await bench.SayAsync("retirer", await bench.EventOfAsync(Validated));
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), Assert.Empty);
        Assert.Equal((3 * 25) + LetterStep.Window, (await SentAsync(bench)).Count(row => row.Kind == OutboxKind.Redaction));
    }

    [Fact]
    public async Task A_salon_that_has_the_old_picture_when_the_day_ends_has_the_new_one_the_next_morning()
    {
        await using var bench = await StartAsync(now: new DateTimeOffset(2026, 11, 27, 18, 29, 0, TimeSpan.FromHours(1)));
        await bench.TickAsync();
        // One message a room: the picture.
        await bench.DispatchAsync(rounds: 1);
        bench.Bot.Time.Advance(TimeSpan.FromMinutes(20));
        await bench.FinishAsync();
        await CorrectPictureAsync(bench);
        await bench.FinishAsync();
        bench.Bot.Time.Advance(new DateTimeOffset(2026, 11, 30, 7, 30, 0, TimeSpan.FromHours(1)) - bench.Bot.Time.GetUtcNow());
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal(Corrected, shown));
    }

    [Fact]
    public async Task A_file_that_cannot_be_had_changes_nothing_and_is_told()
    {
        await using var bench = await HalfSentAsync();
        await bench.SendFileAsync("m.image", "autre.png", replyTo: await bench.EventOfAsync(Validated));
        var id = await bench.ReadAsync(db => db.Set<NewsletterFile>().Where(file => file.Standing == FileStanding.Proposed).Select(file => file.Id).SingleAsync(Ct));
        var job = bench.Bot.Services.GetServices<IJobHandler>().OfType<LetterMediaJob>().Single();
        await bench.Bot.Database.WriteAsync(db => job.GiveUpAsync(db, new JobContext(LetterMediaJob.JobKind, "", $$"""{"File":{{id}},"Encrypted":false}""", 9, default), Ct), Ct);
        await bench.FinishAsync();
        Assert.Contains("la lettre garde ce qu'elle a.", string.Join('\n', await bench.Bot.BodiesAsync(LetterBench.Chat)), StringComparison.Ordinal);
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal(["Une salle", "Bonjour", "plan.pdf"], shown));
    }

    [Fact]
    public async Task Given_other_words_nothing_but_the_text_is_edited_once_in_each_salon()
    {
        await using var bench = await StartAsync();
        await bench.FinishAsync();
        await bench.SayAsync("corriger Bonsoir", await bench.EventOfAsync(Validated));
        await bench.FinishAsync();
        var edits = (await SentAsync(bench)).FindAll(row => !IsFirst(row));
        Assert.Equal(bench.Salons, edits.Select(row => row.RoomId).Order());
        Assert.All(edits, row => Assert.Contains("Bonsoir", row.Content, StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_its_bytes_are_no_longer_kept_other_words_take_its_picture_from_no_salon()
    {
        await using var bench = await StartAsync();
        await bench.FinishAsync();
        var message = await bench.EventOfAsync(Validated);
        bench.Bot.Time.Advance(TimeSpan.FromDays(31));
        await ActivatorUtilities.CreateInstance<RupnBot.Privacy.RetentionTick>(bench.Bot.Services).RunAsync(Ct);
        Assert.All(await bench.ReadAsync(db => db.Set<NewsletterFile>().Select(file => file.Bytes).ToListAsync(Ct)), bytes => Assert.Empty(bytes));
        await bench.SayAsync("corriger Bonsoir", message);
        await bench.FinishAsync();
        Assert.DoesNotContain(await bench.Bot.OutboxAsync(), row => row.Kind == OutboxKind.Redaction);
        Assert.Equal(3, (await SentAsync(bench)).Count(row => !IsFirst(row) && row.Content.Contains("Bonsoir", StringComparison.Ordinal)));
    }

    /// <summary>Validated, with both.</summary>
    private static async Task<LetterBench> StartAsync(int salons = 3, DateTimeOffset? now = null)
    {
        var bench = await LetterBench.StartAsync(salons, now: now);
        await bench.SayAsync("lettre Bonjour");
        await bench.AddFileAsync(isPicture: true, "salle.png", "Une salle");
        await bench.AddFileAsync(isPicture: false, "plan.pdf");
        await bench.SayAsync("à : tous");
        await bench.SayAsync("valider");
        return bench;
    }

    /// <summary>Ten of twenty-five salons have it; ten more are in the outbox.</summary>
    private static async Task<LetterBench> HalfSentAsync()
    {
        var bench = await StartAsync(25);
        await bench.TickAsync();
        await bench.DispatchAsync();
        bench.Bot.Time.Advance(TimeSpan.FromSeconds(2));
        await bench.TickAsync();
        return bench;
    }

    private static async Task CorrectPictureAsync(LetterBench bench, string name = "autre.png")
    {
        await bench.SendFileAsync("m.image", name, "Une autre salle", await bench.EventOfAsync(Validated));
        await bench.UploadAsync();
    }

    private static async Task<List<OutboxMessage>> SentAsync(LetterBench bench) => [.. (await bench.Bot.OutboxAsync()).Where(row => bench.Salons.Contains(row.RoomId) && row.State == OutboxState.Sent)];

    private static bool IsFirst(OutboxMessage row) => row.Kind == OutboxKind.Redaction || !row.Content.Contains("m.replace", StringComparison.Ordinal);
}
