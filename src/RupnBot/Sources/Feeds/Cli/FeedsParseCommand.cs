using System.CommandLine;
using System.Text;

namespace RupnBot.Sources.Feeds.Cli;

/// <summary><c>rupnbot feeds parse [--json] &lt;file|url&gt;…</c>: what the bot makes of a feed, one input after another.</summary>
public static class FeedsParseCommand
{
    /// <summary>The command <c>feeds</c> with <c>parse</c> in it.</summary>
    /// <param name="fetch">How an address is read; faults are thrown as <see cref="IOException"/> or <see cref="HttpRequestException"/>.</param>
    public static Command Create(FetchAddress fetch)
    {
        var json = new Option<bool>("--json")
        {
            Description = "One JSON line per input: {file, error, entries:[{title, link, id, published, updated, summary, author, categories}]}.",
        };
        var inputs = new Argument<string[]>("input")
        {
            Description = "Files or http(s) addresses; - reads standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        var parse = new Command("parse", "Parses feeds and prints their entries. Never stops at a bad one: its error is printed in its place. "
            + "Exit code 0 once all inputs were gone through.")
        {
            json,
            inputs,
        };
        parse.SetAction(async (result, ct) =>
        {
            await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            output.NewLine = "\n";
            var reader = new InputReader(fetch, FeedLimits.Default);
            await RunAsync(result.GetValue(inputs) ?? [], result.GetValue(json), reader, output, ct);
            return 0;
        });
        return new Command("feeds", "Looks at feeds.") { parse };
    }

    internal static async Task RunAsync(
        IReadOnlyList<string> inputs, bool asJson, InputReader reader, TextWriter output, CancellationToken ct)
    {
        foreach (var input in inputs)
        {
            var report = await ReportAsync(input, reader, ct);
            await output.WriteLineAsync(asJson ? report.ToJson() : report.ToText());
        }
        await output.FlushAsync(ct);
    }

    private static async Task<FeedReport> ReportAsync(string input, InputReader reader, CancellationToken ct)
    {
        var read = await reader.ReadAsync(input, ct);
        if (read.Error is not null) return new FeedReport(input, read.Error, []);
        var document = FeedParser.Parse(read.Bytes, read.ContentType, read.Address, FeedLimits.Default);
        return new FeedReport(input, document.Error, [.. document.Entries.Select(ReportedEntry.From)]);
    }
}
