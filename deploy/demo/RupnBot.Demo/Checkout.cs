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

    /// <summary>The bot, built in the same configuration as this.</summary>
    public static string Bot => Path.Combine(Root, "src", "RupnBot", "bin", Configuration, "net10.0", "rupnbot.dll");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "RupnBot.sln"))) return folder.FullName;
        throw new InvalidOperationException($"RupnBot.sln was not found above '{AppContext.BaseDirectory}'.");
    }
}
