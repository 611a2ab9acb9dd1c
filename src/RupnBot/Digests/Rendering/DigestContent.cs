namespace RupnBot.Digests.Rendering;

/// <summary>What a digest says.</summary>
/// <param name="Label">What was subscribed to, a source or a theme, as people call it.</param>
/// <param name="Articles">The articles to show, in their order.</param>
/// <param name="More">How many more can be asked for.</param>
/// <param name="Salon">The salon it is meant for, when it is shown elsewhere (a preview in direct chat); null in the salon itself.</param>
/// <param name="IsPreview">Nothing was offered, so there is nothing to ask for.</param>
public sealed record DigestContent(string Label, IReadOnlyList<DigestArticle> Articles, int More, string? Salon = null, bool IsPreview = false);

/// <summary>One article of a digest.</summary>
/// <param name="Title">Its title; may be empty.</param>
/// <param name="Link">Where it is read.</param>
/// <param name="SourceName">The source, as people call it.</param>
/// <param name="Day">The local day of the article.</param>
/// <param name="Summary">Plain text of any length; may be empty.</param>
public sealed record DigestArticle(string Title, string Link, string SourceName, DateOnly Day, string Summary)
{
    /// <summary>Other sources that tell the same.</summary>
    public IReadOnlyList<string> AlsoIn { get; init; } = [];
}
