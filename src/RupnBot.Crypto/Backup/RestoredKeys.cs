using RupnBot.Matrix;

namespace RupnBot.Crypto;

/// <summary>What came out of a backup.</summary>
public sealed record RestoredKeys
{
    /// <summary>Sessions that can be read now, or from a lower index: what waits for them is tried again.</summary>
    public IReadOnlyList<(RoomId Room, string SessionId)> Sessions { get; init; } = [];

    /// <summary>Sessions that were here already, as good or better.</summary>
    public int Known { get; init; }

    /// <summary>Entries that were refused, by reason.</summary>
    public IReadOnlyDictionary<CryptoFailure, int> Refused { get; init; } = new Dictionary<CryptoFailure, int>();
}
