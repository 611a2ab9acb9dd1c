using System.Text;
using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Outbox;
using RupnBot.Matrix;
using RupnBot.Polls.Records;
using RupnBot.Tests.Digests;

namespace RupnBot.Tests.HandOuts;

public sealed class HandOutCommandTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_month_of_a_salon_comes_as_a_file_in_direct_chat_and_as_text()
    {
        await using var bench = await StartAsync();
        await bench.AskAsync("fiche");
        var row = (await bench.Bot.OutboxAsync()).Single(message => message.AttachmentId is not null);
        var file = await bench.Bot.Database.ReadAsync(db => db.Set<OutboxAttachment>().SingleAsync(Token), Token);
        var html = Encoding.UTF8.GetString(file.Bytes);

        Assert.Equal(DigestBench.Chat, row.RoomId);
        Assert.Equal(("fiche-2026-11.html", "text/html"), (file.FileName, file.ContentType));
        Assert.Contains("Article 3", html, StringComparison.Ordinal);
        Assert.Contains("Quel atelier ?", html, StringComparison.Ordinal);
        Assert.Contains("vendredi 27 novembre", html, StringComparison.Ordinal);

        var text = await bench.AskAsync("fiche texte novembre");
        Assert.Contains("- Article 3 (https://exemple.fr/3), SRANE", text, StringComparison.Ordinal);
        Assert.Contains("Quel atelier ? 12 votants sur 34.", text, StringComparison.Ordinal);
        Assert.Contains("Tablettes : 7 voix, 58 %", text, StringComparison.Ordinal);
        Assert.Contains("fin du sondage « Quel jour ? »", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_not_told_in_the_month_is_not_on_it()
    {
        await using var bench = await StartAsync();
        // Still in the outbox: nobody has read it.
        await bench.PublishAsync(1);
        var text = await bench.AskAsync("fiche texte");
        Assert.DoesNotContain("Article 4", text, StringComparison.Ordinal);
        Assert.Contains("Rien à mettre sur la fiche", await bench.AskAsync("fiche texte mars 2020", DigestBench.Chat), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_word_than_a_month_is_asked_about_and_a_salon_gets_no_file()
    {
        await using var bench = await StartAsync();
        Assert.Contains("De quel mois ?", await bench.AskAsync("fiche brumaire"), StringComparison.Ordinal);
        Assert.Contains("je l'envoie en privé", await bench.AskAsync("!fiche", DigestBench.Salon, DigestBench.Paul), StringComparison.Ordinal);
        Assert.Contains("L'essentiel du mois", await bench.AskAsync("!fiche texte", DigestBench.Salon, DigestBench.Paul), StringComparison.Ordinal);
    }

    private static async Task<DigestBench> StartAsync()
    {
        var bench = await DigestBench.StartAsync();
        await bench.AskAsync("abonner SRANE quotidien 10h");
        await bench.PublishAsync(3);
        await bench.TickAtAsync(DigestBench.At(23, 10));
        await bench.EndAsync((await bench.DigestsAsync()).Single(), OutboxState.Sent);
        await bench.TickAsync();
        await bench.Bot.Database.WriteAsync(
            db =>
            {
                db.Add(PollOf("Quel atelier ?", PollState.Announced, ended: DigestBench.At(20, 18), result: new StoredResult([5, 7], 12, 0, 34)));
                db.Add(PollOf("Un autre mois ?", PollState.Announced, ended: DigestBench.At(20, 18, month: 10), result: new StoredResult([1, 0], 1, 0, 34)));
                db.Add(PollOf("Quel jour ?", PollState.Open, ended: null, result: null));
                return Task.CompletedTask;
            },
            Token);
        return bench;
    }

    private static Poll PollOf(string question, PollState state, DateTimeOffset? ended, StoredResult? result) => new()
    {
        Key = question, RoomId = DigestBench.Salon, SalonId = DigestBench.Salon, IsOwn = true, Question = question, State = state, EndedAt = ended,
        Answers = PollDefinitions.Write([new PollAnswer("a1", "Pix"), new PollAnswer("a2", "Tablettes")]),
        OpenedAt = DigestBench.At(2, 9), EndsAt = DigestBench.At(27, 18), Result = result is null ? null : System.Text.Json.JsonSerializer.Serialize(result),
    };
}
