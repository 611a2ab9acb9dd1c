using System.Text;
using RupnBot.Matrix;

namespace RupnBot.Bot.Rooms;

/// <summary>Reads the power levels that a <see cref="Room"/> keeps as JSON.</summary>
public static class RoomRights
{
    /// <summary>Level from which someone is a moderator in every Matrix client.</summary>
    public const long Moderator = 50;

    public static PowerLevels LevelsOf(Room room) => new(
        Read<PowerLevelsContent>(EventTypes.PowerLevels, room.PowerLevels),
        Read<CreateContent>(EventTypes.Create, room.CreateContent),
        room.Creator);

    public static bool IsModerator(Room room, UserId user) => LevelsOf(room).LevelOf(user) >= Moderator;

    /// <summary>True when the room itself says that it continues the other: a tombstone alone could point anywhere.</summary>
    public static bool Continues(Room successor, RoomId predecessor) =>
        Read<CreateContent>(EventTypes.Create, successor.CreateContent)?.Predecessor == predecessor;

    private static T? Read<T>(string type, string? json)
        where T : EventContent
    {
        if (json is null) return null;
        var state = new StrippedState(type, "", default, Encoding.UTF8.GetBytes(json));
        return state.Content as T;
    }
}
