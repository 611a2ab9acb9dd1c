using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RupnBot.Crypto;
using RupnBot.Matrix;

namespace RupnBot.Storage.Crypto;

internal sealed class ReplayRow
{
    public RoomId RoomId { get; init; }

    public required string SessionId { get; init; }

    public long MessageIndex { get; init; }

    public EventId EventId { get; init; }

    public long OriginServerTs { get; init; }

    public DateTimeOffset At { get; init; }
}

internal sealed class UndecryptableRow
{
    public EventId EventId { get; init; }

    public RoomId RoomId { get; init; }

    public required string SessionId { get; init; }

    public required byte[] Json { get; init; }

    public CryptoFailure Failure { get; init; }

    public bool IsHistory { get; init; }

    public DateTimeOffset At { get; init; }
}

internal sealed class WithheldRow
{
    public RoomId RoomId { get; init; }

    public required string SessionId { get; init; }

    public UserId Sender { get; init; }

    public required string Code { get; init; }

    public DateTimeOffset At { get; init; }
}

internal sealed class EventTables : IEntityTypeConfiguration<ReplayRow>, IEntityTypeConfiguration<UndecryptableRow>, IEntityTypeConfiguration<WithheldRow>
{
    public void Configure(EntityTypeBuilder<ReplayRow> builder)
    {
        builder.ToTable("crypto_replays");
        builder.HasKey(row => new { row.RoomId, row.SessionId, row.MessageIndex });
        builder.HasIndex(row => row.At);
    }

    public void Configure(EntityTypeBuilder<UndecryptableRow> builder)
    {
        builder.ToTable("crypto_undecryptable");
        builder.HasKey(row => row.EventId);
        builder.HasIndex(row => new { row.RoomId, row.SessionId });
        builder.HasIndex(row => row.At);
    }

    public void Configure(EntityTypeBuilder<WithheldRow> builder)
    {
        builder.ToTable("crypto_withheld");
        builder.HasKey(row => new { row.RoomId, row.SessionId });
        builder.HasIndex(row => row.At);
    }
}
