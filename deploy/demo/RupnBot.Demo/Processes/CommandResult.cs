using System.Diagnostics;

namespace RupnBot.Demo.Processes;

/// <summary>What a command that ran to its end left.</summary>
public sealed record CommandResult(int ExitCode, string Output, string Errors)
{
    /// <summary>Runs a command to its end; it is killed, with its children, when the token is cancelled.</summary>
    public static async Task<CommandResult> OfAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken, IEnumerable<KeyValuePair<string, string>>? environment = null)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true },
        };
        foreach (var (name, value) in environment ?? []) process.StartInfo.Environment[name] = value;
        process.Start();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new CommandResult(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
