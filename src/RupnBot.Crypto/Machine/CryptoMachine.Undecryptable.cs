using RupnBot.Matrix;

namespace RupnBot.Crypto;

/// <summary>Events whose key has not come yet: kept, at most 1,000 of them and 14 days, and read when it comes.</summary>
public sealed partial class CryptoMachine
{
    /// <summary>Keeps an event that may be read later; the oldest goes when there are too many. An oversized one is not kept, nor one removed in this step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="room">Where it was sent.</param>
    /// <param name="e">The event.</param>
    /// <param name="json">The whole event as it came, UTF-8 JSON.</param>
    /// <param name="failure">Why it cannot be read yet.</param>
    /// <param name="isHistory">It came from before the bot's own join or first start: never a command.</param>
    /// <returns>Whether it is kept.</returns>
    public bool KeepUndecryptable(CryptoStep step, RoomId room, EncryptedEvent e, ReadOnlySpan<byte> json, CryptoFailure failure, bool isHistory)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(e);
        if (Wire.Text(e.Content, "session_id") is not { Length: > 0 } sessionId || json.Length > InboundLimits.KeptEvent || step.Changes.Removed.Contains((room, e.Event))) return false;
        var now = time.GetUtcNow();
        step.Changes.Undecryptable[e.Event] = new UndecryptableRecord(e.Event)
        {
            Room = room,
            SessionId = sessionId,
            Json = json.ToArray(),
            Failure = failure,
            IsHistory = isHistory,
            At = now,
        };
        step.Changes.MaximumUndecryptable = InboundLimits.WaitingEvents;
        step.Changes.ForgetUndecryptableBefore = now - InboundLimits.Waiting;
        return true;
    }

    /// <summary>The events that wait for this session's key, oldest first; those of this step too.</summary>
    public async Task<IReadOnlyList<UndecryptableRecord>> WaitingAsync(CryptoStep step, RoomId room, string sessionId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(step);
        var oldest = time.GetUtcNow() - InboundLimits.Waiting;
        var stored = await step.Store.UndecryptableAsync(room, sessionId, ct).ConfigureAwait(false);
        var kept = step.Changes.Undecryptable.Values.OfType<UndecryptableRecord>().Where(waiting => waiting.Room == room && waiting.SessionId == sessionId);
        return [.. stored.Where(waiting => !step.Changes.Undecryptable.ContainsKey(waiting.Event)).Concat(kept)
            .Where(waiting => waiting.At >= oldest && !step.Changes.Removed.Contains((room, waiting.Event))).OrderBy(waiting => waiting.At)];
    }

    /// <summary>The event was removed from this room: it waits no more, for whoever took it back does not want it acted on when its key comes.</summary>
    public static void Remove(CryptoStep step, RoomId room, EventId removed)
    {
        ArgumentNullException.ThrowIfNull(step);
        step.Changes.Removed.Add((room, removed));
    }

    /// <summary>The event was read at last, or is given up.</summary>
    public static void ForgetUndecryptable(CryptoStep step, EventId e)
    {
        ArgumentNullException.ThrowIfNull(step);
        step.Changes.Undecryptable[e] = null;
    }
}
