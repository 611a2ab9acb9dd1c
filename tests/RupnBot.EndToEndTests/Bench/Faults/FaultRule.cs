using System.Text.RegularExpressions;

namespace RupnBot.EndToEndTests.Bench.Faults;

/// <summary>Which requests a fault befalls.</summary>
/// <param name="Method">The HTTP method; null for any.</param>
/// <param name="PathPattern">A regular expression that the path and query must match somewhere.</param>
/// <param name="Fault">What goes wrong.</param>
internal sealed record FaultRule(HttpMethod? Method, string PathPattern, Fault Fault)
{
    private readonly Regex _path = new(PathPattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    private int _matched;
    private int _fired;

    /// <summary>Let this many matching requests pass first.</summary>
    public int After { get; init; }

    /// <summary>Fire at most so often.</summary>
    public int Times { get; init; } = int.MaxValue;

    /// <summary>Fire with this probability, from 0 to 1.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>How often it has fired.</summary>
    public int Fired => Volatile.Read(ref _fired);

    /// <summary>Does it fire for this request? Counts it. Called under the proxy's lock.</summary>
    internal bool Fires(string method, string pathAndQuery, Random random)
    {
        if (Method is not null && !string.Equals(Method.Method, method, StringComparison.OrdinalIgnoreCase)) return false;
        if (!_path.IsMatch(pathAndQuery) || _matched++ < After || _fired >= Times || random.NextDouble() >= Probability) return false;
        _fired++;
        return true;
    }
}
