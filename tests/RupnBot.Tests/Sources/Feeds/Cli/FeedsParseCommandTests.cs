using System.Text.Json;
using RupnBot.Sources.Feeds;
using RupnBot.Sources.Feeds.Cli;

namespace RupnBot.Tests.Sources.Feeds.Cli;

public sealed class FeedsParseCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rupnbot-cli");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Each_input_gives_one_json_line_and_a_bad_one_stops_nothing()
    {
        var good = Write("bon.xml", "<rss version='2.0'><channel><item><title>Été</title><link>http://a.fr/1</link><guid>g</guid><pubDate>Mon, 23 Nov 2026 08:00:00 GMT</pubDate><description>R</description></item></channel></rss>");
        var empty = Write("vide.xml", "");
        var missing = Path.Combine(folder.FullName, "absent.xml");
        var lines = await RunAsync(true, [missing, folder.FullName, empty, good]);
        Assert.Equal(
            [
                $$"""{"file":"{{missing}}","error":"not-found","entries":[]}""",
                $$"""{"file":"{{folder.FullName}}","error":"directory","entries":[]}""",
                $$"""{"file":"{{empty}}","error":"empty","entries":[]}""",
                $$"""{"file":"{{good}}","error":null,"entries":[{"title":"Été","link":"http://a.fr/1","id":"g","published":"2026-11-23T08:00:00Z","updated":null,"summary":"R","author":null,"categories":[]}]}""",
            ],
            lines);
    }

    [Fact]
    public async Task An_address_is_read_by_the_fetcher_and_its_fault_is_told()
    {
        var lines = await RunAsync(true, ["https://a.fr/fil", "https://a.fr/panne"]);
        using var first = JsonDocument.Parse(lines[0]);
        Assert.Equal("https://final.fr/1", first.RootElement.GetProperty("entries")[0].GetProperty("link").GetString());
        Assert.Equal("""{"file":"https://a.fr/panne","error":"en panne","entries":[]}""", lines[1]);
    }

    [Fact]
    public async Task A_huge_file_is_refused()
    {
        var path = Path.Combine(folder.FullName, "gros.xml");
        await using (var file = File.Create(path)) file.SetLength(FeedLimits.Default.Bytes + 1L);
        Assert.Contains("\"error\":\"too-large\"", (await RunAsync(true, [path]))[0]);
    }

    [Fact]
    public async Task Without_json_a_person_can_read_it()
    {
        var good = Write("bon.xml", "<rss><channel><item><title>Un</title><link>http://a.fr/1</link></item></channel></rss>");
        Assert.Equal([good, "- Un", "  http://a.fr/1"], await RunAsync(false, [good]));
    }

    private static async Task<string[]> RunAsync(bool json, string[] inputs)
    {
        await using var output = new StringWriter { NewLine = "\n" };
        var reader = new InputReader(FetchAsync, FeedLimits.Default);
        await FeedsParseCommand.RunAsync(inputs, json, reader, output, TestContext.Current.CancellationToken);
        return output.ToString().TrimEnd('\n').Split('\n');
    }

    private static Task<(byte[] Bytes, string? ContentType, Uri FinalAddress)> FetchAsync(Uri address, CancellationToken ct) =>
        address.AbsolutePath == "/panne"
            ? throw new IOException("en panne")
            : Task.FromResult<(byte[], string?, Uri)>(("<rss><channel><item><link>/1</link></item></channel></rss>"u8.ToArray(), "text/xml", new Uri("https://final.fr/x")));

    private string Write(string name, string content)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }
}
