using RupnBot.Demo.Feeds;

// rupnbot-demo feeds [PORT]: serves the sample feeds until interrupted, and prints their addresses.
if (args is not ["feeds", .. var rest] || rest.Length > 1 || (rest is [var text] && !int.TryParse(text, out _)))
{
    await Console.Error.WriteLineAsync("usage: rupnbot-demo feeds [PORT]");
    return 2;
}

await using var server = await FeedServer.StartAsync(rest is [var port] ? int.Parse(port, null) : 0, TimeProvider.System, CancellationToken.None);
foreach (var site in server.Sites) Console.WriteLine(server.FeedAddress(site));
await server.WaitForShutdownAsync(CancellationToken.None);
return 0;
