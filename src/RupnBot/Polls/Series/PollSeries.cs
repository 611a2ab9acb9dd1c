using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RupnBot.Matrix;

namespace RupnBot.Polls.Series;

/// <summary>A poll that comes back. Each round is a poll of its own, with the name of its slot: that row is what makes it happen once.</summary>
public sealed class PollSeries
{
    public long Id { get; init; }

    /// <summary>The salon, or what it was upgraded to.</summary>
    public RoomId SalonId { get; set; }

    public required string Question { get; set; }

    /// <summary>JSON of the request that opens each round.</summary>
    public required string Request { get; set; }

    public PollRhythm Rhythm { get; set; }

    public DateTimeOffset FirstAt { get; init; }

    /// <summary>How long a round runs, in seconds.</summary>
    public long RoundSeconds { get; set; }

    /// <summary>The round to come; null once stopped.</summary>
    public DateTimeOffset? NextAt { get; set; }

    public string? NextSlot { get; set; }

    /// <summary>Where who started it is told of trouble; erased when it is stopped.</summary>
    public RoomId? TellRoomId { get; set; }
}

internal sealed class PollSeriesConfiguration : IEntityTypeConfiguration<PollSeries>
{
    public void Configure(EntityTypeBuilder<PollSeries> builder)
    {
        builder.ToTable("poll_series");
        builder.HasIndex(series => series.NextAt);
        builder.HasIndex(series => series.SalonId);
    }
}
