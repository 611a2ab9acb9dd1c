using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Jobs;
using RupnBot.Bot.Outbox;
using RupnBot.Matrix;
using RupnBot.Newsletters.Records;

namespace RupnBot.Tests.Newsletters.Sending;

/// <summary>A letter's picture and attachment go with it, or nothing does.</summary>
public sealed class LetterFilesTests
{
    private static readonly string[] Whole = ["Une salle", "Bonjour", "plan.pdf"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_picture_goes_before_the_text_and_the_attachment_after_it()
    {
        await using var bench = await StartAsync();
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal(Whole, shown));
        var types = (await bench.Bot.OutboxAsync()).Where(row => row.RoomId == bench.Salons[0] && row.DependsOnId is not null || row.Content.Contains("m.image", StringComparison.Ordinal) && row.RoomId == bench.Salons[0])
            .Select(row => JsonDocument.Parse(row.Content).RootElement.GetProperty("msgtype").GetString());
        Assert.Equal(["m.image", "m.text", "m.file"], types);
    }

    [Fact]
    public async Task Where_the_picture_is_refused_the_text_does_not_go_alone()
    {
        await using var bench = await StartAsync();
        await bench.TickAsync();
        await bench.DispatchAsync(answer: row => row.RoomId == bench.Salons[1] ? new Refused(row.Id, "M_FORBIDDEN", MessageContent.Notice) : new Sent(row.Id, new EventId($"$sent{row.Id}")));
        await bench.FinishAsync();
        Assert.Empty(await bench.ShownAsync(bench.Salons[1]));
        Assert.Equal(Whole, await bench.ShownAsync(bench.Salons[0]));
        Assert.Equal((DeliveryState.Refused, RefusalReason.Muted), (await bench.DeliveriesAsync()).Where(row => row.RoomId == bench.Salons[1]).Select(row => (row.State, row.Refusal)).Single());
    }

    [Fact]
    public async Task Withdrawn_all_three_are()
    {
        await using var bench = await StartAsync();
        await bench.FinishAsync();
        await bench.SayAsync("retirer", await bench.EventOfAsync("C'est validé"));
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), Assert.Empty);
    }

    [Fact]
    public async Task A_salon_that_had_the_picture_when_the_day_ended_gets_the_rest_next_morning_and_no_second_picture()
    {
        await using var bench = await StartAsync(new DateTimeOffset(2026, 11, 27, 18, 29, 0, TimeSpan.FromHours(1)));
        await bench.TickAsync();
        // One message a room: the picture.
        await bench.DispatchAsync(rounds: 1);
        bench.Bot.Time.Advance(TimeSpan.FromMinutes(20));
        await bench.FinishAsync();
        bench.Bot.Time.Advance(new DateTimeOffset(2026, 11, 30, 7, 30, 0, TimeSpan.FromHours(1)) - bench.Bot.Time.GetUtcNow());
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal(Whole, shown));
    }

    [Fact]
    public async Task Ended_by_the_editor_no_picture_stays_behind_alone()
    {
        await using var bench = await StartAsync(new DateTimeOffset(2026, 11, 27, 18, 29, 0, TimeSpan.FromHours(1)));
        await bench.TickAsync();
        await bench.DispatchAsync(rounds: 1);
        bench.Bot.Time.Advance(TimeSpan.FromMinutes(20));
        await bench.FinishAsync();
        await bench.SayAsync("annuler", await bench.EventOfAsync("C'est validé"));
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), Assert.Empty);
    }

    [Fact]
    public async Task Encrypted_salons_wait_for_their_own_upload_and_keep_no_other_waiting()
    {
        await using var bench = await StartAsync();
        await bench.EncryptAsync(bench.Salons[0]);
        await bench.FinishAsync();
        Assert.Empty(await bench.ShownAsync(bench.Salons[0]));
        Assert.Equal(Whole, await bench.ShownAsync(bench.Salons[1]));
        Assert.Equal(2, await bench.ReadAsync(db => db.Set<Job>().CountAsync(job => job.Kind == "letter-media" && job.Key.EndsWith("cipher"), Ct)));
    }

    [Fact]
    public async Task A_picture_is_described_in_words()
    {
        await using var bench = await LetterBench.StartAsync();
        await bench.SayAsync("lettre Bonjour");
        await bench.AddFileAsync(isPicture: true, "salle.png");
        await bench.SayAsync("test");
        await bench.SayAsync("image : une salle claire");
        Assert.Contains("Image, décrite ainsi : une salle claire", await bench.LastAsync(), StringComparison.Ordinal);
    }

    /// <summary>A validated letter with both, uploaded for plain rooms.</summary>
    private static async Task<LetterBench> StartAsync(DateTimeOffset? now = null)
    {
        var bench = await LetterBench.StartAsync(salons: 3, now: now);
        await bench.SayAsync("lettre Bonjour");
        await bench.AddFileAsync(isPicture: true, "salle.png", "Une salle");
        await bench.AddFileAsync(isPicture: false, "plan.pdf");
        await bench.SayAsync("à : tous");
        await bench.SayAsync("valider");
        return bench;
    }
}
