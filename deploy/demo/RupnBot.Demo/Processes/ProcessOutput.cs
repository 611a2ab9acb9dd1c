using System.Diagnostics;

namespace RupnBot.Demo.Processes;

/// <summary>The lines a child process has written, the latest ones kept.</summary>
public sealed class ProcessOutput
{
    private const int LinesKept = 20_000;

    private readonly Queue<string> _lines = new();
    private readonly Lock _gate = new();

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate) return [.. _lines];
        }
    }

    public override string ToString() => string.Join(Environment.NewLine, Lines);

    /// <summary>Waits for a line, already written or to come.</summary>
    public Task<string> WaitForAsync(Func<string, bool> predicate, TimeSpan? timeout, CancellationToken cancellationToken) =>
        Eventually.GetAsync(
            _ => Task.FromResult(Lines.FirstOrDefault(predicate)), () => "a line of output; it was:\n" + this, timeout, cancellationToken);

    internal void Capture(Process process)
    {
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private void Add(string? line)
    {
        if (line is null) return;
        lock (_gate)
        {
            if (_lines.Count == LinesKept) _lines.Dequeue();
            _lines.Enqueue(line);
        }
    }
}
