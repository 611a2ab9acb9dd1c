using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RupnBot.Almanac.Reading;
using RupnBot.Matrix;

namespace RupnBot.Almanac.Records;

/// <summary>A calendar whose dates salons are reminded of: of the operator's list, at an address given in chat, or a file sent for one salon.</summary>
public sealed class YearCalendar
{
    public long Id { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; set; }

    /// <summary>The address as it was given; null for a file.</summary>
    public string? Address { get; init; }

    /// <summary>Whose file it is; null for an address.</summary>
    public RoomId? SalonId { get; set; }

    public bool IsCatalog { get; set; }

    /// <summary>JSON of its <see cref="YearEvent"/>s: what a date is made of, and nothing of people.</summary>
    public string Events { get; set; } = "[]";

    /// <summary>Events that give no reminder.</summary>
    public int LeftOut { get; set; }

    /// <summary>The day its dates were spread out for last; null: they must be.</summary>
    public DateOnly? ExpandedOn { get; set; }

    public DateTimeOffset? ReadAt { get; set; }

    public DateTimeOffset NextReadAt { get; set; }

    public string? ETag { get; set; }

    public string? LastModified { get; set; }

    /// <summary>The final address the two validators came from.</summary>
    public string? ValidatorsFrom { get; set; }

    public int Failures { get; set; }

    /// <summary>A member of <c>FetchFailure</c> or of <see cref="CalendarFault"/>; null while it can be read.</summary>
    public string? FailureReason { get; set; }

    public int? FailureStatus { get; set; }

    public DateTimeOffset? FailingSince { get; set; }

    public IReadOnlyList<YearEvent> EventsOf() => JsonSerializer.Deserialize<List<YearEvent>>(Events) ?? [];

    /// <summary>Takes what was read. The same again changes nothing, so that its dates need not be spread out anew.</summary>
    public void Take(CalendarReading reading, DateTimeOffset now)
    {
        var written = JsonSerializer.Serialize(reading.Events);
        if (written != Events) (Events, ExpandedOn) = (written, null);
        (LeftOut, ReadAt) = (reading.LeftOut, now);
        (Failures, FailureReason, FailureStatus, FailingSince) = (0, null, null, null);
    }
}

internal sealed class YearCalendarConfiguration : IEntityTypeConfiguration<YearCalendar>
{
    public void Configure(EntityTypeBuilder<YearCalendar> builder)
    {
        builder.ToTable("year_calendars");
        builder.HasIndex(calendar => calendar.Address).IsUnique();
        builder.HasIndex(calendar => calendar.SalonId);
        builder.HasIndex(calendar => calendar.NextReadAt);
    }
}
