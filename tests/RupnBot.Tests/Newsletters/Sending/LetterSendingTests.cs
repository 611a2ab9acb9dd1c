using RupnBot.Bot.Outbox;
using RupnBot.Newsletters.Records;
using RupnBot.Newsletters.Sending;

namespace RupnBot.Tests.Newsletters.Sending;

/// <summary>A letter on its way to its salons.</summary>
public sealed class LetterSendingTests
{
    private const string Text = "Ateliers\n\nMardi à midi";

    [Fact]
    public async Task Each_salon_gets_it_once_however_often_one_looks()
    {
        await using var bench = await LetterBench.StartAsync(salons: 25);
        await bench.ValidatedAsync();
        await bench.FinishAsync();
        await bench.RestartAsync();
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal([Text], shown));
        Assert.Equal(NewsletterState.Done, (await bench.LetterAsync()).State);
        Assert.All(await bench.DeliveriesAsync(), delivery => Assert.NotNull(delivery.EventId));
    }

    [Fact]
    public async Task Only_a_few_salons_are_in_the_outbox_at_once()
    {
        await using var bench = await LetterBench.StartAsync(salons: 25);
        await bench.ValidatedAsync();
        for (var tick = 0; tick < 5; tick++)
        {
            await bench.TickAsync();
            bench.Bot.Time.Advance(TimeSpan.FromSeconds(2));
        }

        Assert.Equal(LetterStep.Window, (await bench.DeliveriesAsync()).Count(delivery => delivery.PendingId is not null));
    }

    [Fact]
    public async Task Killed_in_the_middle_it_goes_on_where_it_was()
    {
        await using var bench = await LetterBench.StartAsync(salons: 25);
        await bench.ValidatedAsync();
        await bench.TickAsync();
        await bench.DispatchAsync(rounds: 1);
        await bench.RestartAsync();
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal([Text], shown));
    }

    [Fact]
    public async Task Paused_none_leaves_until_it_goes_on()
    {
        await using var bench = await LetterBench.StartAsync(salons: 25);
        await bench.ValidatedAsync();
        await bench.TickAsync();
        await bench.SayAsync("pause", await bench.EventOfAsync("C'est validé"));
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), Assert.Empty);
        Assert.Contains("en pause", await bench.LastAsync(), StringComparison.Ordinal);
        await bench.SayAsync("reprendre", await bench.EventOfAsync("C'est validé"));
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal([Text], shown));
    }

    [Fact]
    public async Task Cancelled_in_the_middle_the_others_do_not_get_it()
    {
        await using var bench = await LetterBench.StartAsync(salons: 25);
        await bench.ValidatedAsync();
        await bench.TickAsync();
        await bench.DispatchAsync();
        bench.Bot.Time.Advance(TimeSpan.FromSeconds(2));
        await bench.TickAsync();
        await bench.SayAsync("annuler", await bench.EventOfAsync("C'est validé"));
        await bench.FinishAsync();
        var shown = await bench.ShownEverywhereAsync();
        Assert.Equal(LetterStep.Window, shown.Count(messages => messages.Count == 1));
        Assert.Equal(15, shown.Count(messages => messages.Count == 0));
    }

    [Fact]
    public async Task Half_sent_and_corrected_waiting_salons_get_only_the_new_words_and_the_others_an_edit()
    {
        await using var bench = await LetterBench.StartAsync(salons: 25);
        await bench.ValidatedAsync();
        await bench.TickAsync();
        await bench.DispatchAsync();
        bench.Bot.Time.Advance(TimeSpan.FromSeconds(2));
        await bench.TickAsync();
        await bench.SayAsync("corriger #### Ateliers\nJeudi à midi", await bench.EventOfAsync("C'est validé"));
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal(["Ateliers\n\nJeudi à midi"], shown));
        var old = (await bench.Bot.OutboxAsync()).Where(row => bench.Salons.Contains(row.RoomId) && row.State == OutboxState.Sent && row.Content.Contains("Mardi", StringComparison.Ordinal));
        Assert.Equal(LetterStep.Window, old.Count());
    }

    [Fact]
    public async Task Corrected_twice_in_a_row_the_last_words_stand()
    {
        await using var bench = await LetterBench.StartAsync(salons: 15);
        await bench.ValidatedAsync();
        await bench.FinishAsync();
        var message = await bench.EventOfAsync("C'est validé");
        await bench.SayAsync("corriger Jeudi", message);
        await bench.TickAsync();
        await bench.SayAsync("corriger Vendredi", message);
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal(["Vendredi"], shown));
    }

    [Fact]
    public async Task Withdrawn_nothing_of_it_is_left_not_even_its_corrections()
    {
        await using var bench = await LetterBench.StartAsync(salons: 15);
        await bench.ValidatedAsync();
        await bench.FinishAsync();
        var message = await bench.EventOfAsync("C'est validé");
        await bench.SayAsync("corriger Jeudi", message);
        await bench.FinishAsync();
        await bench.SayAsync("retirer", message);
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), Assert.Empty);
        Assert.Equal(NewsletterState.Withdrawn, (await bench.LetterAsync()).State);
        // The message and its edit, in each salon.
        Assert.Equal(30, (await bench.Bot.OutboxAsync()).Count(row => row.Kind == OutboxKind.Redaction && row.State == OutboxState.Sent));
        Assert.Contains("retirée de 15 salons", await bench.LastAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Withdrawn_while_it_leaves_no_salon_keeps_or_gets_it()
    {
        await using var bench = await LetterBench.StartAsync(salons: 25);
        await bench.ValidatedAsync();
        await bench.TickAsync();
        await bench.DispatchAsync();
        bench.Bot.Time.Advance(TimeSpan.FromSeconds(2));
        await bench.TickAsync();
        await bench.SayAsync("retirer", await bench.EventOfAsync("C'est validé"));
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), Assert.Empty);
    }

    [Fact]
    public async Task What_does_not_fit_the_day_goes_on_the_next_working_morning()
    {
        // A Friday, just before the bot falls silent.
        await using var bench = await LetterBench.StartAsync(salons: 25, now: new DateTimeOffset(2026, 11, 27, 18, 29, 50, TimeSpan.FromHours(1)));
        await bench.ValidatedAsync();
        await bench.TickAsync();
        await bench.DispatchAsync();
        bench.Bot.Time.Advance(TimeSpan.FromSeconds(30));
        await bench.FinishAsync();
        Assert.Equal(LetterStep.Window, (await bench.ShownEverywhereAsync()).Count(shown => shown.Count == 1));
        bench.Bot.Time.Advance(new DateTimeOffset(2026, 11, 30, 7, 30, 0, TimeSpan.FromHours(1)) - bench.Bot.Time.GetUtcNow());
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal([Text], shown));
    }

    [Fact]
    public async Task What_was_queued_and_came_too_late_is_sent_the_next_morning_once()
    {
        await using var bench = await LetterBench.StartAsync(salons: 3, now: new DateTimeOffset(2026, 11, 27, 18, 29, 50, TimeSpan.FromHours(1)));
        await bench.ValidatedAsync();
        await bench.TickAsync();
        bench.Bot.Time.Advance(TimeSpan.FromMinutes(20));
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), Assert.Empty);
        bench.Bot.Time.Advance(new DateTimeOffset(2026, 11, 30, 7, 30, 0, TimeSpan.FromHours(1)) - bench.Bot.Time.GetUtcNow());
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal([Text], shown));
    }

    [Fact]
    public async Task After_a_long_silence_of_the_bot_its_editor_is_asked_first()
    {
        await using var bench = await LetterBench.StartAsync(salons: 15);
        await bench.ValidatedAsync();
        await bench.TickAsync();
        bench.Bot.Time.Advance(TimeSpan.FromHours(7));
        await bench.RestartAsync();
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), Assert.Empty);
        Assert.Contains("et j'étais arrêté", string.Join('\n', await bench.Bot.BodiesAsync(LetterBench.Chat)), StringComparison.Ordinal);
        await bench.SayAsync("reprendre", await bench.EventOfAsync("C'est validé"));
        await bench.FinishAsync();
        Assert.All(await bench.ShownEverywhereAsync(), shown => Assert.Equal([Text], shown));
    }

    [Fact]
    public async Task Progress_is_one_message_that_is_edited_now_and_then()
    {
        await using var bench = await LetterBench.StartAsync(salons: 50);
        await bench.ValidatedAsync();
        await bench.FinishAsync();
        var rows = (await bench.Bot.OutboxAsync()).Where(row => row.RoomId == LetterBench.Chat).ToList();
        var progress = Assert.Single(rows, row => row.Content.Contains("Envoi de", StringComparison.Ordinal) && row.DependsOnId is null);
        Assert.InRange(rows.Count(row => row.DependsOnId == progress.Id && row.State == OutboxState.Sent), 1, 12);
        Assert.Contains("« Ateliers » est partie : 50 salons sur 50.", (await bench.ShownAsync(LetterBench.Chat)).First(body => body.Contains("salons sur", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("dans 50 salons", await bench.LastAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Digests_and_letters_queued_before_are_not_kept_waiting_by_all_of_it()
    {
        await using var bench = await LetterBench.StartAsync(salons: 40);
        await bench.ValidatedAsync();
        await bench.TickAsync();
        Assert.True((await bench.Bot.OutboxAsync()).Count(row => row.State == OutboxState.Queued && bench.Salons.Contains(row.RoomId) && row.Priority == Matrix.RequestPriority.Bulk) <= LetterStep.Window);
    }
}
