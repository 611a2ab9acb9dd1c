using RupnBot.Bot.Rooms;
using RupnBot.Crypto;
using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Bot.Encryption;

/// <summary>A room's part of a /sync answer, on its way to be deciphered.</summary>
/// <param name="Room">The room.</param>
/// <param name="Events">Its timeline.</param>
/// <param name="State">Its state, and the state in its timeline.</param>
/// <param name="IsHistory">All of it is from before the bot's own time.</param>
internal sealed record EncryptedTimeline(Room Room, IReadOnlyList<MatrixEvent> Events, IEnumerable<MatrixEvent> State, bool IsHistory);

/// <summary>What a sync brings for the encryption: keys first, then the events they open, then those that waited for them.</summary>
public sealed partial class SyncDecryption(BotCrypto crypto, EventDecryption events, LateEvents lateEvents, KeySignal signal, ILogger<SyncDecryption> logger)
{
    internal async Task<(IReadOnlyDictionary<RoomId, IReadOnlyList<ReadableEvent>> Timelines, IReadOnlyList<LateEvent> Late)> ReceiveAsync(
        BotDbContext db, SyncResponse response, IReadOnlyList<EncryptedTimeline> timelines, CancellationToken cancellationToken)
    {
        using var step = crypto.Begin(db);
        var read = new Dictionary<RoomId, IReadOnlyList<ReadableEvent>>();
        IReadOnlyList<LateEvent> late = [];
        if (await step.AccountAsync(cancellationToken) is not null)
        {
            var received = await crypto.Machine.ReceiveAsync(step, Read(response), cancellationToken);
            foreach (var (_, failure) in received.Refused) Log.Refused(logger, failure);
            foreach (var timeline in timelines.Where(timeline => timeline.Room.IsEncrypted))
            {
                await FollowMembersAsync(step, timeline, cancellationToken);
                read[timeline.Room.Id] = await events.ReadAsync(step, timeline.Room.Id, timeline.Events, timeline.IsHistory, keepsUnread: true, cancellationToken);
            }

            late = await lateEvents.RetryAsync(step, received.Sessions, cancellationToken);
            await step.SaveAsync(cancellationToken);
            signal.Changed.Pulse();
        }

        foreach (var timeline in timelines.Where(timeline => !read.ContainsKey(timeline.Room.Id)))
            read[timeline.Room.Id] = [.. timeline.Events.Select(found => new ReadableEvent(found, null))];
        return (read, late);
    }

    // The devices of those who come are asked for; the key of those who go is changed.
    private async Task FollowMembersAsync(CryptoStep step, EncryptedTimeline timeline, CancellationToken cancellationToken)
    {
        var come = new HashSet<UserId>();
        var hasGone = false;
        foreach (var state in timeline.State)
        {
            if (state.Content is not MemberContent member || !UserId.TryParse(state.StateKey, out var user)) continue;
            if (member.Membership is Membership.Join or Membership.Invite) come.Add(user);
            else hasGone = true;
        }

        if (come.Count > 0) await crypto.Machine.TrackAsync(step, come, cancellationToken);
        if (hasGone) await crypto.Machine.InvalidateAsync(step, timeline.Room.Id, cancellationToken);
    }

    private static EncryptionSync Read(SyncResponse response) => new()
    {
        ToDevice = [.. response.ToDevice.Select(message => new ToDeviceEvent(message.Type, message.Sender?.Value ?? "", message.RawContent))],
        ChangedUsers = response.DeviceLists.Changed,
        LeftUsers = response.DeviceLists.Left,
        OneTimeKeyCounts = response.DeviceOneTimeKeysCount,
        UnusedFallbackKeys = response.UnusedFallbackKeyTypes,
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A message to this device was refused: {Failure}")]
        public static partial void Refused(ILogger logger, CryptoFailure failure);
    }
}
