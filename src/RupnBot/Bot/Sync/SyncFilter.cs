using System.Text.Json;
using RupnBot.Matrix;

namespace RupnBot.Bot.Sync;

/// <summary>Asks /sync for what is used and nothing else: no typing, no presence, and receipts only when somebody wants them.</summary>
internal static class SyncFilter
{
    private static readonly string[] State =
    [
        EventTypes.Member, EventTypes.RoomName, EventTypes.CanonicalAlias, EventTypes.PowerLevels, EventTypes.Create, EventTypes.Tombstone,
        EventTypes.JoinRules, EventTypes.HistoryVisibility, EventTypes.Encryption, EventTypes.AccessRules,
    ];

    private static readonly string[] Messages =
    [
        EventTypes.Message, EventTypes.Reaction, EventTypes.Redaction, EventTypes.PollStart, EventTypes.PollResponse, EventTypes.PollEnd,
        EventTypes.StablePollStart, EventTypes.StablePollResponse, EventTypes.StablePollEnd, EventTypes.Encrypted,
    ];

    /// <summary>The first sync ever reads no history; Synapse gives at most 100 events a room in any.</summary>
    /// <param name="since">The position asked from.</param>
    /// <param name="receipts">How far people have read is wanted. Of the first sync it never is: it would bring everybody's, of every room.</param>
    public static string For(string? since, bool receipts = false) => Write(since is null ? 1 : 100, since is not null && receipts ? [EventTypes.Receipt] : []);

    /// <summary>The same choice for the pages of a gap.</summary>
    public static string Timeline { get; } = JsonSerializer.Serialize(new { types = State.Concat(Messages), lazy_load_members = false });

    private static string Write(int limit, string[] ephemeral) => JsonSerializer.Serialize(new
    {
        presence = new { types = Array.Empty<string>() },
        account_data = new { types = Array.Empty<string>() },
        room = new
        {
            account_data = new { types = Array.Empty<string>() },
            ephemeral = new { types = ephemeral },
            state = new { types = State, lazy_load_members = false },
            timeline = new { types = State.Concat(Messages), limit, lazy_load_members = false },
        },
    });
}
