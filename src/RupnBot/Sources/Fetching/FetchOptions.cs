namespace RupnBot.Sources.Fetching;

/// <summary>How sources and pages are fetched; section <c>Sources</c>.</summary>
public sealed class FetchOptions
{
    public const string Section = "Sources";

    /// <summary>From the first connection to the last byte, redirects included, waiting for one's turn excluded. 15 s; 1 s to 2 min.</summary>
    public TimeSpan FetchTimeLimit { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest body in bytes, on the wire and once more decompressed. 10 MiB; 1 KiB to 64 MiB.</summary>
    public int MaximumBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>Longest header section of a response, in KiB. 32; 4 to 256.</summary>
    public int MaximumHeaderKibibytes { get; set; } = 32;

    /// <summary>Redirects followed in one fetch. 5; 0 to 10.</summary>
    public int MaximumRedirects { get; set; } = 5;

    /// <summary>Pause between two requests to one host. 1 s; 0 to 1 min.</summary>
    public TimeSpan HostDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long one fetch may wait for its turn at a host. 2 min; 1 s to 10 min.</summary>
    public TimeSpan HostWait { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Where the owner of a site can complain: a web or mail address shown in <c>User-Agent</c>. None by default.</summary>
    public string? Contact { get; set; }

    /// <summary>
    /// Servers that may be asked although they are not on the public Internet, each exactly as it stands in addresses, <c>host:port</c>.
    /// For test servers: whoever may give the bot an address can read these. None by default.
    /// </summary>
    public IList<string> AllowPrivate { get; } = [];
}
