using System.Diagnostics;

namespace RupnBot.Tests.Cli;

/// <summary>The built program, run as an operator runs it.</summary>
internal sealed record Rupnbot(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Runs it to its end; settings are named Section__Key, and a null value takes one away.</summary>
    public static async Task<Rupnbot> RunAsync(string arguments, IReadOnlyDictionary<string, string?> settings)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "rupnbot.dll"));
        foreach (var argument in arguments.Split(' ')) start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(name => name.Contains("__", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);
        foreach (var (name, value) in settings.Where(setting => setting.Value is not null)) start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new Rupnbot(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>Settings that are complete; nothing answers at the homeserver's address.</summary>
    public static Dictionary<string, string?> Complete(string folder) => new()
    {
        ["Matrix__Homeserver"] = "http://127.0.0.1:9",
        ["Matrix__User"] = "robot",
        ["Matrix__Password"] = "sesame-is-secret",
        ["Storage__Path"] = folder,
        ["Privacy__Controller"] = "Rectorat de l'académie de Poitiers",
        ["Privacy__Contact"] = "dpd@ac-poitiers.fr",
        ["Urls"] = "http://127.0.0.1:0",
        // A private address is refused before anything leaves this machine.
        ["Sources__Catalog__0__Address"] = "http://127.0.0.1:9/a",
        ["Sources__Catalog__1__Address"] = "http://127.0.0.1:9/b",
    };
}
