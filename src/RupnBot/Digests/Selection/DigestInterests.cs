namespace RupnBot.Digests.Selection;

/// <summary>One subscription: an article interests it by its source or by its theme, and by what its filter lets through.</summary>
/// <param name="Source">The source; null for a theme.</param>
/// <param name="Topic">The theme, folded; null for a source.</param>
/// <param name="Filter">What narrows it; null lets all through.</param>
public sealed record DigestInterest(long? Source, string? Topic, InterestFilter? Filter = null)
{
    /// <param name="candidate">The article, by one of the ways it came.</param>
    /// <param name="sources">All the sources it came by.</param>
    public bool Match(DigestCandidate candidate, IReadOnlyCollection<long?> sources) =>
        ((Source is not null && candidate.SourceId == Source) || (Topic is not null && candidate.Topics.Contains(Topic)))
            && (Filter is null || Filter.Lets(candidate, sources));
}

/// <summary>What a salon subscribed to. Nothing named, nothing of interest.</summary>
public sealed record DigestInterests(IReadOnlyList<DigestInterest> Each)
{
    /// <summary>Sources and themes without filters.</summary>
    public DigestInterests(IEnumerable<long> sources, IEnumerable<string> topics)
        : this([.. sources.Select(source => new DigestInterest(source, null)), .. topics.Select(topic => new DigestInterest(null, topic))])
    {
    }
}
