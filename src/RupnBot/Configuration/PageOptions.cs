namespace RupnBot.Configuration;

/// <summary>Where the articles stand in a web page without a feed, as CSS selectors; all but the first are looked for inside an item.</summary>
public sealed class PageOptions
{
    /// <summary>Required: one match an article, for instance <c>article.actualite</c>.</summary>
    public string? Item { get; set; }

    /// <summary>The title; by default the first heading, else the words of the link.</summary>
    public string? Title { get; set; }

    /// <summary>The link; by default the title's, else the first.</summary>
    public string? Link { get; set; }

    /// <summary>The day; by default the first <c>time</c>.</summary>
    public string? Date { get; set; }

    /// <summary>The summary; none by default.</summary>
    public string? Summary { get; set; }

    /// <summary>The link to the following page, looked for in the whole page; none by default.</summary>
    public string? Next { get; set; }

    /// <summary>Pages read at a look, 1 to 10.</summary>
    public int MaximumPages { get; set; } = 1;
}
