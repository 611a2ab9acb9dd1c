using System.CommandLine;
using Microsoft.Extensions.Options;
using RupnBot.Localization;
using RupnBot.Operations.Doctor;

namespace RupnBot.Cli;

/// <summary><c>rupnbot doctor</c>: what is well and what to mend.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Check configuration, homeserver, clock, login, database, encryption, sources, alert room and calendar; say what to mend. "
            + "Changes nothing and works while the bot runs. Exit code 0: all well; 1: something to mend; 78: the configuration cannot be used.");
        command.SetAction((_, cancellationToken) => SettingErrors.ReportAsync(() => RunAsync(cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var app = BotApplication.Build(validate: false);
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        var texts = app.Services.GetRequiredService<Texts>();
        await WriteAsync(texts, new Finding(true, texts.Get("Doctor.Configuration")));
        var allWell = true;
        await foreach (var finding in app.Services.GetRequiredService<Examination>().RunAsync(cancellationToken))
        {
            await WriteAsync(texts, finding);
            allWell &= finding.IsWell;
        }

        await Console.Out.WriteLineAsync(texts.Get(allWell ? "Doctor.AllWell" : "Doctor.Mend"));
        return allWell ? 0 : 1;
    }

    private static Task WriteAsync(Texts texts, Finding finding) =>
        Console.Out.WriteLineAsync($"{texts.Get(finding.IsWell ? "Doctor.Ok" : "Doctor.ToMend")} {finding.Text}");
}
