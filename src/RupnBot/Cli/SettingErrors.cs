using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace RupnBot.Cli;

/// <summary>What is wrong with the settings, a line each on standard error: the key, the fault, an example. Never a value: it may be a secret.</summary>
internal static partial class SettingErrors
{
    /// <summary>EX_CONFIG of sysexits.h: systemd need not try again what only an edit of the configuration can mend.</summary>
    public const int ExitCode = 78;

    /// <summary>Runs a command; settings that cannot be used end it with <see cref="ExitCode"/>.</summary>
    public static async Task<int> ReportAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception e) when (Of(e) is { Count: > 0 })
        {
            foreach (var fault in Of(e)) await Console.Error.WriteLineAsync(fault);
            return ExitCode;
        }
    }

    /// <summary>The faults an exception tells of; none when it is about something else.</summary>
    public static IReadOnlyList<string> Of(Exception exception) => exception switch
    {
        OptionsValidationException options => [.. options.Failures],
        AggregateException many when many.InnerExceptions.All(inner => Of(inner).Count > 0) => [.. many.InnerExceptions.SelectMany(Of)],
        // The binder names the key and quotes the value; only the key is repeated.
        InvalidOperationException binding when BindingFault().Match(binding.Message) is { Success: true } match =>
            [$"{match.Groups["key"].Value} is not {Wanted(match.Groups["type"].Value)}"],
        InvalidDataException or FileNotFoundException => ["The settings file (appsettings.json, or the one RUPNBOT_SETTINGS names) is missing or is no JSON; example: {\"Matrix\":{\"RequestsPerSecond\":1}}"],
        _ => [],
    };

    private static string Wanted(string type) => type switch
    {
        "System.Double" => "a number; example: 1.5",
        "System.Int32" or "System.Int64" => "a whole number; example: 30",
        "System.Boolean" => "true or false; example: true",
        "System.TimeSpan" => "a length of time; example: 00:00:15",
        _ => "of the kind that is wanted; see the configuration table of the README",
    };

    [GeneratedRegex(@"configuration value(?: '.*?')? at '(?<key>[^']+)' to type '(?<type>[^']+)'", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex BindingFault();
}
