using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RupnBot.Matrix;

namespace RupnBot.Almanac.Records;

/// <summary>A salon is reminded of a calendar's dates.</summary>
public sealed class CalendarSubscription
{
    public const int MostInASalon = 5;

    public long Id { get; init; }

    public long CalendarId { get; init; }

    public RoomId RoomId { get; set; }

    /// <summary>Who asked for it; null once they asked to be forgotten.</summary>
    public UserId? CreatedBy { get; set; }

    /// <summary>Reminders that were due before are not made up for.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}

internal sealed class CalendarSubscriptionConfiguration : IEntityTypeConfiguration<CalendarSubscription>
{
    public void Configure(EntityTypeBuilder<CalendarSubscription> builder)
    {
        builder.ToTable("calendar_subscriptions");
        builder.HasIndex(subscription => new { subscription.RoomId, subscription.CalendarId }).IsUnique();
        builder.HasIndex(subscription => subscription.CreatedBy);
        builder.HasOne<YearCalendar>().WithMany().HasForeignKey(subscription => subscription.CalendarId).OnDelete(DeleteBehavior.Cascade);
    }
}
