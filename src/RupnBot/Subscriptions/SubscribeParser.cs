using RupnBot.Localization;
using RupnBot.Scheduling.Dates;
using RupnBot.Sources.Catalog;
using RupnBot.Sources.Probing;

namespace RupnBot.Subscriptions;

/// <summary>
/// Parts what is subscribed from how often, whatever the order: « SRANE lundi 8h », « chaque mardi le thème IA », « aux nouvelles du SRANE ». Names that
/// are known decide first, for a source may be called « La lettre hebdo ». Pure.
/// </summary>
public static class SubscribeParser
{
    private const int MostWords = 40;
    private const int LongestText = 2500;
    private static readonly char[] Quotes = ['«', '»', '"', '“', '”', '„', '*', '`'];
    private static readonly HashSet<string> Little = new(StringComparer.Ordinal)
    {
        "a", "au", "aux", "de", "du", "des", "d'", "la", "le", "les", "l'", "ce", "cette", "nouvelles", "nouvelle", "actualites", "articles", "infos", "news", "to", "the", "of", "from", "salon", "moi", "nous", "me", "us",
    };

    /// <param name="text">What follows the command's word.</param>
    /// <param name="known">Names of sources and themes, as <see cref="Topic.Fold"/> writes them.</param>
    /// <param name="defaults">What leaving the cadence out means, and the hours it must stay within.</param>
    public static SubscribeRequest Parse(string text, IReadOnlySet<string> known, CadenceDefaults defaults)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = WordsOf(text);
        var at = words.FindIndex(word => SourceProbe.TryReadAddress(word, out _));
        if (at >= 0 && !known.Contains(Topic.Fold(words[at])) && SourceProbe.TryReadAddress(words[at], out var address))
            return WithAddress(address, [.. WithoutLittle(words[..at]).Words, .. words[(at + 1)..]], defaults);

        for (var first = 0; first <= LittleAhead(words); first++)
            if (ByKnownName(words, first, known, defaults) is { } found) return found;
        return RhythmFirst(words, known, defaults) ?? ByTail(words, defaults);
    }

    private static SubscribeRequest WithAddress(Uri address, List<string> around, CadenceDefaults defaults) =>
        new("", SubscriptionKind.Source, address, CadenceParser.Parse(Join(around), defaults), around.Count > 0);

    // The longest beginning that is a name and leaves a rhythm, or nothing.
    private static SubscribeRequest? ByKnownName(List<string> words, int first, IReadOnlySet<string> known, CadenceDefaults defaults)
    {
        for (var end = words.Count; end > first; end--)
        {
            var name = Join(words[first..end]);
            if (!known.Contains(Topic.Fold(Bare(name)))) continue;
            var cadence = CadenceParser.Parse(Join(words[end..]), defaults);
            if (cadence is CadenceResult.NotUnderstood { Fault: CadenceFault.NotACadence } && end < words.Count && !IsOnlyAttempt(words[end..])) continue;
            return new SubscribeRequest(Bare(name), KindOf(words, first), null, cadence, end < words.Count);
        }

        return null;
    }

    // « chaque lundi à 8h SRANE »
    private static SubscribeRequest? RhythmFirst(List<string> words, IReadOnlySet<string> known, CadenceDefaults defaults)
    {
        for (var start = words.Count - 1; start > 0; start--)
        {
            var name = Bare(Join(words[start..]));
            if (!known.Contains(Topic.Fold(name))) continue;
            for (var end = start; end > 0; end--)
            {
                if (end < start && WithoutLittle(words[end..start]).Words.Count > 0) break;
                var cadence = CadenceParser.Parse(Join(words[..end]), defaults);
                if (cadence is not CadenceResult.NotUnderstood { Fault: CadenceFault.NotACadence }) return new SubscribeRequest(name, KindOf(words, start), null, cadence, true);
            }
        }

        return null;
    }

    private static SubscribeRequest ByTail(List<string> words, CadenceDefaults defaults)
    {
        var (rest, kind) = WithoutLittle(words);
        var (head, cadence) = CadenceParser.ParseTail(Join(rest), defaults);
        var isMarked = head.StartsWith('#');
        return new SubscribeRequest(Bare(head), isMarked ? SubscriptionKind.Topic : kind, null, cadence, head.Length < Join(rest).Length);
    }

    /// <summary>A figure after a known name is meant for an hour, though it may not be one.</summary>
    private static bool IsOnlyAttempt(List<string> words) => words.Any(word => word.Any(char.IsAsciiDigit));

    private static int LittleAhead(List<string> words)
    {
        var count = 0;
        while (count < words.Count - 1 && (Little.Contains(Folded(words[count])) || KindWord(words[count]) is not null)) count++;
        return count;
    }

    private static (List<string> Words, SubscriptionKind? Kind) WithoutLittle(List<string> words)
    {
        var count = 0;
        SubscriptionKind? kind = null;
        while (count < words.Count && (Little.Contains(Folded(words[count])) || KindWord(words[count]) is not null)) kind = KindWord(words[count++]) ?? kind;
        return (words[count..], kind);
    }

    private static SubscriptionKind? KindOf(List<string> words, int first) =>
        words[first].StartsWith('#') ? SubscriptionKind.Topic : words[..first].Select(KindWord).LastOrDefault(kind => kind is not null);

    private static SubscriptionKind? KindWord(string word) => Folded(word) switch
    {
        "theme" or "themes" or "topic" or "topics" => SubscriptionKind.Topic,
        "source" or "sources" or "flux" or "feed" or "site" => SubscriptionKind.Source,
        _ => null,
    };

    private static string Folded(string word) => TextFolding.Fold(word).TrimEnd(':', ',');

    private static string Bare(string name) => name.Trim().TrimEnd(',', ';', ':', '.', '!', '?').Trim();

    private static string Join(IEnumerable<string> words) => string.Join(' ', words);

    private static List<string> WordsOf(string text)
    {
        var bounded = text.Length > LongestText ? text[..LongestText] : text;
        var words = bounded.Split([' ', '\t', '\n', '\r', '\u00A0', '\u202F', .. Quotes], StringSplitOptions.RemoveEmptyEntries);
        return [.. words.Where(word => word.Any(char.IsLetterOrDigit)).SelectMany(Elided).Take(MostWords)];
    }

    // « l'IA », « d’Éduscol »: the article stands apart from the name.
    private static IEnumerable<string> Elided(string word) =>
        word.Length > 2 && word[0] is 'l' or 'L' or 'd' or 'D' && word[1] is '\'' or '’' ? [word[..2], word[2..]] : [word];
}
