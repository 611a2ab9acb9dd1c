using System.CommandLine;
using Microsoft.Extensions.Options;
using RupnBot.Storage;

namespace RupnBot.Cli;

/// <summary><c>rupnbot run</c>, also what <c>rupnbot</c> alone does: the bot itself.</summary>
internal static class RunCommand
{
    /// <summary>EX_CONFIG of sysexits.h: systemd need not try again what only an edit of the configuration can mend.</summary>
    private const int BadConfiguration = 78;

    public static Command Create()
    {
        var command = new Command("run", "Run the bot until it is told to stop (default).");
        command.SetAction((_, cancellationToken) => RunAsync(cancellationToken));
        return command;
    }

    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var app = BotApplication.Build();
            await app.Services.GetRequiredService<DatabaseFile>().OpenAsync(cancellationToken);
            await app.RunAsync(cancellationToken);
            return 0;
        }
        catch (OptionsValidationException e)
        {
            foreach (var fault in e.Failures) await Console.Error.WriteLineAsync(fault);
            return BadConfiguration;
        }
        catch (AggregateException e) when (e.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            foreach (var fault in e.InnerExceptions.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures)) await Console.Error.WriteLineAsync(fault);
            return BadConfiguration;
        }
        catch (IOException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }
}
