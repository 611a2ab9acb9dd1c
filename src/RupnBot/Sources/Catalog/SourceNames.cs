using RupnBot.Bot.Messages;

namespace RupnBot.Sources.Catalog;

/// <summary>Names for sources that nobody named; pure.</summary>
internal static class SourceNames
{
    /// <summary>The title, with the host where another source bears it, then with a number.</summary>
    public static string Distinct(string? title, Uri address, IReadOnlyCollection<string> takenFolded)
    {
        var host = address.IdnHost.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? address.IdnHost[4..] : address.IdnHost;
        host = DisplayText.Shorten(host, Source.LongestName / 2);
        var bare = DisplayText.Shorten(DisplayText.OneLine(title ?? ""), Source.LongestName);
        if (Topic.Fold(bare).Length == 0) bare = host;
        var shortened = DisplayText.Shorten(bare, Source.LongestName / 2 - 8);
        return Candidates(bare, shortened, host).First(name => !takenFolded.Contains(Topic.Fold(name)));
    }

    private static IEnumerable<string> Candidates(string bare, string shortened, string host)
    {
        yield return bare;
        yield return $"{shortened} ({host})";
        for (var number = 2; ; number++) yield return $"{shortened} ({host}, {number})";
    }
}
