using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RupnBot.Matrix;

namespace RupnBot.Bot.Rooms;

/// <summary>A joined or invited member; members who left are removed, so that no more is kept than is needed.</summary>
public sealed class RoomMember
{
    public RoomId RoomId { get; init; }

    public UserId UserId { get; init; }

    /// <summary>True once joined, false while only invited.</summary>
    public bool IsJoined { get; set; }

    public string? DisplayName { get; set; }
}

internal sealed class RoomMemberConfiguration : IEntityTypeConfiguration<RoomMember>
{
    public void Configure(EntityTypeBuilder<RoomMember> builder)
    {
        builder.ToTable("room_members");
        builder.HasKey(member => new { member.RoomId, member.UserId });
        builder.HasIndex(member => member.UserId);
    }
}
