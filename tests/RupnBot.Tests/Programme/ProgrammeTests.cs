using RupnBot.Matrix;
using RupnBot.Subscriptions;
using RupnBot.Tests.Bench;
using RupnBot.Tests.Newsletters;

namespace RupnBot.Tests.Programme;

/// <summary>What is to come, for a référent's salons and for an editor overall.</summary>
public sealed class ProgrammeTests
{
    private const string Referent = LetterBench.Karim;
    private static readonly RoomId Chat = new("!karim:rupn.test");

    [Fact]
    public async Task An_editor_sees_letters_and_news_by_date_in_how_many_salons()
    {
        await using var bench = await LetterBench.StartAsync(salons: 2);
        await bench.Bot.Database.WriteAsync(
            db =>
            {
                db.Add(new Subscription { RoomId = bench.Salons[0], Target = "topic:numerique", Label = "numérique", Cadence = "weekly", NextAt = new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.FromHours(1)) });
                return Task.CompletedTask;
            },
            TestContext.Current.CancellationToken);
        await bench.ValidatedAsync(when: "demain 8h");
        await bench.TickAsync();
        await bench.SayAsync("programme");
        var lines = (await bench.LastAsync()).Split('\n').Where(line => line.StartsWith("- ", StringComparison.Ordinal)).ToList();
        Assert.Equal(["- mardi 24 novembre à 8 h : lettre « Ateliers » (2 salons)", "- mardi 24 novembre à 9 h : nouvelles, s'il y en a (Salon 1)"], lines);
    }

    [Fact]
    public async Task A_référent_sees_the_end_of_a_poll_of_their_salon()
    {
        await using var bench = await LetterBench.StartAsync(salons: 1);
        await bench.Bot.SyncAsync(RoomBuilder.Direct(Chat.Value, Referent));
        await bench.Bot.SyncAsync(new RoomBuilder(bench.Salons[0]).Says(Referent, "!sondage Quel jour ? | lundi | jeudi | fin : demain 17h", bench.Bot.Time.GetUtcNow()));
        await bench.SayAsync(Referent, Chat, "programme");
        var answer = (await bench.Bot.BodiesAsync(Chat))[^1];
        Assert.StartsWith("À venir dans Salon 1", answer, StringComparison.Ordinal);
        Assert.Contains("mardi 24 novembre à 17 h", answer, StringComparison.Ordinal);
        Assert.Contains("Quel jour ?", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_nothing_to_come_it_says_what_one_could_do()
    {
        await using var bench = await LetterBench.StartAsync(salons: 1);
        await bench.SayAsync("programme");
        Assert.StartsWith("Rien n'est prévu.", await bench.LastAsync(), StringComparison.Ordinal);
    }
}
