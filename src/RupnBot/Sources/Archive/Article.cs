using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RupnBot.Matrix;
using RupnBot.Sources.Catalog;

namespace RupnBot.Sources.Archive;

/// <summary>One article of a source, or a find that somebody relayed.</summary>
public sealed class Article
{
    public const int LongestTitle = 300;
    public const int LongestSummary = 600;
    public const int LongestAuthor = 120;

    public long Id { get; init; }

    /// <summary>Null for a find: a person relayed it.</summary>
    public long? SourceId { get; init; }

    /// <summary>Other sources that carry it too: it is one article, and whoever reads one of them gets it once.</summary>
    public List<long> AlsoIn { get; set; } = [];

    /// <summary>What makes it the same article although its address or date change.</summary>
    public required string Key { get; init; }

    public required string Title { get; set; }

    public required string Link { get; set; }

    /// <summary>Plain text.</summary>
    public string? Summary { get; set; }

    public string? Author { get; set; }

    /// <summary>Its source's themes and its own, as they are shown.</summary>
    public List<string> Topics { get; set; } = [];

    /// <summary>The same, as they are compared (<see cref="Topic.Fold"/>).</summary>
    public List<string> FoldedTopics { get; set; } = [];

    public DateTimeOffset? PublishedAt { get; init; }

    public DateTimeOffset FirstSeenAt { get; init; }

    /// <summary>By what the same news of other sources is recognised, see <see cref="ArticleKeys"/>; null: by nothing.</summary>
    public string? LinkKey { get; set; }

    /// <summary>The same by its title.</summary>
    public string? TitleKey { get; set; }

    /// <summary>Was already there at the first look at its source: found by search, in no digest by itself.</summary>
    public bool IsBacklog { get; init; }

    /// <summary>The salon a référent relayed it to; null with no source: an editor's find, for every salon that follows one of its themes.</summary>
    public RoomId? RelayedTo { get; set; }
}

internal sealed class ArticleConfiguration : IEntityTypeConfiguration<Article>
{
    public void Configure(EntityTypeBuilder<Article> builder)
    {
        builder.ToTable("articles");
        builder.HasIndex(article => article.Key).IsUnique();
        builder.HasIndex(article => new { article.SourceId, article.FirstSeenAt });
        builder.HasIndex(article => article.FirstSeenAt);
        builder.HasIndex(article => article.RelayedTo);
        builder.HasIndex(article => article.LinkKey);
        builder.HasIndex(article => article.TitleKey);
        builder.HasOne<Source>().WithMany().HasForeignKey(article => article.SourceId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>The key of an article that outlived its time in the archive: its feed may still list it, and it must not come back as new.</summary>
public sealed class ForgottenArticle
{
    public required string Key { get; init; }
}

internal sealed class ForgottenArticleConfiguration : IEntityTypeConfiguration<ForgottenArticle>
{
    public void Configure(EntityTypeBuilder<ForgottenArticle> builder)
    {
        builder.ToTable("forgotten_articles");
        builder.HasKey(article => article.Key);
    }
}
