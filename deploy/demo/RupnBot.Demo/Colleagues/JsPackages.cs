using System.Text.Json.Nodes;
using RupnBot.Demo.Processes;

namespace RupnBot.Demo.Colleagues;

/// <summary>The Node.js programs of <c>js/</c>; their packages are installed outside the checkout at the first use.</summary>
public static class JsPackages
{
    public static async Task<JsonLineProcess> StartAsync(string script, Action<JsonObject> onEvent, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Checkout.Root, "deploy", "demo", "js");
        var installed = await CommandResult.OfAsync("bash", [Path.Combine(folder, "install.sh")], cancellationToken);
        if (installed.ExitCode != 0) throw new InvalidOperationException($"install.sh failed ({installed.ExitCode}):\n{installed.Errors}");
        var packages = installed.Output.Trim();
        var program = Directory.GetDirectories(Path.Combine(packages, "node_modules"), "node-linux-*")
            .Select(package => Path.Combine(package, "bin", "node")).First(File.Exists);
        return JsonLineProcess.Start(program, [Path.Combine(folder, script), packages], onEvent);
    }
}
