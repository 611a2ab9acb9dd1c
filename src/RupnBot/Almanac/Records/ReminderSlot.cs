using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RupnBot.Matrix;

namespace RupnBot.Almanac.Records;

/// <summary>
/// A reminder that a salon was given. The pair of salon and key is unique: whatever path comes here twice (two ticks, a restart, a clock that was put back, a calendar
/// that was read anew), it is said once.
/// </summary>
public sealed class ReminderSlot
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    public long Id { get; init; }

    public RoomId RoomId { get; set; }

    public long CalendarId { get; init; }

    /// <summary>See <see cref="CalendarDate.Key"/>; or the date's cancellation.</summary>
    public required string Key { get; init; }

    public required string Occurrence { get; init; }

    /// <summary>When the date was to begin, as it was said.</summary>
    public DateTimeOffset StartsAt { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>The message; one that expired said nothing, and the reminder is due again.</summary>
    public long? OutboxId { get; set; }
}

internal sealed class ReminderSlotConfiguration : IEntityTypeConfiguration<ReminderSlot>
{
    public void Configure(EntityTypeBuilder<ReminderSlot> builder)
    {
        builder.ToTable("reminder_slots");
        builder.HasIndex(slot => new { slot.RoomId, slot.Key }).IsUnique();
        builder.HasIndex(slot => new { slot.RoomId, slot.Occurrence });
        builder.HasIndex(slot => slot.At);
    }
}
