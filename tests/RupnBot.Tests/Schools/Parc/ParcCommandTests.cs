using System.Text;

namespace RupnBot.Tests.Schools.Parc;

public sealed class ParcCommandTests
{
    [Fact]
    public async Task It_tells_the_schools_with_and_without_the_bot_by_department_and_kind()
    {
        await using var bench = await SchoolsBench.StartAsync();
        await bench.AskAsync("salon 0869001S dans Collège Moulin", SchoolsBench.Editor);
        var answer = await bench.AskAsync("parc", SchoolsBench.Editor);
        Assert.Contains("un salon de 1 établissement sur 4 (25 %)", answer, StringComparison.Ordinal);
        Assert.Contains("Vienne (86) : 1 sur 3 ; collèges 1 sur 2, lycées professionnels 0 sur 1", answer, StringComparison.Ordinal);
        Assert.Contains("Collège du Clain, Vivonne (0869010B)", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("(0869001S)", answer, StringComparison.Ordinal);
        Assert.Contains("invitez @robot:rupn.test", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_of_them_are_in_a_file_for_the_spreadsheet()
    {
        await using var bench = await SchoolsBench.StartAsync();
        await bench.AskAsync("salon 0869001S dans Collège Moulin", SchoolsBench.Editor);
        await bench.AskAsync("parc collèges, 86", SchoolsBench.Editor);
        var lines = Encoding.UTF8.GetString(await bench.LastFileAsync()).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            [
                "UAI;Établissement;Type;Commune;Département;Académie;Zone;Salons avec le robot",
                "0869010B;Collège du Clain;collège;Vivonne;86;Poitiers;A;0",
                "0869001S;Collège Jean Moulin;collège;Poitiers;86;Poitiers;A;1",
            ],
            lines);
    }

    [Theory]
    [InlineData("parc #pix", "Aucun salon n'a l'étiquette")]
    [InlineData("parc collèges sauf 86", "parc » compte des établissements")]
    [InlineData("parc 75", "Je ne connais aucun établissement ouvert pour : les salons de Paris (75)")]
    public async Task What_it_cannot_count_by_it_says(string command, string answer)
    {
        await using var bench = await SchoolsBench.StartAsync();
        Assert.Contains(answer, await bench.AskAsync(command, SchoolsBench.Editor), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_editors_are_told()
    {
        await using var bench = await SchoolsBench.StartAsync();
        Assert.DoesNotContain("établissement sur", await bench.AskAsync("parc"), StringComparison.Ordinal);
    }
}
