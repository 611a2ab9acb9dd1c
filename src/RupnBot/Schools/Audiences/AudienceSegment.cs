using RupnBot.Localization;
using RupnBot.Sources.Catalog;

namespace RupnBot.Schools.Audiences;

internal enum AudienceWordKind
{
    Word,
    Tag,
    Topic,
    Zone,
}

/// <summary>A word that is not known.</summary>
internal sealed record UnknownWord(AudienceWordKind Kind, string Word);

/// <summary>Reads the words between two commas; pure.</summary>
internal static class AudienceSegment
{
    private const int LongestPhrase = 5;

    /// <returns>The first word that is not known; null when all are.</returns>
    public static UnknownWord? Read(string segment, AudienceCriteriaBuilder criteria, AudienceVocabulary vocabulary)
    {
        if (AudienceParser.Salon(segment, vocabulary) is { } salon)
        {
            criteria.Salons.Add(salon);
            return null;
        }

        // « d'Indre-et-Loire » and « l'Ain » are two words; « deux-sèvres » and « réseau-nord » stay one.
        var written = segment.Replace('’', '\'').Replace("'", "' ", StringComparison.Ordinal).Split([' ', '\t', '\u00A0', '\u202F', ':', '(', ')', '"', '«', '»'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < written.Length;)
        {
            var word = TextFolding.Fold(written[i]).Trim('\'', '.');
            if (word.StartsWith('#'))
            {
                if (!Tag(written[i], criteria, vocabulary)) return new UnknownWord(AudienceWordKind.Tag, written[i].TrimStart('#'));
                i++;
            }
            else if (AudienceWords.TopicWords.Contains(word))
            {
                // A theme may be of several words: all that is left of the segment.
                var name = string.Join(' ', written[(i + 1)..]);
                return Topics(name, criteria, vocabulary);
            }
            else if (AudienceWords.ZoneWords.Contains(word))
            {
                var read = Zones(written, i + 1, criteria);
                if (read == i + 1) return new UnknownWord(AudienceWordKind.Zone, i + 1 < written.Length ? written[i + 1] : written[i]);
                i = read;
            }
            else if (Phrase(written, i, criteria) is { } end) i = end;
            else if (AudienceWords.Everybody.Contains(word))
            {
                criteria.IsEverybody = true;
                i++;
            }
            else if (word.Length == 0 || AudienceWords.Fillers.Contains(word)) i++;
            else return new UnknownWord(AudienceWordKind.Word, string.Join(' ', written[i..Math.Min(written.Length, i + 4)]).Replace("' ", "'", StringComparison.Ordinal));
        }

        return null;
    }

    private static bool Tag(string written, AudienceCriteriaBuilder criteria, AudienceVocabulary vocabulary)
    {
        if (!vocabulary.Tags.TryGetValue(Topic.Fold(written), out var label)) return false;
        criteria.Tags.Add(label);
        return true;
    }

    private static UnknownWord? Topics(string names, AudienceCriteriaBuilder criteria, AudienceVocabulary vocabulary)
    {
        if (vocabulary.Topics.TryGetValue(Topic.Fold(names), out var whole))
        {
            criteria.Topics.Add(whole);
            return null;
        }

        // « numérique et IA »; a theme with an « et » of its own was found above.
        foreach (var name in names.Split([" et ", " ou ", " and ", " or "], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).DefaultIfEmpty(names))
        {
            if (!vocabulary.Topics.TryGetValue(Topic.Fold(name), out var label)) return new UnknownWord(AudienceWordKind.Topic, name);
            criteria.Topics.Add(label);
        }

        return null;
    }

    private static int Zones(string[] written, int at, AudienceCriteriaBuilder criteria)
    {
        for (var read = at; read < written.Length; read++)
        {
            if (AudienceWords.ZoneOf(written[read]) is not { } zone)
            {
                if (read > at && AudienceWords.Fillers.Contains(TextFolding.Fold(written[read])) && read + 1 < written.Length && AudienceWords.ZoneOf(written[read + 1]) is not null) continue;
                return read;
            }

            criteria.Zones.Add(zone);
        }

        return written.Length;
    }

    /// <summary>The longest phrase from here that names a kind or a department; where it ends.</summary>
    private static int? Phrase(string[] written, int at, AudienceCriteriaBuilder criteria)
    {
        for (var end = Math.Min(written.Length, at + LongestPhrase); end > at; end--)
        {
            var phrase = Topic.Fold(string.Join(' ', written[at..end]));
            if (AudienceWords.Kinds.TryGetValue(phrase, out var kinds))
            {
                criteria.Kinds.UnionWith(kinds);
                return end;
            }

            var code = Departments.Normalize(phrase);
            if (!Departments.IsKnown(code) && !Departments.ByName.TryGetValue(phrase, out code)) continue;
            criteria.Departments.Add(code);
            return end;
        }

        return null;
    }
}
