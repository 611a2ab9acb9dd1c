using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RupnBot.Sources.Catalog;

/// <summary>A feed that is read: of the operator's catalogue, or an address somebody gave in chat.</summary>
public sealed class Source
{
    public const int LongestName = 80;

    public long Id { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; set; }

    /// <summary>The name as it is compared, see <see cref="Topic.Fold"/>.</summary>
    public required string FoldedName { get; set; }

    /// <summary>The address as it was given; it identifies the source, and stays when the site moves.</summary>
    public required string Address { get; set; }

    /// <summary>Where a permanent redirect led, to be asked instead; null while <see cref="Address"/> still stands.</summary>
    public string? MovedTo { get; set; }

    public bool IsCatalog { get; set; }

    /// <summary>Themes of everything it publishes, as they are shown.</summary>
    public List<string> Topics { get; set; } = [];

    /// <summary>The same, as they are compared.</summary>
    public List<string> FoldedTopics { get; set; } = [];

    /// <summary>No longer of the catalogue, or gone for good (410): not read, its articles stay found.</summary>
    public bool IsRetired { get; set; }

    public DateTimeOffset NextPollAt { get; set; }

    public string? ETag { get; set; }

    public string? LastModified { get; set; }

    /// <summary>The final address the two validators came from.</summary>
    public string? ValidatorsFrom { get; set; }

    /// <summary>Failures in a row.</summary>
    public int Failures { get; set; }

    /// <summary>Why the last look failed: a member of <c>FetchFailure</c>, or <c>NotAFeed</c>; null when it did not.</summary>
    public string? FailureReason { get; set; }

    public int? FailureStatus { get; set; }

    public DateTimeOffset? FailingSince { get; set; }

    /// <summary>When the operators were told of the present failure; null: they were not.</summary>
    public DateTimeOffset? AlertedAt { get; set; }

    /// <summary>Of a page: the selectors that have found something so far, by their names in the settings, with commas; null: none yet.</summary>
    public string? SeenSelectors { get; set; }

    /// <summary>Those of them that find nothing any more though the page is read, in the same way.</summary>
    public string? LostSelectors { get; set; }

    public DateTimeOffset? LostSince { get; set; }

    /// <summary>When the operators were told of these; null: they were not.</summary>
    public DateTimeOffset? LostAlertedAt { get; set; }

    /// <summary>The first look that brought a feed: what it held is backlog.</summary>
    public DateTimeOffset? FirstFetchedAt { get; set; }

    public DateTimeOffset? LastSuccessAt { get; set; }
}

internal sealed class SourceConfiguration : IEntityTypeConfiguration<Source>
{
    public void Configure(EntityTypeBuilder<Source> builder)
    {
        builder.ToTable("sources");
        builder.HasIndex(source => source.FoldedName).IsUnique();
        builder.HasIndex(source => source.Address).IsUnique();
        builder.HasIndex(source => new { source.IsRetired, source.NextPollAt });
    }
}
