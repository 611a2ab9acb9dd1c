using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RupnBot.Matrix;

namespace RupnBot.Bot.Sync;

/// <summary>Where the sync stands; one row, written in the very transaction that stores what the sync brought.</summary>
public sealed class SyncPosition
{
    public int Id { get; init; } = 1;

    public string? NextBatch { get; set; }

    public DateTimeOffset FirstStart { get; set; }

    public DateTimeOffset At { get; set; }
}

/// <summary>A hole in a room's timeline: pages to fetch from <see cref="From"/> backwards, to <see cref="To"/> or to the bot's own join.</summary>
public sealed class TimelineGap
{
    public long Id { get; init; }

    public RoomId RoomId { get; init; }

    public required string From { get; set; }

    /// <summary>The sync token before the gap; null when the room was joined inside it.</summary>
    public string? To { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset NextAttemptAt { get; set; }

    public int Attempts { get; set; }
}

/// <summary>An event whose handling threw: recorded without its content.</summary>
public sealed class FailedEvent
{
    public EventId Id { get; init; }

    public RoomId RoomId { get; init; }

    public required string Type { get; init; }

    public required string Reason { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>A command that was executed: reading it again, through a gap's page, does nothing.</summary>
public sealed class HandledCommand
{
    public EventId Id { get; init; }

    public DateTimeOffset At { get; init; }
}

internal sealed class SyncRecordsConfiguration :
    IEntityTypeConfiguration<SyncPosition>, IEntityTypeConfiguration<TimelineGap>, IEntityTypeConfiguration<FailedEvent>, IEntityTypeConfiguration<HandledCommand>
{
    public void Configure(EntityTypeBuilder<SyncPosition> builder)
    {
        builder.ToTable("sync_position");
        builder.Property(position => position.Id).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<TimelineGap> builder)
    {
        builder.ToTable("timeline_gaps");
        builder.HasIndex(gap => gap.NextAttemptAt);
        builder.HasIndex(gap => new { gap.RoomId, gap.From }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<FailedEvent> builder) => builder.ToTable("failed_events");

    public void Configure(EntityTypeBuilder<HandledCommand> builder)
    {
        builder.ToTable("handled_commands");
        builder.HasIndex(command => command.At);
    }
}
