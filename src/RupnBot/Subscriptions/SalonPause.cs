using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RupnBot.Matrix;

namespace RupnBot.Subscriptions;

/// <summary>Why a salon gets no digest although it has subscriptions.</summary>
public enum PauseReason
{
    None = 0,

    /// <summary>Its référent said <c>pause</c>.</summary>
    Asked = 1,

    /// <summary>The server refused several digests in a row.</summary>
    Refused = 2,

}

/// <summary>What may hold back the digests of a salon; a salon without a row is not paused.</summary>
public sealed class SalonPause
{
    /// <summary>Digests refused in a row before the bot stops trying.</summary>
    public const int MostRefusals = 3;

    public RoomId RoomId { get; init; }

    public PauseReason Reason { get; set; }

    /// <summary>Null: until <c>reprendre</c>.</summary>
    public DateTimeOffset? Until { get; set; }

    /// <summary>Digests refused since the last that was sent.</summary>
    public int Refusals { get; set; }

    public bool HoldsAt(DateTimeOffset now) => Reason != PauseReason.None && (Until is null || Until > now);

    public void End() => (Reason, Until, Refusals) = (PauseReason.None, null, 0);
}

internal sealed class SalonPauseConfiguration : IEntityTypeConfiguration<SalonPause>
{
    public void Configure(EntityTypeBuilder<SalonPause> builder)
    {
        builder.ToTable("salon_pauses");
        builder.HasKey(pause => pause.RoomId);
    }
}
