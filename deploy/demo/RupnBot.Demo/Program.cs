using System.Globalization;
using RupnBot.Demo.Feeds;
using RupnBot.Demo.Story;

switch (args)
{
    case ["demo"]:
        return await DemoCommand.RunAsync(check: false);
    case ["demo", "--check"]:
        return await DemoCommand.RunAsync(check: true);
    case ["feeds"]:
        return await ServeFeedsAsync(0);
    case ["feeds", var port] when int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number):
        return await ServeFeedsAsync(number);
    default:
        await Console.Error.WriteLineAsync("usage: rupnbot-demo demo [--check] | rupnbot-demo feeds [PORT]");
        return 2;
}

// Serves the sample feeds until interrupted, and prints their addresses.
static async Task<int> ServeFeedsAsync(int port)
{
    await using var server = await FeedServer.StartAsync(port, TimeProvider.System, CancellationToken.None);
    foreach (var site in server.Sites) Console.WriteLine(server.FeedAddress(site));
    await server.WaitForShutdownAsync(CancellationToken.None);
    return 0;
}
