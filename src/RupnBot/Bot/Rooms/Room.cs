using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RupnBot.Matrix;

namespace RupnBot.Bot.Rooms;

/// <summary>The bot's own membership of a room.</summary>
public enum RoomMembership
{
    Invited = 0,
    Joined = 1,
    Left = 2,
}

/// <summary>A salon or a direct chat as the bot last saw it through /sync.</summary>
public sealed class Room
{
    public RoomId Id { get; init; }

    public RoomMembership Membership { get; set; }

    public string? Name { get; set; }

    public string? CanonicalAlias { get; set; }

    /// <summary>The invite said <c>is_direct</c>, or Tchap's access rule is <c>direct</c>.</summary>
    public bool IsDirect { get; set; }

    /// <summary>A latch: once seen encrypted, nothing is ever sent there in clear.</summary>
    public bool IsEncrypted { get; set; }

    /// <summary>When it became encrypted, as its state says; what claims to be sent in clear after that is not believed.</summary>
    public DateTimeOffset? EncryptedAt { get; set; }

    /// <summary>As m.room.encryption wishes: milliseconds and messages a session is used for.</summary>
    public long? RotationPeriodMs { get; set; }

    public long? RotationMessages { get; set; }

    /// <summary>A message waits until the room's key was shared: the outbox leaves the room alone meanwhile.</summary>
    public bool KeysWanted { get; set; }

    public string? CreateContent { get; set; }

    public UserId? Creator { get; set; }

    public string? PowerLevels { get; set; }

    public string? AccessRule { get; set; }

    public string? JoinRule { get; set; }

    public string? HistoryVisibility { get; set; }

    /// <summary>Where a tombstone points.</summary>
    public RoomId? Successor { get; set; }

    public UserId? Inviter { get; set; }

    /// <summary>The bot's own join: events before it are never commands.</summary>
    public EventId? JoinEvent { get; set; }

    public DateTimeOffset? JoinedAt { get; set; }

    public DateTimeOffset? WelcomedAt { get; set; }
}

internal sealed class RoomConfiguration : IEntityTypeConfiguration<Room>
{
    public void Configure(EntityTypeBuilder<Room> builder)
    {
        builder.ToTable("rooms");
        builder.HasKey(room => room.Id);
        builder.HasIndex(room => room.Successor);
    }
}
