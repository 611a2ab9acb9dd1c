using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RupnBot.Crypto;
using RupnBot.Matrix;

namespace RupnBot.Storage.Crypto;

// The tables of the encryption machine. They are read and written by SqliteCryptoStore with statements of its own: a step over a thousand
// devices in tracked entities would take seconds. The entities are here for the migration, and for what counts them.
internal sealed class CryptoAccountRow
{
    public int Id { get; init; } = 1;

    public UserId UserId { get; init; }

    public required string DeviceId { get; init; }

    public required byte[] State { get; init; }

    public bool IsPublished { get; init; }

    public int ServerOneTimeKeys { get; init; }

    public long Generation { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}

internal sealed class OlmSessionRow
{
    public required string SenderKey { get; init; }

    public required string SessionId { get; init; }

    public required byte[] State { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset LastReceivedAt { get; init; }

    public bool IsReceiveOnly { get; init; }
}

internal sealed class OlmSeenRow
{
    public required string Hash { get; init; }

    public DateTimeOffset At { get; init; }
}

internal sealed class InboundSessionRow
{
    public RoomId RoomId { get; init; }

    public required string SessionId { get; init; }

    public required byte[] State { get; init; }

    public required string SenderKey { get; init; }

    public UserId? Owner { get; init; }

    public string? OwnerDevice { get; init; }

    public string? OwnerSigningKey { get; init; }

    public SessionSource Source { get; init; }

    public bool IsSharedHistory { get; init; }

    public bool IsBackedUp { get; init; }

    public long FirstKnownIndex { get; init; }

    public long UsesForgottenBelow { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }
}

/// <summary>A room whose sessions stay out of the key backup.</summary>
internal sealed class RoomNotBackedUpRow
{
    public RoomId RoomId { get; init; }

    /// <summary>Nothing of it is left there.</summary>
    public bool IsRemoved { get; init; }
}

internal sealed class OutboundSessionRow
{
    public RoomId RoomId { get; init; }

    public required string SessionId { get; init; }

    public required byte[] State { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public int Messages { get; init; }

    public required string HistoryVisibility { get; init; }

    public bool IsInvalid { get; init; }
}

internal sealed class KeyShareRow
{
    public required string SessionId { get; init; }

    public UserId UserId { get; init; }

    public required string DeviceId { get; init; }

    public RoomId RoomId { get; init; }

    public required string IdentityKey { get; init; }

    public KeyShareState State { get; init; }

    public long MessageIndex { get; init; }

    public string? RequestId { get; init; }

    public string? WithheldCode { get; init; }
}

internal sealed class ToDeviceRow
{
    public required string Id { get; init; }

    public required string EventType { get; init; }

    public required byte[] Body { get; init; }

    public int Targets { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}

internal sealed class CryptoSecretRow
{
    public required string Name { get; init; }

    public required byte[] Value { get; init; }
}

internal sealed class CryptoTables :
    IEntityTypeConfiguration<CryptoAccountRow>, IEntityTypeConfiguration<OlmSessionRow>, IEntityTypeConfiguration<OlmSeenRow>, IEntityTypeConfiguration<InboundSessionRow>,
    IEntityTypeConfiguration<OutboundSessionRow>, IEntityTypeConfiguration<KeyShareRow>, IEntityTypeConfiguration<ToDeviceRow>, IEntityTypeConfiguration<CryptoSecretRow>,
    IEntityTypeConfiguration<RoomNotBackedUpRow>
{
    public void Configure(EntityTypeBuilder<CryptoAccountRow> builder)
    {
        builder.ToTable("crypto_account");
        builder.Property(row => row.Id).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<OlmSessionRow> builder)
    {
        builder.ToTable("crypto_olm_sessions");
        builder.HasKey(row => new { row.SenderKey, row.SessionId });
    }

    public void Configure(EntityTypeBuilder<OlmSeenRow> builder)
    {
        builder.ToTable("crypto_olm_seen");
        builder.HasKey(row => row.Hash);
        builder.HasIndex(row => row.At);
    }

    public void Configure(EntityTypeBuilder<InboundSessionRow> builder)
    {
        builder.ToTable("crypto_inbound_sessions");
        builder.HasKey(row => new { row.RoomId, row.SessionId });
        builder.HasIndex(row => new { row.IsBackedUp, row.ReceivedAt });
    }

    public void Configure(EntityTypeBuilder<OutboundSessionRow> builder)
    {
        builder.ToTable("crypto_outbound_sessions");
        builder.HasKey(row => row.RoomId);
    }

    public void Configure(EntityTypeBuilder<KeyShareRow> builder)
    {
        builder.ToTable("crypto_key_shares");
        builder.HasKey(row => new { row.SessionId, row.UserId, row.DeviceId });
        builder.HasIndex(row => row.UserId);
        builder.HasIndex(row => row.RequestId);
    }

    public void Configure(EntityTypeBuilder<ToDeviceRow> builder)
    {
        builder.ToTable("crypto_to_device");
        builder.HasIndex(row => row.CreatedAt);
    }

    public void Configure(EntityTypeBuilder<RoomNotBackedUpRow> builder)
    {
        builder.ToTable("crypto_rooms_not_backed_up");
        builder.HasKey(row => row.RoomId);
    }

    public void Configure(EntityTypeBuilder<CryptoSecretRow> builder)
    {
        builder.ToTable("crypto_secrets");
        builder.HasKey(row => row.Name);
    }
}
