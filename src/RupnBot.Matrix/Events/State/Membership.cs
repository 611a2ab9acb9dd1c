namespace RupnBot.Matrix;

/// <summary>A user's standing in a room.</summary>
public enum Membership
{
    /// <summary>Not in the room: left, refused, or kicked. Also what an unknown word means: the least of them.</summary>
    Leave,

    /// <summary>Invited, has not answered.</summary>
    Invite,

    /// <summary>In the room.</summary>
    Join,

    /// <summary>Shut out.</summary>
    Ban,

    /// <summary>Asks to be let in.</summary>
    Knock,
}
