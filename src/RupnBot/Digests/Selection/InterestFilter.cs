namespace RupnBot.Digests.Selection;

/// <summary>What narrows a subscription; an empty list asks for nothing.</summary>
public sealed record InterestFilter
{
    /// <summary>Themes of which an article must have one, folded.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>Sources of which it must come from one.</summary>
    public IReadOnlyList<long> Sources { get; init; } = [];

    /// <summary>Words of which title or summary must have one, as <see cref="Sources.Archive.ArticleKeys.Words"/> writes them.</summary>
    public IReadOnlyList<string> With { get; init; } = [];

    /// <summary>Words of which they must have none.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>The most of this subscription that one digest shows; the others are behind <c>suite</c>.</summary>
    public int? Maximum { get; init; }

    // « tablette » means « tablettes » too; « ia » does not mean « iatrogène ».
    private const int LeastToBegin = 4;

    /// <param name="candidate">The article.</param>
    /// <param name="sources">All the sources it came by.</param>
    public bool Lets(DigestCandidate candidate, IReadOnlyCollection<long?> sources) =>
        (Topics.Count == 0 || Topics.Any(candidate.Topics.Contains))
        && (Sources.Count == 0 || Sources.Any(source => sources.Contains(source)))
        && (With.Count == 0 || With.Any(word => Has(candidate.Text, word)))
        && !Without.Any(word => Has(candidate.Text, word));

    private static bool Has(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            var end = at + word.Length;
            if ((at == 0 || text[at - 1] == ' ') && (word.Length >= LeastToBegin || end == text.Length || text[end] == ' ')) return true;
        }

        return false;
    }
}
