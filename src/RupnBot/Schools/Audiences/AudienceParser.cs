using RupnBot.Bot.Commands;
using RupnBot.Bot.Messages;
using RupnBot.Localization;
using RupnBot.Sources.Catalog;

namespace RupnBot.Schools.Audiences;

/// <summary>
/// Reads « collèges, 86 », « lycées de la Vienne sauf #pix », « zone A », « thème numérique », « tous sauf Salle des profs »; pure.
/// Commas, « et » and « ou » only stand between the words: what goes with what follows from their kinds (see <see cref="AudienceCriteria"/>).
/// Behind « sauf » every comma begins an exception of its own.
/// </summary>
public static class AudienceParser
{
    /// <summary>Longer than anything one would say.</summary>
    public const int LongestText = 1000;

    /// <param name="text">What was written.</param>
    /// <param name="vocabulary">The names there are; see <see cref="AudienceVocabulary.ReadAsync"/>.</param>
    /// <param name="texts">For the fault.</param>
    public static AudienceReading Parse(string text, AudienceVocabulary vocabulary, Texts texts)
    {
        if (text.Length > LongestText) return new AudienceReading(null, texts.Format("Audience.TooLong", ("most", LongestText)));
        // A name that holds a comma or a « sauf » of its own is meant whole.
        if (Salon(text, vocabulary) is { } one) return Understood(text, new AudienceCriteria { Salons = [one] }, []);
        var among = new AudienceCriteriaBuilder();
        var except = new List<AudienceCriteriaBuilder>();
        var current = among;
        foreach (var segment in text.Split([',', ';', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (current != among) except.Add(current = new AudienceCriteriaBuilder());
            foreach (var (part, isException) in Parts(segment, vocabulary))
            {
                if (isException) except.Add(current = new AudienceCriteriaBuilder());
                if (AudienceSegment.Read(part, current, vocabulary) is { } unknown) return new AudienceReading(null, Fault(unknown, vocabulary, texts));
            }
        }

        except.RemoveAll(criteria => criteria.IsBlank);
        if (among.IsBlank && except.Count == 0) return new AudienceReading(null, texts.Get("Audience.Empty"));
        return except.Exists(criteria => criteria.IsEverybody)
            ? new AudienceReading(null, texts.Get("Audience.Nobody"))
            : Understood(text, among.Build(), [.. except.Select(criteria => criteria.Build())]);
    }

    private static AudienceReading Understood(string text, AudienceCriteria among, IReadOnlyList<AudienceCriteria> except) =>
        new(new Audience(among, except) { Written = DisplayText.OneLine(text) }, null);

    /// <summary>A segment cut before each « sauf »; a salon's whole name is not cut.</summary>
    private static IEnumerable<(string Part, bool IsException)> Parts(string segment, AudienceVocabulary vocabulary)
    {
        if (Salon(segment, vocabulary) is not null)
        {
            yield return (segment, false);
            yield break;
        }

        var words = segment.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var start = 0;
        var isException = false;
        for (var i = 0; i < words.Length; i++)
        {
            if (!AudienceWords.Exceptions.Contains(TextFolding.Fold(words[i]).TrimEnd(':'))) continue;
            if (i > start) yield return (string.Join(' ', words[start..i]), isException);
            (start, isException) = (i + 1, true);
        }

        if (start < words.Length) yield return (string.Join(' ', words[start..]), isException);
    }

    internal static string? Salon(string text, AudienceVocabulary vocabulary)
    {
        var folded = Topic.Fold(text.Trim(' ', '"', '«', '»', '\u00A0', '\u202F'));
        if (folded.StartsWith("salon ", StringComparison.Ordinal) && vocabulary.Salons.TryGetValue(Bare(folded[6..]), out var named)) return named;
        return AudienceWords.Kinds.ContainsKey(folded) ? null : vocabulary.Salons.GetValueOrDefault(folded);

        static string Bare(string name) => name.Trim(' ', '"');
    }

    private static string Fault(UnknownWord unknown, AudienceVocabulary vocabulary, Texts texts)
    {
        var word = DisplayText.Shorten(DisplayText.OneLine(unknown.Word), 60);
        var near = unknown.Kind switch
        {
            AudienceWordKind.Tag => Near(unknown.Word, vocabulary.Tags, label => "#" + label),
            AudienceWordKind.Topic => Near(unknown.Word, vocabulary.Topics, label => label),
            AudienceWordKind.Zone => null,
            _ => NearAny(unknown.Word, vocabulary),
        };
        return near is null ? texts.Format($"Audience.Unknown.{unknown.Kind}", ("word", word)) : texts.Format("Audience.Near", ("word", unknown.Kind == AudienceWordKind.Tag ? "#" + word : word), ("near", near));
    }

    private static string? Near(string word, IReadOnlyDictionary<string, string> names, Func<string, string> show) =>
        NearMiss.Find(Topic.Fold(word), names.Keys) is { } near ? show(names[near]) : null;

    private static string? NearAny(string word, AudienceVocabulary vocabulary)
    {
        var folded = Topic.Fold(word);
        if (NearMiss.Find(folded, AudienceWords.Kinds.Keys.Concat(AudienceWords.Everybody).Concat(AudienceWords.Exceptions)) is { } fixedWord) return fixedWord;
        if (NearMiss.Find(folded, Departments.ByName.Keys) is { } department) return Departments.NameOf(Departments.ByName[department]);
        // « pix » alone may well mean the tag; a salon may be named in part.
        if (vocabulary.Tags.TryGetValue(folded, out var tag)) return "#" + tag;
        return Near(word, vocabulary.Salons, label => label) ?? vocabulary.Salons.Where(_ => folded.Length >= 4)
            .FirstOrDefault(salon => salon.Key.Contains(folded, StringComparison.Ordinal)).Value;
    }
}
