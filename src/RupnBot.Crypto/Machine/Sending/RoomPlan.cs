using RupnBot.Matrix;

namespace RupnBot.Crypto;

/// <summary>What one room lacks before a message may be encrypted there.</summary>
internal sealed class RoomPlan(RoomEncryption room)
{
    public RoomEncryption Room => room;

    /// <summary>The session to write with; null when another must be made.</summary>
    public OutboundSessionRecord? Session { get; set; }

    /// <summary>Who has the key of that session.</summary>
    public IReadOnlyDictionary<(UserId User, DeviceId Device), KeyShareRecord> Shares { get; set; } = new Dictionary<(UserId, DeviceId), KeyShareRecord>();

    /// <summary>Somebody's devices must be asked for first.</summary>
    public bool IsWaiting { get; set; }

    /// <summary>Devices that are to have the key and do not.</summary>
    public List<DeviceRecord> Lacking { get; } = [];

    /// <summary>Devices that get no key and have not been told so; nobody waits for that.</summary>
    public List<(DeviceRecord Device, string Code)> Untold { get; } = [];

    /// <summary>Stored requests that carry the key and are not confirmed.</summary>
    public HashSet<string> InFlight { get; } = new(StringComparer.Ordinal);

    /// <summary>A message may be encrypted now.</summary>
    public bool IsReady => Session is not null && !IsWaiting && Lacking.Count == 0 && InFlight.Count == 0;
}

/// <summary>What some rooms lack, and what has to be asked for first.</summary>
internal sealed record SharingPlan(IReadOnlyList<RoomPlan> Rooms)
{
    /// <summary>Members whose devices nobody has asked for yet, or has to ask for again.</summary>
    public required IReadOnlyCollection<UserId> Waiting { get; init; }

    /// <summary>Devices without a session to send with, or with a broken one, which may be asked for a one-time key.</summary>
    public IReadOnlyList<DeviceRecord> ToClaim { get; set; } = [];
}

/// <summary>Why a device gets no key (specification, "m.room_key.withheld").</summary>
internal static class WithheldCode
{
    public const string Unverified = "m.unverified";
    public const string Blacklisted = "m.blacklisted";
    public const string NoOlm = "m.no_olm";

    /// <summary>The server refuses to carry the message to this one device: never told, tried again later.</summary>
    public const string Undeliverable = "undeliverable";
}
