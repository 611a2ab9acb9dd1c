using System.CommandLine;
using RupnBot.Cli;
using RupnBot.Sources.Feeds.Cli;

var root = new RootCommand("RupnBot: news and polls for school staff on Tchap.") { RunCommand.Create(), BackupCommands.Backup(), BackupCommands.Restore(), DoctorCommand.Create(), CryptoCommands.Create(), FeedsParseCommand.Create(GuardedFetch.FetchAsync), SourcesCommands.Create(), SchoolsCommands.Create() };
root.SetAction((_, cancellationToken) => RunCommand.RunAsync(cancellationToken));
return await root.Parse(args).InvokeAsync();
