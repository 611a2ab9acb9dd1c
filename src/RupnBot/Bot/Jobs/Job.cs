using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RupnBot.Bot.Jobs;

/// <summary>Work that needs the network and so cannot be done inside a transaction; kept until it is done or given up.</summary>
public sealed class Job
{
    public long Id { get; init; }

    /// <summary>Names the <see cref="IJobHandler"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The same work asked for twice is one row.</summary>
    public required string Key { get; init; }

    public string Payload { get; set; } = "{}";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset RunAt { get; set; }

    public int Attempts { get; set; }

    public string? LastError { get; set; }
}

internal sealed class JobConfiguration : IEntityTypeConfiguration<Job>
{
    public void Configure(EntityTypeBuilder<Job> builder)
    {
        builder.ToTable("jobs");
        builder.HasIndex(job => new { job.Kind, job.Key }).IsUnique();
        builder.HasIndex(job => job.RunAt);
    }
}
