using System.Text;
using System.Text.Json;
using RupnBot.Matrix;

namespace RupnBot.Tests.Bench;

/// <summary>What one /sync says of one room.</summary>
public sealed class RoomBuilder(RoomId id)
{
    private static int _events;
    private readonly List<MatrixEvent> _state = [];
    private readonly List<MatrixEvent> _timeline = [];
    private bool _limited;
    private string? _prevBatch;

    public RoomId Id => id;

    /// <summary>A room as it looks when the bot has just come in: created by the first member, who is its administrator.</summary>
    public static RoomBuilder Joined(string id, string name, params string[] members) =>
        Existing(id, name, members).State(EventTypes.Member, BotBench.Robot.Value, BotBench.Robot.Value, new { membership = "join" });

    /// <summary>A room before the bot came in.</summary>
    public static RoomBuilder Existing(string id, string name, params string[] members)
    {
        var builder = new RoomBuilder(new RoomId(id));
        builder.State(EventTypes.Create, "", members[0], new { room_version = "11" });
        builder.State(EventTypes.PowerLevels, "", members[0], new { users = new Dictionary<string, int> { [members[0]] = 100 }, events_default = 0, state_default = 100 });
        if (name.Length > 0) builder.State(EventTypes.RoomName, "", members[0], new { name });
        foreach (var member in members) builder.State(EventTypes.Member, member, member, new { membership = "join", displayname = member[1..member.IndexOf(':', StringComparison.Ordinal)] });
        return builder;
    }

    /// <summary>A direct chat of one person with the bot.</summary>
    public static RoomBuilder Direct(string id, string user)
    {
        var builder = Joined(id, "", user);
        builder._state[^1] = Event(EventTypes.Member, BotBench.Robot.Value, new { membership = "join", is_direct = true }, BotBench.Robot.Value, DateTimeOffset.UnixEpoch);
        return builder;
    }

    public RoomBuilder State(string type, string key, string sender, object content)
    {
        _state.Add(Event(type, sender, content, key, DateTimeOffset.UnixEpoch));
        return this;
    }

    /// <summary>A message of now.</summary>
    public RoomBuilder Says(string user, string body, DateTimeOffset at, string? eventId = null, string? replyTo = null) => Sends(
        user,
        EventTypes.Message,
        replyTo is null
            ? new { msgtype = "m.text", body }
            : new Dictionary<string, object> { ["msgtype"] = "m.text", ["body"] = body, ["m.relates_to"] = new Dictionary<string, object> { ["m.in_reply_to"] = new { event_id = replyTo } } },
        at,
        eventId);

    public RoomBuilder Sends(string user, string type, object content, DateTimeOffset at, string? eventId = null, string? stateKey = null)
    {
        _timeline.Add(Event(type, user, content, stateKey, at, eventId));
        return this;
    }

    public RoomBuilder Event(MatrixEvent matrixEvent)
    {
        _timeline.Add(matrixEvent);
        return this;
    }

    /// <summary>Events were left out before these.</summary>
    public RoomBuilder Limited(string prevBatch)
    {
        (_limited, _prevBatch) = (true, prevBatch);
        return this;
    }

    public JoinedRoom Build() => new() { State = _state, Timeline = new Timeline(_timeline, _limited, _prevBatch) };

    public static MatrixEvent Event(string type, string sender, object content, string? stateKey, DateTimeOffset at, string? eventId = null) => new()
    {
        Type = type,
        EventId = new EventId(eventId ?? $"$bench{Interlocked.Increment(ref _events)}"),
        Sender = new UserId(sender),
        OriginServerTs = at.ToUnixTimeMilliseconds(),
        StateKey = stateKey,
        ContentJson = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(content)),
    };
}
