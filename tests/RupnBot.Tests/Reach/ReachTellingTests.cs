using System.Globalization;
using System.Text;
using RupnBot.Bot.Jobs;
using RupnBot.Bot.Outbox;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Reach;
using RupnBot.Reach.Records;
using RupnBot.Reach.Telling;

namespace RupnBot.Tests.Reach;

public sealed class ReachTellingTests
{
    private const string Nb = "\u00a0";
    private static readonly Texts French = new(CultureInfo.GetCultureInfo("fr-FR"));
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task By_source_and_by_theme_figures_are_added_up_month_by_month()
    {
        await using var bench = await ReachBench.StartAsync();
        await bench.ReadAsync(await bench.DigestAsync("IA"), bench.Members[2..5]);
        bench.Bot.Time.Advance(ReachItem.Open);
        await bench.PurgeAsync();
        await bench.ReadAsync(await bench.DigestAsync("IA", "Pix"), bench.Members[2..8]);

        Assert.Contains($"- SRANE{Nb}: 38{Nb}% sur 2 envois (novembre 2026{Nb}: 25{Nb}%, décembre 2026{Nb}: 50{Nb}%)", await bench.AskAsync("suivi sources"), StringComparison.Ordinal);
        var byTopic = await bench.AskAsync("suivi themes");
        Assert.Contains($"- Pix{Nb}: 50{Nb}% sur 1 envoi\n", byTopic, StringComparison.Ordinal);
        Assert.Contains($"- IA{Nb}: 38{Nb}% sur 2 envois", byTopic, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sending_that_names_a_source_twice_counts_once_and_small_salons_not_at_all()
    {
        var totals = ReachTotals.BySource([Figure(1, 12, 3, "SRANE", "SRANE"), Figure(2, 9, 9, "SRANE")], Paris, French.Culture);
        Assert.Equal(("SRANE", 1, 3, 12), totals is [var only] ? (only.Name, only.Count, only.Readers, only.Members) : default);
    }

    [Fact]
    public void The_file_is_one_that_a_spreadsheet_opens_and_runs_nothing_of()
    {
        var bytes = ReachCsv.Write([Figure(1, 12, 3, "SRANE") with { Reactions = 2 }, Figure(2, 9, 4, "=cmd|' /C calc'!A0")], Paris, French);
        var text = Encoding.UTF8.GetString(bytes);

        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = text[1..].Split("\r\n");
        Assert.Equal("Envoyé;Nature;Titre;Membres;Lecteurs (au moins);Part (%);Réactions;Sources;Thèmes", lines[0].Replace('\u00a0', ' '));
        Assert.Equal("2026-11-01 09:00;Nouvelles;SRANE;12;3;25,0;2;SRANE;", lines[1]);
        Assert.StartsWith("2026-11-02 09:00;Nouvelles;SRANE;9;;;;\"'=cmd", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Csv_and_picture_go_to_the_direct_chat_the_picture_with_its_words()
    {
        await using var bench = await ReachBench.StartAsync();
        await bench.ReadAsync(await bench.DigestAsync(), bench.Members[2]);
        await bench.SayAsync("suivi csv");
        Assert.Contains("suivi.csv", (await bench.Bot.OutboxAsync())[^1].Content, StringComparison.Ordinal);
        await bench.SayAsync("suivi image");
        await bench.Bot.Get<JobWorker>().RunDueAsync(Token);

        var row = (await bench.Bot.OutboxAsync()).Last(row => row.Key?.StartsWith("reach-image:", StringComparison.Ordinal) == true);
        Assert.Equal(ReachBench.Chat, row.RoomId);
        Assert.Contains("lu par 1 membre sur 12", row.Content, StringComparison.Ordinal);
        var png = await bench.Bot.Database.ReadAsync(async db => (await db.FindAsync<OutboxAttachment>([row.AttachmentId!.Value], Token))!.Bytes, Token);
        Assert.Equal([0x89, .. "PNG"u8], png[..4]);
    }

    [Fact]
    public async Task In_the_salon_a_file_is_refused_to_who_has_no_direct_chat()
    {
        await using var bench = await ReachBench.StartAsync();
        Assert.Contains("Écrivez-le-moi en privé", await bench.AskAsync("!suivi csv", bench.Members[3], ReachBench.Salon), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_words_are_answered_with_those_there_are()
    {
        await using var bench = await ReachBench.StartAsync();
        Assert.Contains("suivi sans moi", await bench.AskAsync("suivi peut-être"), StringComparison.Ordinal);
        Assert.StartsWith("Je n'ai rien changé", await bench.AskAsync("suivi oui"), StringComparison.Ordinal);
    }

    private static ReachFigure Figure(int day, int members, int readers, params string[] sources) => new(
        new ReachItem { EventId = new EventId($"$e{day}"), RoomId = new RoomId("!a:b"), Title = "SRANE", Sources = [.. sources], SentAt = new DateTimeOffset(2026, 11, day, 9, 0, 0, TimeSpan.FromHours(1)), Members = members },
        readers,
        0);
}
