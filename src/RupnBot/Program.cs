using System.CommandLine;
using RupnBot.Cli;

var root = new RootCommand("RupnBot: news and polls for school staff on Tchap.") { RunCommand.Create() };
root.SetAction((_, cancellationToken) => RunCommand.RunAsync(cancellationToken));
return await root.Parse(args).InvokeAsync();
