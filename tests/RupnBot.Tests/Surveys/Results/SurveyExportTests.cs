using System.Text;
using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Outbox;

namespace RupnBot.Tests.Surveys.Results;

/// <summary><c>export enquête</c>: the whole as a file for a spreadsheet.</summary>
public sealed class SurveyExportTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_has_every_choice_figure_and_answer_in_words_and_nobody()
    {
        await using var bench = await SurveyBench.StartAsync();
        await bench.OpenAsync();
        // Four of college with the ENT and Pix, at ease 7, three lessons; two of lycée with Moodle, at ease 4, six lessons.
        for (var i = 0; i < 4; i++) await bench.AnswerAsync(SurveyBench.Colleagues[i], words: $"Besoin {i}");
        for (var i = 4; i < 6; i++) await bench.AnswerAsync(SurveyBench.Colleagues[i], words: "=SOMME(A1)", school: "2", tools: "3", ease: "4", lessons: "6");
        await bench.EndAsync();
        await bench.SayAsync(SurveyBench.Editor, "export enquête");

        var bytes = await LastFileAsync(bench);
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("Repère;Question;Groupe;Réponse;Nombre;Part (%);Réponses;Ont préféré ne pas répondre", lines[0]);
        foreach (var line in new[]
        {
            "etab;Votre établissement ?;;Collège;4;66,7;6;0", "etab;Votre établissement ?;;Lycée;2;33,3;6;0",
            "outils;Quels outils ?;;ENT;4;66,7;6;0", "outils;Quels outils ?;;Pix;4;66,7;6;0", "outils;Quels outils ?;;Moodle;2;33,3;6;0",
            "aise;À l'aise ?;;4;2;33,3;6;0", "aise;À l'aise ?;;7;4;66,7;6;0", "aise;À l'aise ?;;10;0;0,0;6;0",
            // (4 × 7 + 2 × 4) / 6 = 6 and (4 × 3 + 2 × 6) / 6 = 4.
            "aise;À l'aise ?;;(moyenne);6,0;;6;0", "aise;À l'aise ?;;(médiane);7,0;;6;0", "seances;Combien de séances ?;;(moyenne);4,0;;6;0", "seances;Combien de séances ?;;(médiane);3,0;;6;0",
            "besoins;De quoi auriez-vous besoin ?;;Besoin 3;;;6;0",
        })
            Assert.Contains(line, lines);
        // A formula is text.
        Assert.Equal(2, lines.Count(line => line.Contains("'=SOMME(A1)", StringComparison.Ordinal)));
        Assert.DoesNotContain(lines, line => line.Contains("rupn.test", StringComparison.Ordinal));
    }

    [Fact]
    public async Task While_it_runs_there_is_no_file()
    {
        await using var bench = await SurveyBench.StartAsync();
        await bench.OpenAsync();
        for (var i = 0; i < 6; i++) await bench.AnswerAsync(SurveyBench.Colleagues[i]);
        await bench.SayAsync(SurveyBench.Editor, "export enquête");
        Assert.Contains("le fichier n'existe qu'à la clôture", await bench.LastAsync(SurveyBench.Editor), StringComparison.Ordinal);
        Assert.Empty(await bench.AllAsync<OutboxAttachment>());
    }

    [Fact]
    public async Task Of_fewer_than_five_people_there_is_none_either()
    {
        await using var bench = await SurveyBench.StartAsync();
        await bench.OpenAsync();
        for (var i = 0; i < 4; i++) await bench.AnswerAsync(SurveyBench.Colleagues[i]);
        await bench.EndAsync();
        await bench.SayAsync(SurveyBench.Editor, "export enquête");
        Assert.Contains("Moins de 5 personnes", await bench.LastAsync(SurveyBench.Editor), StringComparison.Ordinal);
        Assert.Empty(await bench.AllAsync<OutboxAttachment>());
    }

    [Fact]
    public async Task Of_several_it_is_asked_which_or_named()
    {
        await using var bench = await SurveyBench.StartAsync();
        foreach (var title in new[] { "Usages", "Besoins" })
        {
            await bench.OpenAsync(SurveyBench.Form with { Title = title });
            for (var i = 0; i < 5; i++) await bench.AnswerAsync(SurveyBench.Colleagues[i], words: $"Pour {title}");
            await bench.EndAsync();
        }

        await bench.SayAsync(SurveyBench.Editor, "export enquête usages");
        Assert.Contains("Pour Usages", Encoding.UTF8.GetString(await LastFileAsync(bench)), StringComparison.Ordinal);
        await bench.SayAsync(SurveyBench.Editor, "export enquête");
        await bench.SayAsync(SurveyBench.Editor, "1");
        Assert.Contains("Pour Besoins", Encoding.UTF8.GetString(await LastFileAsync(bench)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_colleague_gets_no_file()
    {
        await using var bench = await SurveyBench.StartAsync();
        await bench.OpenAsync();
        for (var i = 0; i < 5; i++) await bench.AnswerAsync(SurveyBench.Colleagues[i]);
        await bench.EndAsync();
        await bench.SayAsync(SurveyBench.Colleagues[0], "export enquête");
        Assert.Empty(await bench.AllAsync<OutboxAttachment>());
    }

    private static Task<byte[]> LastFileAsync(SurveyBench bench) =>
        bench.Bot.Database.ReadAsync(db => db.Set<OutboxAttachment>().OrderByDescending(file => file.Id).Select(file => file.Bytes).FirstAsync(Ct), Ct);
}
