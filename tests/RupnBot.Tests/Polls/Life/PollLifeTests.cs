using System.Text.Json;
using RupnBot.Bot.Outbox;
using RupnBot.Matrix;
using RupnBot.Polls.Records;

namespace RupnBot.Tests.Polls.Life;

public sealed class PollLifeTests
{
    [Fact]
    public async Task A_poll_is_announced_by_a_text_that_says_until_when_and_that_it_is_not_anonymous()
    {
        await using var bench = await PollBench.StartAsync();

        await bench.SayAsync(PollBench.Anne, "!sondage Quel atelier ? | Tablettes | Pix | fin: vendredi 18h");

        var rows = (await bench.Bot.OutboxAsync()).Where(row => row.RoomId == PollBench.Salon && row.Priority == RequestPriority.Poll).ToList();
        var text = JsonDocument.Parse(rows[0].Content).RootElement;
        Assert.Equal("m.text", text.GetProperty("msgtype").GetString());
        Assert.Contains("Un appui suffit, modifiable jusqu'au vendredi 27 novembre à 18 h. Le vote n'est pas anonyme.", text.GetProperty("body").GetString(), StringComparison.Ordinal);
        var poll = JsonDocument.Parse(rows[1].Content).RootElement.GetProperty(EventTypes.PollStart);
        Assert.Equal(["Tablettes", "Pix"], poll.GetProperty("answers").EnumerateArray().Select(answer => answer.GetProperty("org.matrix.msc1767.text").GetString()));
        Assert.Equal(1, poll.GetProperty("max_selections").GetInt32());
    }

    [Fact]
    public async Task A_poll_without_answers_is_told_what_is_missing()
    {
        await using var bench = await PollBench.StartAsync();

        await bench.SayAsync(PollBench.Anne, "!sondage Quel atelier ?");

        Assert.Contains("Il manque les réponses\u00a0: une par ligne, deux au moins.", await bench.Bot.BodiesAsync(PollBench.Salon));
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("Oui, lancez-le", 1)]
    [InlineData("2", 0)]
    public async Task Answers_between_commas_are_shown_and_started_when_they_are_the_ones(string answer, int polls)
    {
        await using var bench = await PollBench.StartAsync();

        await bench.SayAsync(PollBench.Anne, "!sondage Quel jour ? lundi, mardi ou jeudi");
        Assert.Contains("Est-ce bien ce sondage\u00a0? Quel jour ? | lundi | mardi | jeudi", (await bench.Bot.BodiesAsync(PollBench.Salon))[^1], StringComparison.Ordinal);
        Assert.Empty(await bench.RowsAsync(EventTypes.PollStart));
        await bench.SayAsync(PollBench.Anne, answer);

        Assert.Equal(polls, (await bench.RowsAsync(EventTypes.PollStart)).Count);
    }

    [Fact]
    public async Task Who_is_not_the_referent_starts_no_poll()
    {
        await using var bench = await PollBench.StartAsync();

        await bench.SayAsync(PollBench.Karim, "!sondage Quel atelier ? | Tablettes | Pix");

        Assert.Empty(await bench.RowsAsync(EventTypes.PollStart));
    }

    [Fact]
    public async Task The_result_is_told_once_our_end_came_back_and_all_was_read_again()
    {
        await using var bench = await PollBench.WithPollAsync();
        await bench.VoteAsync(PollBench.Karim, "a1");
        await bench.VoteAsync(PollBench.Lise, "a2");
        await bench.VoteAsync(PollBench.Lise, "a1");

        await bench.CloseInTimeAsync();
        Assert.Null(await bench.ResultAsync());
        await bench.ReadAsync();

        var result = await bench.ResultAsync();
        Assert.Contains("2 votants sur 3.", result, StringComparison.Ordinal);
        Assert.Contains("Tablettes\u00a0: 2 voix, 100\u00a0%", result, StringComparison.Ordinal);
        Assert.Equal(PollState.Announced, (await bench.PollAsync()).State);
    }

    [Fact]
    public async Task Without_its_echo_no_end_counts()
    {
        await using var bench = await PollBench.WithPollAsync();
        bench.Bot.Time.Advance(TimeSpan.FromDays(5));

        await bench.RoundAsync();
        await bench.RoundAsync();
        await bench.ReadAsync();

        Assert.Null(await bench.ResultAsync());
        Assert.Equal(PollState.Closing, (await bench.PollAsync()).State);
        Assert.Single(await bench.RowsAsync(EventTypes.PollEnd));
    }

