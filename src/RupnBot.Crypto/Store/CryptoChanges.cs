using RupnBot.Matrix;

namespace RupnBot.Crypto;

/// <summary>All that one step changed: saved whole, in the transaction of what caused it, or not at all. Removals are saved first.</summary>
public sealed class CryptoChanges
{
    /// <summary>The own device.</summary>
    public AccountRecord? Account { get; set; }

    /// <summary>
    /// The store was restored from a copy: the sessions to write with, their shares and the requests not yet sent are forgotten, and nothing is
    /// sent with the Olm sessions there are. Saved before everything else.
    /// </summary>
    public bool AreSendingSessionsDropped { get; set; }

    /// <summary>By sender key and session id.</summary>
    public Dictionary<(string SenderKey, string SessionId), OlmSessionRecord> OlmSessions { get; } = [];

    /// <summary>Olm sessions to forget.</summary>
    public HashSet<(string SenderKey, string SessionId)> RemovedOlmSessions { get; } = [];

    /// <summary>Hashes of Olm ciphertexts decrypted, with when.</summary>
    public Dictionary<string, DateTimeOffset> SeenOlmMessages { get; } = [];

    /// <summary>Hashes older than this are forgotten.</summary>
    public DateTimeOffset? ForgetOlmMessagesBefore { get; set; }

    /// <summary>Sessions to read with.</summary>
    public Dictionary<(RoomId Room, string SessionId), InboundSessionRecord> InboundSessions { get; } = [];

    /// <summary>Another backup was made: no session is in it yet. Saved before the sessions.</summary>
    public bool IsBackupNew { get; set; }

    /// <summary>Rooms whose sessions stay out of the backup from now on.</summary>
    public HashSet<RoomId> KeptOutOfBackup { get; } = [];

    /// <summary>Of these nothing is left in the backup.</summary>
    public HashSet<RoomId> RemovedFromBackup { get; } = [];

    /// <summary>Sessions to write with; null: forgotten. The shares of the session before go with it.</summary>
    public Dictionary<RoomId, OutboundSessionRecord?> OutboundSessions { get; } = [];

    /// <summary>Who has which key.</summary>
    public Dictionary<(string SessionId, UserId User, DeviceId Device), KeyShareRecord> Shares { get; } = [];

    /// <summary>Followed users; null: followed no more, and their devices forgotten.</summary>
    public Dictionary<UserId, UserRecord?> Users { get; } = [];

    /// <summary>Devices; null: gone.</summary>
    public Dictionary<(UserId User, DeviceId Device), DeviceRecord?> Devices { get; } = [];

    /// <summary>Message indices used.</summary>
    public Dictionary<(RoomId Room, string SessionId, uint Index), ReplayRecord> Replays { get; } = [];

    /// <summary>
    /// Uses older than this are forgotten, and <see cref="InboundSessionRecord.UsesForgottenBelow"/> of their sessions rises above them. Done
    /// after the sessions are saved, and before the uses are.
    /// </summary>
    public DateTimeOffset? ForgetReplaysBefore { get; set; }

    /// <summary>Events that wait for a key; null: read at last, or given up.</summary>
    public Dictionary<EventId, UndecryptableRecord?> Undecryptable { get; } = [];

    /// <summary>Events removed from their rooms: what waits of them is forgotten.</summary>
    public HashSet<(RoomId Room, EventId Event)> Removed { get; } = [];

    /// <summary>Waiting events older than this are given up, and what was told of withheld keys is forgotten.</summary>
    public DateTimeOffset? ForgetUndecryptableBefore { get; set; }

    /// <summary>After saving no more than this many events wait: the oldest beyond are given up.</summary>
    public int? MaximumUndecryptable { get; set; }

    /// <summary>What was told of withheld keys.</summary>
    public Dictionary<(RoomId Room, string SessionId), WithheldRecord> Withheld { get; } = [];

    /// <summary>To-device requests; null: confirmed, or never to be sent.</summary>
    public Dictionary<string, ToDeviceRecord?> ToDevice { get; } = [];

    /// <summary>Named secrets; null: erased.</summary>
    public Dictionary<string, byte[]?> Secrets { get; } = [];
}
