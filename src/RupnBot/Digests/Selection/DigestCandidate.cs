namespace RupnBot.Digests.Selection;

/// <summary>An article that a digest might show.</summary>
/// <param name="ArticleId">The archive's number of the article.</param>
/// <param name="SourceId">The source it came from; null for a find that someone relayed.</param>
/// <param name="Topics">The themes it is filed under.</param>
/// <param name="Published">What the source says; it may be missing, wrong, or moved by a revision.</param>
/// <param name="FirstSeen">When we first read it.</param>
/// <param name="AlreadyOffered">Whether this salon had it before.</param>
/// <param name="IsRelayedHere">Whether its référent relayed it to this very salon, whatever that is subscribed to.</param>
public sealed record DigestCandidate(
    long ArticleId, long? SourceId, IReadOnlyCollection<string> Topics, DateTimeOffset? Published, DateTimeOffset FirstSeen, bool AlreadyOffered, bool IsRelayedHere = false)
{
    /// <summary>
    /// The article's own instant: the earlier of both. SPIP bumps the date on each revision, and some sources write dates to come:
    /// neither may make an old article new.
    /// </summary>
    public DateTimeOffset Date => Published is { } published && published < FirstSeen ? published : FirstSeen;

    /// <summary>Articles of one address are one; null: unlike any.</summary>
    public string? LinkKey { get; init; }

    /// <summary>Articles of one title, of several sources and of one week, are one; null: unlike any.</summary>
    public string? TitleKey { get; init; }

    /// <summary>The words of title and summary, for filters.</summary>
    public string Text { get; init; } = "";
}
