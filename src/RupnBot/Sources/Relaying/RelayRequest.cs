using System.Text.RegularExpressions;
using RupnBot.Bot.Messages;
using RupnBot.Sources.Archive;
using RupnBot.Sources.Catalog;
using RupnBot.Sources.Probing;

namespace RupnBot.Sources.Relaying;

/// <summary>« relayer https://… un tutoriel court #numérique »: the link, own words, themes, in any order; pure.</summary>
internal sealed partial record RelayRequest(Uri? Link, string? Words, IReadOnlyList<string> Topics)
{
    private const int MostTopics = 5;

    public static RelayRequest Parse(string rest)
    {
        Uri? link = null;
        var words = new List<string>();
        var topics = new List<string>();
        foreach (var word in rest.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (link is null && LinkOf(word) is { } found) link = found;
            else if (TopicPattern().Match(word) is { Success: true } topic) topics.Add(topic.Groups[1].Value.Replace('_', ' '));
            else words.Add(word);
        }

        var own = DisplayText.Shorten(DisplayText.OneLine(string.Join(' ', words)), Article.LongestSummary);
        return new RelayRequest(link, own.Length == 0 ? null : own, [.. Topic.Distinct(topics).Take(MostTopics)]);
    }

    // An address in the middle of a sentence needs its scheme or its www.: « l'appli.Voir » is none.
    private static Uri? LinkOf(string word)
    {
        var bare = word.TrimStart('<', '(', '«', '"');
        var isMarked = bare.StartsWith("http", StringComparison.OrdinalIgnoreCase) || bare.StartsWith("www.", StringComparison.OrdinalIgnoreCase) || bare.Contains('/', StringComparison.Ordinal);
        return isMarked && SourceProbe.TryReadAddress(bare.TrimEnd('»', '"'), out var link) ? link : null;
    }

    [GeneratedRegex(@"^#([\p{L}\p{N}][\p{L}\p{N}\p{M}_'’\-]{1,59})[,.;]?$")]
    private static partial Regex TopicPattern();
}
