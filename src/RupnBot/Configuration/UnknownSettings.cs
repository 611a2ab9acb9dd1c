using Microsoft.Extensions.Options;
using RupnBot.Bot.Commands;

namespace RupnBot.Configuration;

/// <summary>Has no value of its own: it is what <see cref="UnknownSettingsValidator"/> is asked about at the start.</summary>
internal sealed class UnknownSettings;

/// <summary>A key that nobody reads, in a section of ours, is a slip of the pen: it stops the start like any wrong setting, or it would be forgotten in silence.</summary>
internal sealed class UnknownSettingsValidator(IConfiguration configuration) : IValidateOptions<UnknownSettings>
{
    public ValidateOptionsResult Validate(string? name, UnknownSettings options)
    {
        var faults = SettingNames.All.Select(known => known.Split(':')[0]).Distinct(StringComparer.OrdinalIgnoreCase)
            .SelectMany(section => configuration.GetSection(section).AsEnumerable())
            .Select(setting => setting.Key)
            .Where(key => !SettingNames.All.Any(known => IsNamed(key, known)))
            .Order(StringComparer.Ordinal).ToList();
        // Of a section that is unknown its own line says enough.
        var first = faults.Where(key => !faults.Exists(other => key.StartsWith(other + ":", StringComparison.OrdinalIgnoreCase)));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(first.Select(Line));
    }

    // Also a key above known ones: « Sources:Catalog » of « Sources:Catalog:*:Name ».
    private static bool IsNamed(string key, string known)
    {
        var (written, names) = (key.Split(':'), known.Split(':'));
        return written.Length <= names.Length && written.Zip(names).All(pair => pair.Second == SettingNames.Element || pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));
    }

    private static string Line(string key) => $"{key} is no setting; {(Nearest(key) is { } near ? $"example: {near}" : "example: see the configuration table of the README")}";

    private static string? Nearest(string key)
    {
        var parts = key.Split(':');
        var beside = SettingNames.All.Select(known => known.Split(':')).Where(names => names.Length >= parts.Length && IsNamed(string.Join(':', parts[..^1]), string.Join(':', names[..(parts.Length - 1)])))
            .Select(names => names[parts.Length - 1]).Distinct().ToList();
        var near = NearMiss.Find(parts[^1].ToLowerInvariant(), beside.Select(name => name.ToLowerInvariant()));
        return near is null ? null : string.Join(':', [.. parts[..^1], beside.First(name => name.Equals(near, StringComparison.OrdinalIgnoreCase))]);
    }
}
