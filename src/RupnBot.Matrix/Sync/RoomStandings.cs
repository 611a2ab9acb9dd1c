namespace RupnBot.Matrix;

/// <summary>The rooms the account is in, invited to and out of, kept up from one sync to the next. Not safe for several threads.</summary>
public sealed class RoomStandings
{
    private readonly Dictionary<RoomId, Membership> _rooms = [];

    /// <summary>Rooms the account is in.</summary>
    public IEnumerable<RoomId> Joined => Those(Membership.Join);

    /// <summary>Rooms the account is invited to.</summary>
    public IEnumerable<RoomId> Invited => Those(Membership.Invite);

    /// <summary>Rooms the account left, as far as the server told.</summary>
    public IEnumerable<RoomId> Left => Those(Membership.Leave);

    /// <summary>The account's standing in a room; null when nothing was said of it.</summary>
    public Membership? this[RoomId room] => _rooms.TryGetValue(room, out var standing) ? standing : null;

    /// <summary>Takes in what a sync says.</summary>
    public void Apply(SyncResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        foreach (var room in response.Rooms.Join.Keys) _rooms[room] = Membership.Join;
        foreach (var room in response.Rooms.Invite.Keys) _rooms[room] = Membership.Invite;
        foreach (var room in response.Rooms.Leave.Keys) _rooms[room] = Membership.Leave;
    }

    private IEnumerable<RoomId> Those(Membership standing) => _rooms.Where(room => room.Value == standing).Select(room => room.Key);
}
