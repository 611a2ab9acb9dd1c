using System.Runtime.InteropServices;
using RupnBot.Bot.Health;

namespace RupnBot.Operations;

/// <summary>
/// Gives back, once, what the start needed and the running bot does not: the answer to a first sync of a thousand salons is tens of megabytes
/// that nothing refers to any more, and a bot that then idles would not collect them for hours.
/// </summary>
internal sealed partial class StartupMemory(BotHealth health, TimeProvider time, ILogger<StartupMemory> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>The first ticks of the schedule and the first commands' queries have been compiled by then.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (health.LastSync is null) await Task.Delay(Interval, time, stoppingToken);
        await Task.Delay(Settled, time, stoppingToken);
        var before = GC.GetTotalMemory(forceFullCollection: false);
        // Aggressive: blocks for some tens of milliseconds, compacts, and returns the free pages to the operating system.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        TrimNativeHeap();
        var after = GC.GetTotalMemory(forceFullCollection: false);
        Log.GivenBack(logger, before, after);
    }

    // SQLite and the compiler allocate by malloc; glibc keeps freed pages unless asked. Other C libraries have no such function and need none.
    private static void TrimNativeHeap()
    {
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            _ = MallocTrim(0);
        }
        catch (EntryPointNotFoundException)
        {
            // musl
        }
    }

    [DllImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MallocTrim(nuint pad);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "After the start: {Before} bytes of objects, {After} once collected.")]
        public static partial void GivenBack(ILogger logger, long before, long after);
    }
}
