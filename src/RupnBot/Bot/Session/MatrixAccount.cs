using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RupnBot.Bot.Session;

/// <summary>The bot's login, one row: the device id is made and stored before the first login, so that a crash never piles up devices.</summary>
public sealed class MatrixAccount
{
    public int Id { get; init; } = 1;

    public required string DeviceId { get; set; }

    public string? UserId { get; set; }

    public string? AccessToken { get; set; }

    public string? RefreshToken { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>The homeserver this login belongs to: a token is never sent to another one.</summary>
    public string? Homeserver { get; set; }

    public DateTimeOffset? RenewalMailAskedAt { get; set; }
}

internal sealed class MatrixAccountConfiguration : IEntityTypeConfiguration<MatrixAccount>
{
    public void Configure(EntityTypeBuilder<MatrixAccount> builder)
    {
        builder.ToTable("matrix_account");
        builder.Property(account => account.Id).ValueGeneratedNever();
    }
}
