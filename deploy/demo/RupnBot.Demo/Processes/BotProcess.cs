using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;

namespace RupnBot.Demo.Processes;

/// <summary>The built bot, run as a child process that can be killed, stopped and started again on the same storage.</summary>
public sealed class BotProcess(BotSettings settings) : IAsyncDisposable
{
    private const int SignalTerminate = 15;

    // The same port after a restart, as a monitor would find it.
    private readonly Uri _address = new($"http://127.0.0.1:{FreePort.Choose()}");
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private Process? _process;
    private ParentGuard? _guard;

    /// <summary>What all runs wrote, standard output and errors together.</summary>
    public ProcessOutput Output { get; } = new();

    public BotSettings Settings => settings;

    public Uri ReadyAddress => new(_address, "/health/ready");

    public Uri Address => _address;

    public int? ProcessId => _process?.Id;

    public bool HasExited => _process?.HasExited ?? true;

    /// <summary>Starts the bot and waits until it says that it is ready.</summary>
    public static async Task<BotProcess> StartAsync(BotSettings settings, CancellationToken cancellationToken)
    {
        var bot = new BotProcess(settings);
        try
        {
            bot.Launch();
            await bot.WaitUntilReadyAsync(null, cancellationToken);
            return bot;
        }
        catch
        {
            await bot.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the process and returns at once.</summary>
    public void Launch()
    {
        if (!HasExited) throw new InvalidOperationException("The bot is already running.");
        if (!File.Exists(Checkout.Bot)) throw new FileNotFoundException("The bot has not been built.", Checkout.Bot);
        Directory.CreateDirectory(settings.StorageDirectory);
        var start = new ProcessStartInfo(Checkout.BotCommand.Program, Checkout.BotCommand.Arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(Checkout.Bot),
        };
        foreach (var (name, value) in settings.ToEnvironment(_address)) start.Environment[name] = value;
        Forget();
        _process = Process.Start(start) ?? throw new InvalidOperationException("The bot did not start.");
        _guard = new ParentGuard(_process.Id);
        Output.Capture(_process);
    }

    /// <summary>Runs one of the bot's own commands, as its operator would: <c>crypto status</c> for example.</summary>
    public Task<CommandResult> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        CommandResult.OfAsync(Checkout.BotCommand.Program, [.. Checkout.BotCommand.Arguments, .. arguments], cancellationToken, settings.ToEnvironment(_address));

    /// <summary>Waits for 200 from <c>/health/ready</c>; fails at once, with the log, when the process ends.</summary>
    public Task WaitUntilReadyAsync(TimeSpan? timeout, CancellationToken cancellationToken) =>
        Eventually.GetAsync(
            async token =>
            {
                if (HasExited) throw new InvalidOperationException($"The bot ended ({_process?.ExitCode}):\n{Output}");
                return await StatusAsync(ReadyAddress, token) is HttpStatusCode.OK ? "ready" : null;
            },
            () => "a bot that is ready; its log:\n" + Output,
            timeout,
            cancellationToken);

    /// <summary>SIGKILL: nothing of the bot's own runs any more.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        if (_process is null) return;
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
        Forget();
    }

    /// <summary>SIGTERM, as systemd sends it; killed after 30 s.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="TimeoutException">The bot did not end in time.</exception>
    public async Task<int> StopAsync(CancellationToken cancellationToken)
    {
        if (_process is null) throw new InvalidOperationException("The bot is not running.");
        if (!_process.HasExited) _ = Kill(_process.Id, SignalTerminate);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await KillAsync(cancellationToken);
            throw new TimeoutException("The bot did not end within 30 s of SIGTERM:\n" + Output);
        }

        var exitCode = _process.ExitCode;
        Forget();
        return exitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync(CancellationToken.None);
        Forget();
        _http.Dispose();
    }

    private async Task<HttpStatusCode?> StatusAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.GetAsync(address, cancellationToken);
            return response.StatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private void Forget()
    {
        _guard?.Dispose();
        _process?.Dispose();
        (_guard, _process) = (null, null);
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
}
