using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RupnBot.Crypto.Tests.Oracle;

/// <summary>Finds libolm where the machine has it, or has it fetched; a test that needs it fails otherwise, and is never skipped.</summary>
internal static class LibolmLocation
{
    public static nint Load()
    {
        if (NativeLibrary.TryLoad("libolm.so.3", out var library)) return library;
        var start = new ProcessStartInfo("bash", [Script()]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var path = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 ? NativeLibrary.Load(path) : throw new DllNotFoundException("libolm 3 is missing: install Debian's libolm3.");
    }

    private static string Script([CallerFilePath] string self = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(self)!, "../../../deploy/dev/libolm.sh"));
}
