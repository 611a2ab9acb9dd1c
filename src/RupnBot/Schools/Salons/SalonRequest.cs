using System.Text.RegularExpressions;
using RupnBot.Localization;
using RupnBot.Sources.Catalog;

namespace RupnBot.Schools.Salons;

/// <summary>What the command <c>salon</c> was asked; read from its words by <see cref="Parse"/>, pure.</summary>
internal sealed partial record SalonRequest
{
    private static readonly string[] RemovalWords = ["retirer", "retire", "enlever", "enleve", "supprimer", "supprime", "sans", "remove", "without"];
    private static readonly string[] SchoolWords = ["etablissement", "ecole", "college", "lycee", "uai", "school"];

    /// <summary>In the form of one; its letter may be wrong.</summary>
    public string? Uai { get; private init; }

    /// <summary>Words of a school's name.</summary>
    public string Search { get; private init; } = "";

    /// <summary>Tags to give, as written, without their mark.</summary>
    public IReadOnlyList<string> Added { get; private init; } = [];

    public IReadOnlyList<string> Removed { get; private init; } = [];

    /// <summary>The salon is to be no school's any more.</summary>
    public bool Unlinks { get; private init; }

    /// <summary>The salon meant, by its name; null: the one it was written in, or the only one.</summary>
    public string? Salon { get; private init; }

    public bool OnlyShows => Uai is null && Search.Length == 0 && Added.Count == 0 && Removed.Count == 0 && !Unlinks;

    /// <summary>« 0860001J #pix », « retirer #pix », « #pix dans Salle des profs », « collège Jean Moulin ».</summary>
    public static SalonRequest Parse(string text)
    {
        var match = InSalon().Match(text);
        var rest = match.Success ? text[..match.Index] : text;
        var tags = new List<(string Name, bool Removes)>();
        var words = new List<string>();
        var removes = false;
        foreach (var word in rest.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var bare = word.Trim(',', ';', '.', ':');
            if (RemovalWords.Contains(TextFolding.Fold(bare))) removes = true;
            else if (Tag().Match(bare) is { Success: true } tag) tags.Add((tag.Groups["name"].Value, removes || tag.Groups["minus"].Length > 0));
            else if (bare.Length > 0) words.Add(bare);
        }

        var search = string.Join(' ', words);
        var unlinks = removes && words.Count > 0 && words.TrueForAll(word => SchoolWords.Contains(WithoutArticle(word)));
        var uai = unlinks ? null : Schools.Uai.Read(search);
        return new SalonRequest
        {
            Uai = uai,
            Search = uai is null && !unlinks ? search : "",
            Added = [.. tags.Where(tag => !tag.Removes).Select(tag => tag.Name).DistinctBy(Topic.Fold)],
            Removed = [.. tags.Where(tag => tag.Removes).Select(tag => tag.Name).DistinctBy(Topic.Fold)],
            Unlinks = unlinks,
            Salon = match.Success ? match.Groups["salon"].Value.Trim(' ', '"', '«', '»', '\u00A0', '\u202F') : null,
        };
    }

    private static string WithoutArticle(string word)
    {
        var folded = TextFolding.Fold(word);
        return folded.StartsWith("l'", StringComparison.Ordinal) ? folded[2..] : folded;
    }

    [GeneratedRegex(@"^(?<minus>[-−–])?#(?<name>[\p{L}\p{N}][\p{L}\p{N}\p{M}_’'\u2011-]*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    // « #pix dans Salle des profs »; a school's own name may well hold the word, so a tag, an identifier or nothing stands before it.
    [GeneratedRegex(@"(?:^|(?<=#[^\s#]+\s)|(?<=\b\d{7}[A-Za-z]\s)|(?<=établissement\s)|(?<=etablissement\s))(?:dans|pour|in|for)\s+(?<salon>\S.*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex InSalon();
}
