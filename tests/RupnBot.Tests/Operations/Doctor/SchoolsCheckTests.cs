using RupnBot.Operations.Doctor;
using RupnBot.Tests.Schools;

namespace RupnBot.Tests.Operations.Doctor;

public sealed class SchoolsCheckTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_schools_it_is_said_and_nothing_is_wrong()
    {
        await using var bench = await SchoolsBench.StartAsync(withSchools: false);
        var finding = Assert.Single(await RunAsync(bench));
        Assert.True(finding.IsWell);
        Assert.Contains("schools import", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_many_are_known_and_linked_and_since_when()
    {
        await using var bench = await SchoolsBench.StartAsync();
        await bench.AskAsync("salon 0869001S");
        var finding = Assert.Single(await RunAsync(bench));
        Assert.True(finding.IsWell);
        Assert.Matches(@"\b4\b.*\b1\b.*23 novembre", finding.Text);
    }

    [Fact]
    public async Task A_file_that_is_named_and_not_there_is_a_fault()
    {
        var path = Path.Combine(Path.GetTempPath(), $"no-schools-{Guid.NewGuid():N}.csv");
        await using var bench = await SchoolsBench.StartAsync(settings: Named(path));
        var fault = Assert.Single(await RunAsync(bench), finding => !finding.IsWell);
        Assert.Contains(path, fault.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_file_with_faults_the_first_five_lines_are_named()
    {
        await using var file = await TextFile.WriteAsync("uai;nom;type;commune\n" + string.Concat(Enumerable.Range(1, 7).Select(i => $"faux{i};Collège {i};collège;Niort\n")));
        await using var bench = await SchoolsBench.StartAsync(settings: Named(file.Path));
        var faults = (await RunAsync(bench)).Where(finding => !finding.IsWell).Select(finding => finding.Text).ToList();
        Assert.Equal(5, faults.Count);
        Assert.Equal([2, 3, 4, 5, 6], faults.Select(fault => int.Parse(fault.Split(' ', '\u00A0')[1].TrimEnd(':', ',', '.'), System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_file_that_can_be_read_adds_nothing()
    {
        await using var file = await TextFile.WriteAsync("uai;nom;type;commune\n0869001S;Collège Jean Moulin;collège;Poitiers\n");
        await using var bench = await SchoolsBench.StartAsync(settings: Named(file.Path));
        Assert.True(Assert.Single(await RunAsync(bench)).IsWell);
    }

    private static Task<IReadOnlyList<Finding>> RunAsync(SchoolsBench bench) => bench.Bot.Get<SchoolsCheck>().RunAsync(Token);

    private static Dictionary<string, string?> Named(string path) => new() { ["Schools:Path"] = path };

    private sealed class TextFile(string path) : IAsyncDisposable
    {
        public string Path => path;

        public static async Task<TextFile> WriteAsync(string text)
        {
            var file = new TextFile(System.IO.Path.GetTempFileName());
            await File.WriteAllTextAsync(file.Path, text, Token);
            return file;
        }

        public ValueTask DisposeAsync()
        {
            File.Delete(path);
            return ValueTask.CompletedTask;
        }
    }
}