    [Fact]
    public async Task A_vote_after_the_end_is_void_even_when_it_arrives_before_the_count()
    {
        await using var bench = await PollBench.WithPollAsync();
        await bench.VoteAsync(PollBench.Karim, "a1");
        await bench.CloseInTimeAsync();

        await bench.VoteAsync(PollBench.Lise, "a2", bench.Now.AddSeconds(1));
        await bench.ReadAsync();

        Assert.Contains("1 votant sur 3.", await bench.ResultAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_only_the_servers_relations_show_counts_too()
    {
        await using var bench = await PollBench.WithPollAsync();
        await bench.VoteAsync(PollBench.Karim, "a1", eventId: "$seen");
        await bench.CloseInTimeAsync();

        await bench.ReadAsync(
            Bench.RoomBuilder.Event(EventTypes.PollResponse, PollBench.Karim, PollBench.Vote("a1"), null, bench.Now.AddDays(-1), "$seen"),
            Bench.RoomBuilder.Event(EventTypes.PollResponse, PollBench.Lise, PollBench.Vote("a2"), null, bench.Now.AddDays(-1)));

        Assert.Contains("2 votants sur 3.", await bench.ResultAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restart_between_any_two_steps_loses_nothing_and_repeats_nothing()
    {
        await using var bench = await PollBench.StartAsync();
        await bench.SayAsync(PollBench.Anne, "!sondage Quel atelier ? | Tablettes | Pix | fin: vendredi 18h");
        await bench.RestartAsync();
        await bench.EchoAsync(EventTypes.PollStart, PollBench.Start);
        await bench.RestartAsync();
        await bench.VoteAsync(PollBench.Karim, "a2");
        await bench.RestartAsync();
        bench.Bot.Time.SetUtcNow(new DateTimeOffset(2026, 11, 27, 18, 0, 0, TimeSpan.FromHours(1)));
        await bench.RoundAsync();
        await bench.RestartAsync();
        await bench.RoundAsync();
        await bench.EchoAsync(EventTypes.PollEnd, PollBench.End);
        await bench.RestartAsync();
        await bench.ReadAsync();
        await bench.RestartAsync();
        await bench.RoundAsync();

        Assert.Contains("1 votant sur 3.", await bench.ResultAsync(), StringComparison.Ordinal);
        Assert.Single(await bench.RowsAsync(EventTypes.PollEnd));
    }

    [Fact]
    public async Task A_poll_closed_on_a_saturday_tells_its_result_on_monday_morning()
    {
        await using var bench = await PollBench.StartAsync();
        await bench.SayAsync(PollBench.Anne, "!sondage Quel atelier ? | Tablettes | Pix | fin: samedi 10h");
        await bench.EchoAsync(EventTypes.PollStart, PollBench.Start);
        Assert.Contains("Le sondage se clôt hors des heures de travail\u00a0: son résultat paraîtra le lundi 30 novembre à 7 h 30.", await bench.Bot.BodiesAsync(PollBench.Salon));
        bench.Bot.Time.SetUtcNow(new DateTimeOffset(2026, 11, 28, 10, 0, 0, TimeSpan.FromHours(1)));
        await bench.RoundAsync();
        await bench.EchoAsync(EventTypes.PollEnd, PollBench.End);
        await bench.ReadAsync();
        await bench.RoundAsync();
        Assert.Null(await bench.ResultAsync());

        bench.Bot.Time.SetUtcNow(new DateTimeOffset(2026, 11, 30, 7, 30, 0, TimeSpan.FromHours(1)));
        await bench.RoundAsync();

        Assert.NotNull(await bench.ResultAsync());
    }

    [Fact]
    public async Task An_end_that_the_room_refuses_still_leads_to_a_result()
    {
        await using var bench = await PollBench.WithPollAsync();
        await bench.VoteAsync(PollBench.Karim, "a1");
        bench.Bot.Time.SetUtcNow(new DateTimeOffset(2026, 11, 27, 18, 0, 0, TimeSpan.FromHours(1)));
        await bench.RoundAsync();
        var end = Assert.Single(await bench.RowsAsync(EventTypes.PollEnd));
        await bench.Bot.Database.WriteAsync(
            async db => (await db.FindAsync<OutboxMessage>([end.Id], TestContext.Current.CancellationToken))!.State = OutboxState.Failed, TestContext.Current.CancellationToken);

        await bench.RoundAsync();
        await bench.ReadAsync();

        Assert.Contains("1 votant sur 3.", await bench.ResultAsync(), StringComparison.Ordinal);
    }
}
