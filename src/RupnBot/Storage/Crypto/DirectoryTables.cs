using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RupnBot.Matrix;

namespace RupnBot.Storage.Crypto;

/// <summary>A user whose devices are followed.</summary>
internal sealed class CryptoUserRow
{
    public UserId UserId { get; init; }

    public bool IsOutdated { get; init; }

    public long Version { get; init; }

    public DateTimeOffset? QueriedAt { get; init; }

    public string? MasterKey { get; init; }

    public string? SelfSigningKey { get; init; }

    public string? PinnedMasterKey { get; init; }

    public DateTimeOffset? NextQueryAt { get; init; }

    public int FailedQueries { get; init; }
}

/// <summary>A device as its owner published it.</summary>
internal sealed class CryptoDeviceRow
{
    public UserId UserId { get; init; }

    public required string DeviceId { get; init; }

    public required string Curve25519 { get; init; }

    public required string Ed25519 { get; init; }

    public required string KeysJson { get; init; }

    public bool IsCrossSigned { get; init; }

    public bool IsBlacklisted { get; init; }

    public DateTimeOffset FirstSeenAt { get; init; }

    public DateTimeOffset? UnwedgedAt { get; init; }

    public bool NeedsNewSession { get; init; }

    public DateTimeOffset? KeysAgainAt { get; init; }

    public DateTimeOffset? NextClaimAt { get; init; }

    public int FailedClaims { get; init; }
}

internal sealed class DirectoryTables : IEntityTypeConfiguration<CryptoUserRow>, IEntityTypeConfiguration<CryptoDeviceRow>
{
    public void Configure(EntityTypeBuilder<CryptoUserRow> builder)
    {
        builder.ToTable("crypto_users");
        builder.HasKey(row => row.UserId);
        builder.HasIndex(row => new { row.IsOutdated, row.QueriedAt });
    }

    public void Configure(EntityTypeBuilder<CryptoDeviceRow> builder)
    {
        builder.ToTable("crypto_devices");
        builder.HasKey(row => new { row.UserId, row.DeviceId });
        builder.HasIndex(row => row.NeedsNewSession);
    }
}
