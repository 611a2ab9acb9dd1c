using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Outbox;
using RupnBot.Matrix;
using RupnBot.Polls.Meetings;
using RupnBot.Polls.Records;
using RupnBot.Tests.Bench;
using RupnBot.Tests.Polls.Life;

namespace RupnBot.Tests.Polls.Meetings;

public sealed class MeetingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Slots_are_asked_in_the_order_of_time_as_a_message_to_tick()
    {
        await using var bench = await WithDatesAsync();

        var body = (await bench.Bot.BodiesAsync(PollBench.Salon)).Single(text => text.Contains("Atelier ENI", StringComparison.Ordinal));
        Assert.Contains("1. mardi 24 novembre à 17 h\n2. jeudi 26 novembre à 12 h 30\n3. lundi 30 novembre à 12 h 30", body, StringComparison.Ordinal);
        var poll = await bench.PollAsync();
        Assert.Equal(3, poll.DatesOf().Count);
        Assert.True(poll.EndsAt < poll.DatesOf()[0]);
    }

    [Fact]
    public async Task A_vote_without_an_end_of_its_own_does_not_end_at_night()
    {
        await using var bench = await PollBench.StartAsync();

        await bench.SayAsync(PollBench.Anne, "!date Conseil | demain 17h | vendredi 12h30");

        Assert.Equal(At(24, 7, 30), (await bench.PollAsync()).EndsAt);
    }

    [Fact]
    public async Task The_best_slot_is_named_and_of_equal_ones_the_earliest()
    {
        await using var bench = await WithDatesAsync();
        await SeveralPollTests.MarkAsync(bench, PollBench.Karim, 1);
        await SeveralPollTests.MarkAsync(bench, PollBench.Karim, 2);

        await bench.SayAsync(PollBench.Anne, "!resultats");
        Assert.Contains("je propose le plus tôt\u00a0: jeudi 26 novembre à 12 h 30", await LastAsync(bench), StringComparison.Ordinal);
        await SeveralPollTests.MarkAsync(bench, PollBench.Lise, 2);
        await bench.SayAsync(PollBench.Anne, "!resultats");

        Assert.Contains("Meilleur créneau\u00a0: lundi 30 novembre à 12 h 30", await LastAsync(bench), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_best_slot_is_kept_announced_with_a_file_and_the_poll_closed()
    {
        await using var bench = await WithDatesAsync();
        await SeveralPollTests.MarkAsync(bench, PollBench.Karim, 1);
        await SeveralPollTests.MarkAsync(bench, PollBench.Lise, 1);

        await bench.SayAsync(PollBench.Anne, "!retenir");

        var rows = (await bench.Bot.OutboxAsync()).Where(row => row.RoomId == PollBench.Salon).ToList();
        Assert.Contains(
            await bench.Bot.BodiesAsync(PollBench.Salon),
            body => body.StartsWith("Atelier ENI\u00a0: jeudi 26 novembre à 12 h 30", StringComparison.Ordinal) && body.Contains("2 personnes sont disponibles", StringComparison.Ordinal));
        Assert.Equal(PollState.Closing, (await bench.PollAsync()).State);
        var file = await FileAsync(bench, rows[^1]);
        Assert.Contains("\"atelier-eni.ics\"", rows[^1].Content, StringComparison.Ordinal);
        Assert.Contains("METHOD:PUBLISH\r\n", file, StringComparison.Ordinal);
        Assert.Contains("DTSTART:20261126T113000Z\r\n", file, StringComparison.Ordinal);
        Assert.Contains("DTEND:20261126T130000Z\r\n", file, StringComparison.Ordinal);
        Assert.Contains("SUMMARY:Atelier ENI\r\n", file, StringComparison.Ordinal);
        Assert.Contains("LOCATION:CDI\r\n", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_slot_is_kept_by_its_number_and_a_second_date_is_refused()
    {
        await using var bench = await WithDatesAsync();
        await bench.SayAsync(PollBench.Anne, "!retenir");
        Assert.Contains("personne n'a encore répondu", await LastAsync(bench), StringComparison.Ordinal);

        await bench.SayAsync(PollBench.Anne, "!retenir 3");
        await bench.SayAsync(PollBench.Anne, "!retenir 1");

        Assert.Contains("une date est déjà retenue", await LastAsync(bench), StringComparison.Ordinal);
        Assert.Equal(new DateTimeOffset(2026, 11, 30, 12, 30, 0, TimeSpan.FromHours(1)), (await MeetingAsync(bench)).StartsAt);
    }

    [Fact]
    public async Task It_is_reminded_of_the_day_before_and_an_hour_before_each_once_whatever_restarts()
    {
        await using var bench = await KeptAsync();
        bench.Bot.Time.SetUtcNow(At(25, 12, 29));
        await RemindAsync(bench);
        Assert.Equal(0, await RemindersAsync(bench));

        bench.Bot.Time.SetUtcNow(At(25, 12, 31));
        await RemindAsync(bench);
        await bench.RestartAsync();
        await RemindAsync(bench);
        Assert.Equal(1, await RemindersAsync(bench));
        bench.Bot.Time.SetUtcNow(At(26, 11, 31));
        await RemindAsync(bench);
        await bench.RestartAsync();
        await RemindAsync(bench);

        Assert.Equal(2, await RemindersAsync(bench));
    }

    [Fact]
    public async Task After_a_silence_only_the_nearer_reminder_is_said_and_none_when_it_has_begun()
    {
        await using var bench = await KeptAsync();
        bench.Bot.Time.SetUtcNow(At(26, 12, 0));
        await RemindAsync(bench);
        Assert.Equal(1, await RemindersAsync(bench));
        bench.Bot.Time.SetUtcNow(At(26, 12, 31));
        await RemindAsync(bench);

        Assert.Equal(1, await RemindersAsync(bench));
    }

    [Fact]
    public async Task It_is_a_date_to_come_until_it_is_cancelled()
    {
        await using var bench = await KeptAsync();
        await bench.SayAsync(PollBench.Anne, "!fiche texte");
        Assert.Contains("- jeudi 26 novembre à 12 h 30, Atelier ENI (CDI)", await LastAsync(bench), StringComparison.Ordinal);
        await bench.SayAsync(PollBench.Anne, "!annuler");
        await bench.SayAsync(PollBench.Anne, "!fiche texte");
        Assert.DoesNotContain("Atelier ENI (CDI)", await LastAsync(bench), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_one_is_told_with_a_file_and_reminded_of_no_more()
    {
        await using var bench = await KeptAsync();

        await bench.SayAsync(PollBench.Anne, "!annuler");
        var last = (await bench.Bot.OutboxAsync())[^1];
        bench.Bot.Time.SetUtcNow(At(26, 12, 0));
        await RemindAsync(bench);

        var file = await FileAsync(bench, last);
        Assert.Contains("METHOD:CANCEL\r\n", file, StringComparison.Ordinal);
        Assert.Contains("STATUS:CANCELLED\r\n", file, StringComparison.Ordinal);
        Assert.Equal(0, await RemindersAsync(bench));
        await bench.SayAsync(PollBench.Anne, "!annuler");
        Assert.Contains("Aucun rendez-vous n'est prévu", await LastAsync(bench), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_colleague_keeps_and_cancels_nothing()
    {
        await using var bench = await WithDatesAsync();

        await bench.SayAsync(PollBench.Karim, "!retenir 1");
        await bench.SayAsync(PollBench.Karim, "!annuler");

        Assert.Equal(2, (await bench.Bot.BodiesAsync(PollBench.Salon)).Count(body => body.StartsWith("Je n'ai rien changé", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("!date Atelier | lundi | mardi 17h", "À quelle heure, «\u00a0lundi\u00a0»")]
    [InlineData("!date Atelier | bientôt | mardi 17h", "Je ne comprends pas le créneau «\u00a0bientôt\u00a0»")]
    [InlineData("!date Atelier | mardi 17h | mar 17 h", "Un créneau est là deux fois")]
    [InlineData("!date Atelier | mardi 17h | jeudi 8h | fin: vendredi", "le vote finirait le vendredi 27 novembre à 18 h, après le premier créneau")]
    [InlineData("!date Atelier", "Il manque le titre ou les créneaux")]
    public async Task What_is_wrong_is_said(string command, string said)
    {
        await using var bench = await PollBench.StartAsync();

        await bench.SayAsync(PollBench.Anne, command);

        Assert.Contains(said, await LastAsync(bench), StringComparison.Ordinal);
    }

    private static async Task<PollBench> WithDatesAsync()
    {
        var bench = await PollBench.StartAsync();
        await bench.SayAsync(PollBench.Anne, "!date Atelier ENI | jeu 12h30 | mar 17h | lundi prochain 12h30 | durée: 1h30 | lieu: CDI");
        var start = (await bench.RowsAsync(EventTypes.Message)).Single(row => row.Key?.StartsWith("poll-start:", StringComparison.Ordinal) == true);
        await bench.Bot.SyncAsync(new RoomBuilder(PollBench.Salon).Sends(BotBench.Robot.Value, EventTypes.Message, JsonSerializer.Deserialize<JsonElement>(start.Content), bench.Now, PollBench.Start));
        return bench;
    }

    private static async Task<PollBench> KeptAsync()
    {
        var bench = await WithDatesAsync();
        await bench.SayAsync(PollBench.Anne, "!retenir 2");
        return bench;
    }

    private static DateTimeOffset At(int day, int hour, int minute) => new(2026, 11, day, hour, minute, 0, TimeSpan.FromHours(1));

    private static async Task<string> LastAsync(PollBench bench) => (await bench.Bot.BodiesAsync(PollBench.Salon))[^1];

    private static Task RemindAsync(PollBench bench) => bench.Bot.Get<MeetingRounds>().RunAsync(Token);

    private static async Task<int> RemindersAsync(PollBench bench) =>
        (await bench.Bot.BodiesAsync(PollBench.Salon)).Count(body => body.StartsWith("Rappel\u00a0: Atelier ENI, jeudi 26 novembre à 12 h 30", StringComparison.Ordinal));

    private static Task<Meeting> MeetingAsync(PollBench bench) => bench.Bot.Database.ReadAsync(db => db.Set<Meeting>().SingleAsync(Token), Token);

    private static Task<string> FileAsync(PollBench bench, OutboxMessage row) =>
        bench.Bot.Database.ReadAsync(async db => Encoding.UTF8.GetString((await db.FindAsync<OutboxAttachment>([row.AttachmentId!.Value], Token))!.Bytes), Token);
}
