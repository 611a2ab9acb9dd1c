using Microsoft.EntityFrameworkCore;
using RupnBot.Matrix;

namespace RupnBot.Storage;

/// <summary>The one database. Each slice maps its own entities by an <see cref="IEntityTypeConfiguration{TEntity}"/> in its folder.</summary>
public sealed class BotDbContext(DbContextOptions<BotDbContext> options) : DbContext(options)
{
    /// <summary>Set by whoever queued a message, so that the dispatcher wakes once the transaction has committed.</summary>
    internal bool OutboxTouched { get; set; }

    /// <summary>Set by whoever queued a job or a gap.</summary>
    internal bool JobsTouched { get; set; }

    /// <summary>How often a step of this context's transaction was undone: what was remembered of its rows before may not be so any more.</summary>
    internal int UndoneSteps { get; set; }

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(BotDbContext).Assembly);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<RoomId>().HaveConversion<RoomIdConverter>();
        configurationBuilder.Properties<UserId>().HaveConversion<UserIdConverter>();
        configurationBuilder.Properties<EventId>().HaveConversion<EventIdConverter>();
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMillisecondsConverter>();
    }
}
