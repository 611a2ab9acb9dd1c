using Microsoft.EntityFrameworkCore;
using RupnBot.Matrix;
using RupnBot.Polls.Records;
using RupnBot.Polls.Series;
using RupnBot.Tests.Bench;
using RupnBot.Tests.Polls.Life;

namespace RupnBot.Tests.Polls.Series;

public sealed class SeriesTests
{
    private static readonly DateTimeOffset Round = new(2027, 1, 4, 9, 0, 0, TimeSpan.FromHours(1));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_poll_that_comes_back_says_when()
    {
        await using var bench = await WithSeriesAsync();

        var said = (await bench.Bot.BodiesAsync(PollBench.Salon))[^1];

        Assert.Contains("Il reviendra chaque mois, hors vacances\u00a0; prochaine fois\u00a0: lundi 4 janvier 2027 à 7 h 30", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_next_round_opens_once_whatever_restarts_and_tells_how_answers_have_moved()
    {
        await using var bench = await WithSeriesAsync();
        await bench.VoteAsync(PollBench.Karim, "a2", bench.Now);
        await bench.VoteAsync(PollBench.Lise, "a1", bench.Now);
        await bench.CloseInTimeAsync();
        await bench.ReadAsync();

        bench.Bot.Time.SetUtcNow(Round);
        await NextAsync(bench);
        await bench.RestartAsync();
        await NextAsync(bench);
        Assert.Equal(2, await CountAsync(bench));

        await bench.EchoAsync(EventTypes.PollStart, "$second");
        await bench.Bot.SyncAsync(new RoomBuilder(PollBench.Salon).Sends(PollBench.Karim, EventTypes.PollResponse, PollBench.Vote("a1", "$second"), bench.Now));
        await bench.SayAsync(PollBench.Anne, "!resultats");

        var told = (await bench.Bot.BodiesAsync(PollBench.Salon))[^1];
        Assert.Contains("Tablettes\u00a0: 1 voix, 100\u00a0%. +50 points depuis novembre 2026.", told, StringComparison.Ordinal);
        Assert.Contains("Pix\u00a0: 0 voix, 0\u00a0%. \u221250 points depuis novembre 2026.", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_round_opens_at_night()
    {
        await using var bench = await WithSeriesAsync();
        bench.Bot.Time.SetUtcNow(Round.AddHours(12));

        await NextAsync(bench);

        Assert.Equal(1, await CountAsync(bench));
    }

    [Fact]
    public async Task A_long_silence_opens_one_round_and_not_all_that_were_missed()
    {
        await using var bench = await WithSeriesAsync();
        bench.Bot.Time.SetUtcNow(Round.AddDays(94));

        await NextAsync(bench);
        await NextAsync(bench);

        Assert.Equal(2, await CountAsync(bench));
    }

    [Fact]
    public async Task A_round_still_open_is_closed_when_the_next_opens()
    {
        await using var bench = await WithSeriesAsync();
        bench.Bot.Time.SetUtcNow(Round);

        await NextAsync(bench);

        Assert.Equal(PollState.Closing, (await PollsAsync(bench))[0].State);
    }

    [Fact]
    public async Task It_is_listed_and_stopped()
    {
        await using var bench = await WithSeriesAsync();
        await bench.SayAsync(PollBench.Karim, "!sondages");
        Assert.Contains("Sondage chaque mois, prochaine fois", (await bench.Bot.BodiesAsync(PollBench.Salon))[^1], StringComparison.Ordinal);
        await bench.SayAsync(PollBench.Karim, "!statut");
        Assert.Contains("Sondage chaque mois, prochaine fois", (await bench.Bot.BodiesAsync(PollBench.Salon))[^1], StringComparison.Ordinal);
        await bench.SayAsync(PollBench.Karim, "!arreter");
        Assert.Contains("il faut être modérateur", (await bench.Bot.BodiesAsync(PollBench.Salon))[^1], StringComparison.Ordinal);

        await bench.SayAsync(PollBench.Anne, "!arreter");
        bench.Bot.Time.SetUtcNow(Round);
        await NextAsync(bench);

        Assert.Equal(1, await CountAsync(bench));
    }

    [Fact]
    public async Task It_stops_where_the_bot_is_removed()
    {
        await using var bench = await WithSeriesAsync();
        foreach (var handler in bench.Bot.Get<IEnumerable<RupnBot.Bot.Sync.IRoomLeftHandler>>())
            await bench.Bot.Database.WriteAsync(db => handler.LeftAsync(db, PollBench.Salon, bench.Now, Token), Token);

        Assert.Null((await bench.Bot.Database.ReadAsync(db => db.Set<PollSeries>().SingleAsync(Token), Token)).NextAt);
    }

    [Fact]
    public async Task A_round_longer_than_the_rhythm_is_refused()
    {
        await using var bench = await PollBench.StartAsync();

        await bench.SayAsync(PollBench.Anne, "!sondage Ça va ? | oui | non | répéter: mois | fin: dans 40 jours");

        Assert.Contains("21 jours au plus", (await bench.Bot.BodiesAsync(PollBench.Salon))[^1], StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(bench));
    }

    [Fact]
    public async Task A_correction_takes_the_place_of_the_round_and_of_what_comes_next()
    {
        await using var bench = await WithSeriesAsync();

        await bench.SayAsync(PollBench.Anne, "!corriger Quel atelier en premier ? | Tablettes | Moodle");
        bench.Bot.Time.SetUtcNow(Round);
        await NextAsync(bench);

        Assert.Equal(["Quel atelier ?", "Quel atelier en premier ?", "Quel atelier en premier ?"], (await PollsAsync(bench)).Select(poll => poll.Question));
        Assert.Equal([false, true, true], (await PollsAsync(bench)).Select(poll => poll.SeriesId is not null));
    }

    private static async Task<PollBench> WithSeriesAsync()
    {
        var bench = await PollBench.StartAsync(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.FromHours(1)));
        await bench.SayAsync(PollBench.Anne, "!sondage Quel atelier ? | Tablettes | Pix | fin: vendredi 18h | répéter : mois");
        await bench.EchoAsync(EventTypes.PollStart, PollBench.Start);
        return bench;
    }

    private static Task NextAsync(PollBench bench) => bench.Bot.Get<SeriesRounds>().RunAsync(Token);

    private static async Task<int> CountAsync(PollBench bench) => (await PollsAsync(bench)).Count;

    private static Task<List<Poll>> PollsAsync(PollBench bench) => bench.Bot.Database.ReadAsync(db => db.Set<Poll>().OrderBy(poll => poll.Id).ToListAsync(Token), Token);
}
