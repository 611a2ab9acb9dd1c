using System.Globalization;

namespace RupnBot.Demo.Processes;

/// <summary>How a bot process is configured. Everything goes by the environment, as in a container.</summary>
/// <param name="Homeserver">The homeserver, or a proxy in front of it.</param>
/// <param name="User">Matrix id or local part of the bot's account.</param>
/// <param name="Password">Its password.</param>
/// <param name="StorageDirectory">Folder of the database; survives restarts.</param>
public sealed record BotSettings(Uri Homeserver, string User, string Password, string StorageDirectory)
{
    /// <summary>Requests a second; 0 turns pacing off.</summary>
    public double RequestsPerSecond { get; init; }

    /// <summary>Further settings by their key (<c>Bot:Administrators:0</c>), stronger than the above.</summary>
    public IReadOnlyDictionary<string, string> More { get; init; } = new Dictionary<string, string>();

    internal IEnumerable<KeyValuePair<string, string>> ToEnvironment(Uri listenOn)
    {
        var settings = new Dictionary<string, string>
        {
            ["Matrix:Homeserver"] = Homeserver.ToString(),
            ["Matrix:User"] = User,
            ["Matrix:Password"] = Password,
            ["Matrix:RequestsPerSecond"] = RequestsPerSecond.ToString(CultureInfo.InvariantCulture),
            ["Storage:Path"] = StorageDirectory,
            ["Privacy:Controller"] = "Rectorat de l'académie (essai)",
            ["Privacy:Contact"] = "dpd@example.org",
            ["Urls"] = listenOn.ToString(),
            ["ASPNETCORE_URLS"] = listenOn.ToString(),
            ["DOTNET_ENVIRONMENT"] = "Production",
        };
        foreach (var (key, value) in More) settings[key] = value;
        return settings.Select(pair => KeyValuePair.Create(pair.Key.Replace(":", "__", StringComparison.Ordinal), pair.Value));
    }
}
