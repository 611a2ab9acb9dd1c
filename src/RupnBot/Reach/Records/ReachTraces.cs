using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RupnBot.Matrix;

namespace RupnBot.Reach.Records;

/// <summary>How far someone has read, under a pseudonym; the latest alone, for a receipt says that all before it is read.</summary>
public sealed class ReachReader
{
    public RoomId RoomId { get; set; }

    /// <summary>A keyed pseudonym within the salon.</summary>
    public required string Reader { get; init; }

    /// <summary>The place of the last event that was read.</summary>
    public long Place { get; set; }

    /// <summary>The place at which they came in, when that was seen: what was sent before was not for them.</summary>
    public long? JoinedPlace { get; set; }

    /// <summary>They have read an event whose place must be asked for first.</summary>
    public EventId? WaitsFor { get; set; }
}

/// <summary>Where an event stands in a salon's timeline: what a receipt names is looked up here. Neither sender nor content.</summary>
public sealed class ReachEvent
{
    public EventId EventId { get; init; }

    public RoomId RoomId { get; set; }

    /// <summary>Unix milliseconds of when it was sent, made to grow in the order in which the server told the events. 0: the server does not know it.</summary>
    public long Place { get; init; }
}

/// <summary>A reaction to something the bot sent; counted, whichever it is.</summary>
public sealed class ReachReaction
{
    public EventId EventId { get; init; }

    public long ItemId { get; init; }

    /// <summary>As of <see cref="ReachReader"/>.</summary>
    public required string Reader { get; init; }
}

/// <summary>Someone who does not want to be counted in a salon.</summary>
public sealed class ReachRefusal
{
    public RoomId RoomId { get; set; }

    public required string Reader { get; init; }
}

internal sealed class ReachTracesConfiguration :
    IEntityTypeConfiguration<ReachReader>, IEntityTypeConfiguration<ReachEvent>, IEntityTypeConfiguration<ReachReaction>, IEntityTypeConfiguration<ReachRefusal>
{
    public void Configure(EntityTypeBuilder<ReachReader> builder)
    {
        builder.ToTable("reach_readers");
        builder.HasKey(reader => new { reader.RoomId, reader.Reader });
        builder.HasIndex(reader => reader.WaitsFor);
    }

    public void Configure(EntityTypeBuilder<ReachEvent> builder)
    {
        builder.ToTable("reach_events");
        builder.HasKey(found => found.EventId);
        builder.HasIndex(found => new { found.RoomId, found.Place });
    }

    public void Configure(EntityTypeBuilder<ReachReaction> builder)
    {
        builder.ToTable("reach_reactions");
        builder.HasKey(reaction => reaction.EventId);
        builder.HasIndex(reaction => reaction.ItemId);
        builder.HasOne<ReachItem>().WithMany().HasForeignKey(reaction => reaction.ItemId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<ReachRefusal> builder)
    {
        builder.ToTable("reach_refusals");
        builder.HasKey(refusal => new { refusal.RoomId, refusal.Reader });
    }
}
