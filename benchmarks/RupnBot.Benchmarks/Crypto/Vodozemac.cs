using System.Diagnostics;
using System.Globalization;

namespace RupnBot.Benchmarks.Crypto;

/// <summary>The process that measures vodozemac, in the system that <c>vodozemac.sh</c> prepared; absent when that did not.</summary>
internal sealed class Vodozemac : IDisposable
{
    private readonly Process? _process;

    public Vodozemac()
    {
        if (Environment.GetEnvironmentVariable("RUPNBOT_VODOZEMAC") is not { Length: > 0 } root) return;
        _process = Process.Start(new ProcessStartInfo("chroot", [root, "/srv/vodozemac/target/release/vodozemac-measure"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        });
    }

    /// <summary>Microseconds of one operation; null when there is nobody to ask.</summary>
    public double? Measure(string name)
    {
        if (_process is null) return null;
        _process.StandardInput.WriteLine(name);
        var answer = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("vodozemac's process has ended.");
        return double.Parse(answer, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        if (_process is null) return;
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
