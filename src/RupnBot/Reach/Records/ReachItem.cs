using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RupnBot.Matrix;

namespace RupnBot.Reach.Records;

/// <summary>What was sent.</summary>
public enum ReachKind
{
    Digest = 0,
    Letter = 1,
}

/// <summary>Something the bot sent to a salon that measures: while it is open its readers are counted anew each time it is asked for, then a total is left.</summary>
public sealed class ReachItem
{
    /// <summary>After so long nobody begins to read it; then pseudonyms go and the total stays.</summary>
    public static readonly TimeSpan Open = TimeSpan.FromDays(14);

    /// <summary>How long the total is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    /// <summary>Below so many members a share would speak of single people: nothing is shown.</summary>
    public const int LeastMembers = 10;

    public long Id { get; init; }

    public RoomId RoomId { get; set; }

    public EventId EventId { get; init; }

    public ReachKind Kind { get; init; }

    public required string Title { get; init; }

    /// <summary>Whose news it told, as they were called.</summary>
    public List<string> Sources { get; init; } = [];

    public List<string> Topics { get; init; } = [];

    public DateTimeOffset SentAt { get; init; }

    /// <summary>Its place in the salon's timeline, see <see cref="ReachEvent.Place"/>.</summary>
    public long Place { get; set; }

    /// <summary>Who was in the salon when it was sent, the bot left out.</summary>
    public int Members { get; init; }

    public bool IsClosed { get; set; }

    /// <summary>The total, once it is closed.</summary>
    public int Readers { get; set; }

    public int Reactions { get; set; }
}

internal sealed class ReachItemConfiguration : IEntityTypeConfiguration<ReachItem>
{
    public void Configure(EntityTypeBuilder<ReachItem> builder)
    {
        builder.ToTable("reach_items");
        builder.HasIndex(item => item.EventId).IsUnique();
        builder.HasIndex(item => new { item.RoomId, item.SentAt });
        builder.HasIndex(item => new { item.IsClosed, item.SentAt });
    }
}
