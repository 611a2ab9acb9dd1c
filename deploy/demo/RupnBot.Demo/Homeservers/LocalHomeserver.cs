using RupnBot.Demo.Colleagues;
using RupnBot.Demo.Processes;

namespace RupnBot.Demo.Homeservers;

/// <summary>A real homeserver of our own, started by <c>deploy/dev/homeserver.sh</c>; it ends with this process.</summary>
public sealed class LocalHomeserver : IAsyncDisposable
{
    private readonly string _data;
    private int _users;

    private LocalHomeserver(string data, Uri address) => (_data, Address) = (data, address);

    /// <summary>Stays the same across <see cref="StopAsync"/> and <see cref="StartAgainAsync"/>.</summary>
    public Uri Address { get; }

    /// <summary>Its own database, for what no request can bring about; to be changed only while it is stopped.</summary>
    public string DatabaseFile => Path.Combine(_data, "synapse", "homeserver.db");

    /// <summary>Starts one with data of its own in a temporary folder.</summary>
    /// <param name="throttle">Leave the server's own limit on messages in force; every other limit is lifted always.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">It could not be started; the message says all that the script said.</exception>
    public static Task<LocalHomeserver> StartAsync(bool throttle, CancellationToken cancellationToken) => LaunchAsync(throttle ? ["--throttle"] : [], cancellationToken);

    /// <summary>Starts one with further Synapse configuration, which it keeps when it is started again.</summary>
    /// <param name="configuration">YAML, read last.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<LocalHomeserver> StartWithAsync(string configuration, CancellationToken cancellationToken)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, configuration, cancellationToken);
            return await LaunchAsync(["--config", file], cancellationToken);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Registers someone whose Matrix id begins like the name and is used by nobody else.</summary>
    /// <param name="name">As Tchap shows it, e.g. <c>Anne Roy [Collège Jean-Moulin]</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Colleague> CreateUserAsync(string name, CancellationToken cancellationToken)
    {
        var simple = string.Concat(name.TakeWhile(character => character != '[').Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        var localpart = $"{simple[..Math.Min(simple.Length, 30)]}-{Interlocked.Increment(ref _users)}-{Guid.NewGuid().ToString("N")[..8]}";
        return Colleague.RegisterAsync(Address, localpart, name, cancellationToken);
    }

    /// <summary>Stops it: connections are refused until <see cref="StartAgainAsync"/>.</summary>
    /// <param name="kill">By SIGKILL, answering nothing that is under way.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task StopAsync(bool kill, CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable("RUPNBOT_TEST_HOMESERVER") is { Length: > 0 })
            throw new InvalidOperationException("The homeserver named by RUPNBOT_TEST_HOMESERVER is not ours to stop.");
        return RunAsync(kill ? ["stop", "--data", _data, "--kill"] : ["stop", "--data", _data], cancellationToken);
    }

    /// <summary>Starts it again on the same port with the same data.</summary>
    public Task StartAgainAsync(CancellationToken cancellationToken) => RunAsync(["start", "--data", _data], cancellationToken);

    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await StopAsync(kill: false, cancellationToken);
        await StartAgainAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync() => await RunAsync(["stop", "--data", _data, "--kill", "--remove"], CancellationToken.None);

    private static async Task<LocalHomeserver> LaunchAsync(string[] more, CancellationToken cancellationToken)
    {
        var data = Path.Combine(Path.GetTempPath(), $"rupnbot-homeserver-{Path.GetRandomFileName()}");
        var address = await RunAsync(["start", "--data", data, "--with-parent", $"{Environment.ProcessId}", .. more], cancellationToken);
        return new LocalHomeserver(data, new Uri(address));
    }

    private static async Task<string> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var result = await CommandResult.OfAsync("bash", [Checkout.HomeserverScript, .. arguments], cancellationToken);
        return result.ExitCode == 0
            ? result.Output.Trim()
            : throw new InvalidOperationException($"homeserver.sh {arguments[0]} failed ({result.ExitCode}):\n{result.Errors}");
    }
}
