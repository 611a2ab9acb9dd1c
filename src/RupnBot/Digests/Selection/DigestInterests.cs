namespace RupnBot.Digests.Selection;

/// <summary>What a salon subscribed to: an article interests it by its source or by one of its themes. Nothing named, nothing of interest.</summary>
public sealed record DigestInterests(IReadOnlySet<long> Sources, IReadOnlySet<string> Topics)
{
    public bool Match(DigestCandidate candidate) =>
        candidate.IsRelayedHere || (candidate.SourceId is { } source && Sources.Contains(source)) || candidate.Topics.Any(Topics.Contains);
}
