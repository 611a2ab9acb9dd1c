using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RupnBot.Matrix;
using RupnBot.Sources.Catalog;

namespace RupnBot.Subscriptions;

public enum SubscriptionKind
{
    Source = 0,
    Topic = 1,

    /// <summary>What its référent relays to it, and nothing else: for a salon that is subscribed to nothing, until it is.</summary>
    Finds = 2,
}

/// <summary>
/// What a salon wants to hear of, and how often. Each has its own cadence; those of a salon that come round on the same local day are said in one
/// digest, at the earliest of their hours, so that a salon never gets two in a day.
/// </summary>
public sealed class Subscription
{
    /// <summary>More than any salon would read.</summary>
    public const int MostInASalon = 30;

    public long Id { get; init; }

    public RoomId RoomId { get; set; }

    public SubscriptionKind Kind { get; init; }

    public long? SourceId { get; init; }

    public string? FoldedTopic { get; init; }

    /// <summary><c>source:12</c>, <c>topic:education aux medias</c> or <c>finds</c>: subscribed once in a salon.</summary>
    public required string Target { get; init; }

    /// <summary>What people call it.</summary>
    public required string Label { get; set; }

    /// <summary>A <see cref="Scheduling.Dates.CadenceCode"/>.</summary>
    public required string Cadence { get; set; }

    /// <summary>Told when the digest is refused; null once they asked to be forgotten.</summary>
    public UserId? CreatedBy { get; set; }

    /// <summary>What narrows it; null: nothing does.</summary>
    public SubscriptionFilter? Filter { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The slot it waits for, by its <see cref="Scheduling.Slots.Slot.Key"/>.</summary>
    public string SlotKey { get; set; } = "";

    public DateTimeOffset SlotDue { get; set; }

    /// <summary>When to look at the slot: its due time, or later when it had to wait.</summary>
    public DateTimeOffset NextAt { get; set; }
}

internal sealed class SubscriptionConfiguration : IEntityTypeConfiguration<Subscription>
{
    public void Configure(EntityTypeBuilder<Subscription> builder)
    {
        builder.ToTable("subscriptions");
        builder.HasIndex(subscription => new { subscription.RoomId, subscription.Target }).IsUnique();
        builder.HasIndex(subscription => subscription.NextAt);
        builder.Property(subscription => subscription.Filter).HasConversion<SubscriptionFilterConverter>();
        builder.HasIndex(subscription => subscription.CreatedBy);
        builder.HasOne<Source>().WithMany().HasForeignKey(subscription => subscription.SourceId).OnDelete(DeleteBehavior.Cascade);
    }
}
