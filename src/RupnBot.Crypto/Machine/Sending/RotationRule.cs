namespace RupnBot.Crypto;

/// <summary>
/// When a room's session is at its end (specification, "m.room.encryption": <c>rotation_period_ms</c>, <c>rotation_period_msgs</c>). The room's
/// state is written by its members, so that what it asks for is taken within bounds.
/// </summary>
internal static class RotationRule
{
    public static readonly TimeSpan ShortestPeriod = TimeSpan.FromHours(1);
    public static readonly TimeSpan LongestPeriod = TimeSpan.FromDays(28);
    public const int MostMessages = 1000;

    private static readonly TimeSpan DefaultPeriod = TimeSpan.FromDays(7);
    private const int DefaultMessages = 100;

    /// <summary>Whether the next message needs another session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="room">What the room asks for.</param>
    /// <param name="now">The time.</param>
    /// <param name="isAhead">Keys are shared in idle time: a session in its last tenth is replaced then, rather than in the middle of a digest.</param>
    public static bool IsOver(OutboundSessionRecord session, RoomEncryption room, DateTimeOffset now, bool isAhead)
    {
        var period = Period(room);
        var messages = Messages(room);
        if (isAhead)
        {
            period -= period / 10;
            messages -= messages / 10;
        }

        return now - session.CreatedAt >= period || session.Messages >= messages;
    }

    private static TimeSpan Period(RoomEncryption room)
    {
        var asked = room.RotationPeriod ?? DefaultPeriod;
        return asked < ShortestPeriod ? ShortestPeriod : asked > LongestPeriod ? LongestPeriod : asked;
    }

    private static int Messages(RoomEncryption room) => Math.Clamp(room.RotationMessages ?? DefaultMessages, 1, MostMessages);
}
