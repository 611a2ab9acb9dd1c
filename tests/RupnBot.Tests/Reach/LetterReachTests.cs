using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RupnBot.Bot.Outbox;
using RupnBot.Matrix;
using RupnBot.Newsletters;
using RupnBot.Newsletters.Records;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Reach;

public sealed class LetterReachTests
{
    private const string Nb = "\u00a0";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_readers_of_a_letter_are_told_to_its_salon_and_as_a_sum_to_its_editor()
    {
        await using var bench = await ReachBench.StartAsync();
        var letter = await LetterAsync(bench);
        await bench.ReadAsync("$letter", bench.Members[2], bench.Members[3], bench.Members[4]);

        Assert.Contains($"lettre «{Nb}Rentrée{Nb}»{Nb}: lu par 3 membres sur 12 au moins, 25{Nb}%", await bench.FigureAsync(), StringComparison.Ordinal);
        Assert.Equal([$"Lu par 3 membres sur 12 au moins, 25{Nb}%{Nb}; salons qui mesurent la lecture{Nb}: 1{Nb}; réactions{Nb}: 0"], await LinesAsync(bench, letter));
    }

    [Fact]
    public async Task Of_small_salons_and_of_those_that_do_not_measure_nothing_is_told()
    {
        await using var small = await ReachBench.StartAsync(members: 9);
        var letter = await LetterAsync(small);
        await small.ReadAsync("$letter", small.Members[2]);
        Assert.Empty(await LinesAsync(small, letter));
        await using var off = await ReachBench.StartAsync(isOn: false);
        Assert.Empty(await LinesAsync(off, await LetterAsync(off)));
    }

    /// <summary>A letter leaves for the salon and comes back.</summary>
    private static async Task<Newsletter> LetterAsync(ReachBench bench)
    {
        bench.Bot.Time.Advance(TimeSpan.FromMinutes(1));
        var letter = new Newsletter { ChatId = ReachBench.Chat, Title = "Rentrée", State = NewsletterState.Sending, CreatedAt = bench.Now };
        var row = await bench.Bot.Database.WriteAsync(
            async db =>
            {
                var queued = await db.QueueAsync(new OutgoingMessage(ReachBench.Salon, MessageContent.Text("La lettre de rentrée")), bench.Now, Token);
                db.Add(letter);
                await db.SaveChangesAsync(Token);
                db.Add(new NewsletterDelivery { NewsletterId = letter.Id, RoomId = ReachBench.Salon, State = DeliveryState.Sent, TextId = queued.Id, EventId = new EventId("$letter") });
                return queued;
            },
            Token);
        await bench.Bot.SyncAsync(new RoomBuilder(ReachBench.Salon).Sends(BotBench.Robot.Value, EventTypes.Message, JsonSerializer.Deserialize<JsonElement>(row.Content), bench.Now, "$letter"));
        return letter;
    }

    private static Task<IReadOnlyList<string>> LinesAsync(ReachBench bench, Newsletter letter) =>
        bench.Bot.Database.ReadAsync(db => bench.Bot.Services.GetServices<ILetterFollowUp>().Single().LinesAsync(db, letter, Token), Token);
}
