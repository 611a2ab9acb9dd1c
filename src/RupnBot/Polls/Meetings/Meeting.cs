using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RupnBot.Matrix;

namespace RupnBot.Polls.Meetings;

/// <summary>A date that was fixed: announced, reminded of, perhaps cancelled. Nobody is named.</summary>
public sealed class Meeting
{
    public long Id { get; init; }

    /// <summary>The event's UID in calendars; never reused.</summary>
    public required string Key { get; init; }

    public long PollId { get; init; }

    /// <summary>Where it is spoken of: the salon, or what it was upgraded to.</summary>
    public RoomId SalonId { get; set; }

    public required string Title { get; init; }

    public string? Place { get; init; }

    public DateTimeOffset StartsAt { get; init; }

    public DateTimeOffset EndsAt { get; init; }

    public bool IsCancelled { get; set; }

    /// <summary>Set in the transaction that queues the reminder, or when it was too late for it.</summary>
    public bool EveDone { get; set; }

    public bool HourDone { get; set; }
}

internal sealed class MeetingConfiguration : IEntityTypeConfiguration<Meeting>
{
    public void Configure(EntityTypeBuilder<Meeting> builder)
    {
        builder.ToTable("meetings");
        builder.HasIndex(meeting => meeting.Key).IsUnique();
        builder.HasIndex(meeting => meeting.StartsAt);
        builder.HasIndex(meeting => meeting.SalonId);
    }
}
