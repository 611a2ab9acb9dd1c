using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RupnBot.Demo;
using RupnBot.Demo.Processes;

namespace RupnBot.EndToEndTests.Bench;

/// <summary>A page in headless Chromium: what axe-core finds wrong in it, and what it prints.</summary>
internal sealed partial class Browser(string packages)
{
    private static readonly string[] Options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions"];

    public static async Task<Browser> FindAsync(CancellationToken cancellationToken)
    {
        var installed = await CommandResult.OfAsync("bash", [Path.Combine(Checkout.Root, "tests", "RupnBot.EndToEndTests", "browser", "install.sh")], cancellationToken);
        if (installed.ExitCode != 0) throw new InvalidOperationException($"install.sh failed ({installed.ExitCode}):\n{installed.Errors}");
        return new Browser(installed.Output.Trim());
    }

    /// <summary>The rules that the page violates, each with the elements concerned.</summary>
    public async Task<IReadOnlyList<string>> ViolationsAsync(string html, CancellationToken cancellationToken)
    {
        var axe = await File.ReadAllTextAsync(Path.Combine(packages, "node_modules", "axe-core", "axe.min.js"), cancellationToken);
        // The page allows no script, ours neither: it is checked without that one line.
        var page = ContentSecurityPolicy().Replace(html, "").Replace(
            "</body>",
            $"<script>{axe}</script><script>axe.run(document).then(r => {{ const p = document.createElement('pre'); p.id = 'axe-result'; p.textContent = JSON.stringify({{ passes: r.passes.length, violations: r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' ')) }}); document.body.append(p); }});</script></body>",
            StringComparison.Ordinal);
        var dump = await RunAsync(page, ["--virtual-time-budget=20000", "--dump-dom"], cancellationToken);
        if (Result().Match(dump) is not { Success: true } match) throw new InvalidOperationException($"axe-core gave no result:\n{dump[..Math.Min(dump.Length, 500)]}");
        var result = JsonNode.Parse(WebUtility.HtmlDecode(match.Groups["json"].Value))!;
        if (result["passes"]!.GetValue<int>() == 0) throw new InvalidOperationException("axe-core checked nothing.");
        return [.. result["violations"]!.AsArray().Select(violation => violation!.GetValue<string>())];
    }

    // A4 less its margins.
    /// <summary>The words of headings, items and the whole that do not fit where they stand on the hand-out's paper: they would be cut off there.</summary>
    public async Task<IReadOnlyList<string>> CutOffAsync(string html, CancellationToken cancellationToken)
    {
        var page = ContentSecurityPolicy().Replace(html, "").Replace("@media print", "@media all", StringComparison.Ordinal).Replace(
            "</body>",
            "<style>body { width: 182mm }</style><script>const cut = [...document.querySelectorAll('h1, h3, li, main')].filter(e => { const r = document.createRange(); r.selectNodeContents(e); return r.getBoundingClientRect().bottom > e.getBoundingClientRect().bottom + 1; }).map(e => e.tagName + ' ' + e.textContent.slice(-40)); const p = document.createElement('pre'); p.id = 'cut-off'; p.textContent = JSON.stringify(cut); document.body.append(p);</script></body>",
            StringComparison.Ordinal);
        var dump = await RunAsync(page, ["--virtual-time-budget=5000", "--dump-dom"], cancellationToken);
        if (CutOff().Match(dump) is not { Success: true } match) throw new InvalidOperationException($"Nothing was measured:\n{dump[..Math.Min(dump.Length, 500)]}");
        return [.. JsonNode.Parse(WebUtility.HtmlDecode(match.Groups["json"].Value))!.AsArray().Select(cut => cut!.GetValue<string>())];
    }

    /// <summary>How many pages Chromium prints of it.</summary>
    public async Task<int> PagesAsync(string html, CancellationToken cancellationToken)
    {
        var file = Path.Combine(Path.GetTempPath(), $"rupnbot-{Guid.NewGuid():N}.pdf");
        try
        {
            await RunAsync(html, ["--no-pdf-header-footer", $"--print-to-pdf={file}"], cancellationToken);
            return PdfPage().Count(Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, cancellationToken)));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<string> RunAsync(string html, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("rupnbot-browser-");
        try
        {
            var page = Path.Combine(folder.FullName, "page.html");
            await File.WriteAllTextAsync(page, html, cancellationToken);
            var run = await CommandResult.OfAsync("chromium", [.. Options, $"--user-data-dir={Path.Combine(folder.FullName, "profile")}", .. arguments, new Uri(page).AbsoluteUri], cancellationToken);
            return run.ExitCode == 0 ? run.Output : throw new InvalidOperationException($"Chromium failed ({run.ExitCode}):\n{run.Errors}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [GeneratedRegex("<pre id=\"cut-off\">(?<json>.*?)</pre>", RegexOptions.Singleline)]
    private static partial Regex CutOff();

    [GeneratedRegex("<meta http-equiv=\"Content-Security-Policy\"[^>]*>")]
    private static partial Regex ContentSecurityPolicy();

    [GeneratedRegex("<pre id=\"axe-result\">(?<json>.*?)</pre>", RegexOptions.Singleline)]
    private static partial Regex Result();

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)")]
    private static partial Regex PdfPage();
}
