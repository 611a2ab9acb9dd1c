using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RupnBot.Matrix;
using RupnBot.Sources.Archive;

namespace RupnBot.Digests.Slots;

/// <summary>An article that a salon has had, shown or behind <c>suite</c>: it is not offered again.</summary>
public sealed class ArticleOffer
{
    /// <summary>Long after an article is too old for a digest.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(120);

    public long Id { get; init; }

    public RoomId RoomId { get; set; }

    public long ArticleId { get; init; }

    /// <summary>The digest that offered it; null when it was asked for.</summary>
    public long? SlotId { get; init; }

    /// <summary>Its place in that digest, from 0; -1 when it tells the same as another there.</summary>
    public int Position { get; init; }

    public DateTimeOffset At { get; init; }
}

internal sealed class ArticleOfferConfiguration : IEntityTypeConfiguration<ArticleOffer>
{
    public void Configure(EntityTypeBuilder<ArticleOffer> builder)
    {
        builder.ToTable("article_offers");
        builder.HasIndex(offer => new { offer.RoomId, offer.ArticleId }).IsUnique();
        builder.HasIndex(offer => offer.SlotId);
        builder.HasIndex(offer => offer.At);
        builder.HasOne<Article>().WithMany().HasForeignKey(offer => offer.ArticleId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<DigestSlot>().WithMany().HasForeignKey(offer => offer.SlotId).OnDelete(DeleteBehavior.Cascade);
    }
}
