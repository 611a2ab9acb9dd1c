using System.Reflection;

namespace RupnBot.Demo;

/// <summary>Where things are in the checkout this was built from.</summary>
public static class Checkout
{
    private static readonly string Configuration =
        typeof(Checkout).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "Debug";

    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    public static string HomeserverScript => Path.Combine(Root, "deploy", "dev", "homeserver.sh");

    /// <summary>Names another bot to run: one as installed, by <c>dotnet publish -r</c>.</summary>
    public const string BotVariable = "RUPNBOT_PROGRAM";

    /// <summary>The bot, built in the same configuration as this, unless the environment names another.</summary>
    public static string Bot => Environment.GetEnvironmentVariable(BotVariable) is { Length: > 0 } other ? other : Path.Combine(Root, "src", "RupnBot", "bin", Configuration, "net10.0", "rupnbot.dll");

    /// <summary>How to start it: a program of its own, or an assembly that the runtime starts.</summary>
    public static (string Program, string[] Arguments) BotCommand => Path.GetExtension(Bot) == ".dll" ? (Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Bot]) : (Bot, []);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "RupnBot.sln"))) return folder.FullName;
        throw new InvalidOperationException($"RupnBot.sln was not found above '{AppContext.BaseDirectory}'.");
    }
}
