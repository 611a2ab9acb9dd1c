using System.ComponentModel.DataAnnotations;

namespace RupnBot.Sources.Fetching;

/// <summary>How sources and pages are fetched; section <c>Sources</c>.</summary>
public sealed class FetchOptions
{
    public const string Section = "Sources";

    /// <summary>From the first connection to the last byte, redirects included, waiting for one's turn excluded. 15 s; 1 s to 2 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00", ParseLimitsInInvariantCulture = true,
        ErrorMessage = "Sources:FetchTimeLimit must be between 1 second and 2 minutes, for example 00:00:15.")]
    public TimeSpan FetchTimeLimit { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest body in bytes, on the wire and once more decompressed. 10 MiB; 1 KiB to 64 MiB.</summary>
    [Range(1024, 64 * 1024 * 1024, ErrorMessage = "Sources:MaximumBytes must be between 1024 and 67108864, for example 10485760.")]
    public int MaximumBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>Longest header section of a response, in KiB. 32; 4 to 256.</summary>
    [Range(4, 256, ErrorMessage = "Sources:MaximumHeaderKibibytes must be between 4 and 256, for example 32.")]
    public int MaximumHeaderKibibytes { get; set; } = 32;

    /// <summary>Redirects followed in one fetch. 5; 0 to 10.</summary>
    [Range(0, 10, ErrorMessage = "Sources:MaximumRedirects must be between 0 and 10, for example 5.")]
    public int MaximumRedirects { get; set; } = 5;

    /// <summary>Pause between two requests to one host. 1 s; 0 to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00", ParseLimitsInInvariantCulture = true,
        ErrorMessage = "Sources:HostDelay must be between 0 and 1 minute, for example 00:00:01.")]
    public TimeSpan HostDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long one fetch may wait for its turn at a host. 2 min; 1 s to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00", ParseLimitsInInvariantCulture = true,
        ErrorMessage = "Sources:HostWait must be between 1 second and 10 minutes, for example 00:02:00.")]
    public TimeSpan HostWait { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Where the owner of a site can complain: a web or mail address shown in <c>User-Agent</c>. None by default.</summary>
    [RegularExpression("[!-'*-~]{1,200}", ErrorMessage =
        "Sources:Contact must be a web or mail address in plain ASCII, for example https://srane.example.fr/robot.")]
    public string? Contact { get; set; }

    /// <summary>
    /// Servers that may be asked although they are not on the public Internet, each exactly as it stands in addresses, <c>host:port</c>.
    /// For test servers: whoever may give the bot an address can read these. None by default.
    /// </summary>
    [HostAndPort(ErrorMessage = "Sources:AllowPrivate holds an entry that is not host:port; write for example 127.0.0.1:8080.")]
    public IList<string> AllowPrivate { get; } = [];
}
