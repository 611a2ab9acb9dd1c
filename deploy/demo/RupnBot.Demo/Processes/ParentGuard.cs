using System.Diagnostics;

namespace RupnBot.Demo.Processes;

/// <summary>
/// Kills a child process when this process has gone, however it went: a shell waits on a pipe whose other end only
/// this process holds. (The kernel's parent-death signal follows the starting thread, which the thread pool ends at will.)
/// </summary>
internal sealed class ParentGuard : IDisposable
{
    private readonly Process _shell;

    public ParentGuard(int processId)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", "read -r _; kill -KILL \"$1\"", "sh", $"{processId}"])
        {
            RedirectStandardInput = true,
        };
        _shell = Process.Start(start) ?? throw new InvalidOperationException("/bin/sh did not start.");
    }

    public void Dispose()
    {
        // Before the pipe closes: the id may belong to another process by now.
        if (!_shell.HasExited) _shell.Kill();
        _shell.WaitForExit();
        _shell.Dispose();
    }
}
