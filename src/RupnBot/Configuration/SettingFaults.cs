using Microsoft.Extensions.Options;

namespace RupnBot.Configuration;

/// <summary>Collects the faults of one options section: a line each, with the key, what is wrong and an example.</summary>
internal sealed class SettingFaults(string section)
{
    private readonly List<string> _faults = [];

    public void Require(bool condition, string key, string wrong, string example)
    {
        if (!condition) _faults.Add($"{section}:{key} {wrong}; example: {example}");
    }

    public ValidateOptionsResult ToResult() => _faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(_faults);
}
