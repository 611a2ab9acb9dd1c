using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RupnBot.Almanac.Records;

/// <summary>One reminder of one date of a calendar, as the calendar and the school year stand today; made anew when either changes.</summary>
public sealed class CalendarDate
{
    public long Id { get; init; }

    public long CalendarId { get; set; }

    /// <summary>See <see cref="Planning.YearDate.Occurrence"/>.</summary>
    public required string Occurrence { get; init; }

    /// <summary>The date, its start and which of its reminders: once it was said under this name in a salon, it is not said there again.</summary>
    public required string Key { get; init; }

    public required string Title { get; init; }

    public string? Place { get; init; }

    public DateTimeOffset StartsAt { get; init; }

    public DateTimeOffset EndsAt { get; init; }

    public bool IsAllDay { get; init; }

    public bool IsCancelled { get; init; }

    /// <summary>Of several reminders of one date, the one that stands for it in lists.</summary>
    public bool IsFirst { get; init; }

    public DateTimeOffset DueAt { get; init; }

    /// <summary>From here on it is not said any more.</summary>
    public DateTimeOffset Deadline { get; init; }

    /// <summary>The row, of that calendar.</summary>
    public CalendarDate Of(long calendar)
    {
        CalendarId = calendar;
        return this;
    }
}

internal sealed class CalendarDateConfiguration : IEntityTypeConfiguration<CalendarDate>
{
    public void Configure(EntityTypeBuilder<CalendarDate> builder)
    {
        builder.ToTable("calendar_dates");
        builder.HasIndex(date => new { date.CalendarId, date.Key }).IsUnique();
        builder.HasIndex(date => date.DueAt);
        builder.HasIndex(date => new { date.CalendarId, date.StartsAt });
        builder.HasOne<YearCalendar>().WithMany().HasForeignKey(date => date.CalendarId).OnDelete(DeleteBehavior.Cascade);
    }
}
