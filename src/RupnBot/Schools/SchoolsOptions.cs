using Microsoft.Extensions.Options;
using RupnBot.Configuration;

namespace RupnBot.Schools;

/// <summary>Where the directory of schools comes from; <c>rupnbot schools import</c> does the same by hand.</summary>
public sealed class SchoolsOptions
{
    public const string Section = "Schools";

    /// <summary>A CSV of schools, looked at when the bot starts and once an hour, and read when it has changed. Default: none.</summary>
    public string? Path { get; set; }
}

internal sealed class SchoolsOptionsValidator : IValidateOptions<SchoolsOptions>
{
    public ValidateOptionsResult Validate(string? name, SchoolsOptions options)
    {
        var faults = new SettingFaults(SchoolsOptions.Section);
        faults.Require(options.Path is null || !string.IsNullOrWhiteSpace(options.Path), "Path", "must not be blank", "/etc/rupnbot/etablissements.csv");
        faults.Require(options.Path is null || !Directory.Exists(options.Path), "Path", "is a folder; a file is wanted", "/etc/rupnbot/etablissements.csv");
        return faults.ToResult();
    }
}
