using RupnBot.Matrix;

namespace RupnBot.Crypto;

// Before a message can be encrypted (specification, "Sending an encrypted event"): everyone's devices are known, each has an Olm session, and
// the room's key is with all of them. For all rooms of a digest at once, because requests are what costs.
public sealed partial class CryptoMachine
{
    private const int QueryLimit = 250;

    // Far more than there ever are; each is confirmed before the next digest.
    private const int MaximumStoredRequests = 10_000;

    /// <summary>
    /// What is to be done before messages can be encrypted in these rooms. Make the requests in their order, each answer given to
    /// <see cref="MarkSentAsync"/> in a step of its own, and prepare again until there are none; after a failed one prepare again at once, as its
    /// successors may have been replaced. First devices are asked for, then one-time keys are claimed, then keys are shared: as few requests as
    /// there can be, max(most rooms of one device, ⌈keys / limit⌉). May be called ahead, in idle time: a session near its end is replaced then.
    /// </summary>
    /// <param name="step">To be saved before a request is made.</param>
    /// <param name="rooms">The rooms, with their complete member lists.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<RoomPreparation> PrepareAsync(CryptoStep step, IReadOnlyList<RoomEncryption> rooms, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(rooms);
        var stored = (await step.ToDeviceAsync(MaximumStoredRequests, ct).ConfigureAwait(false)).ToDictionary(request => request.Id, StringComparer.Ordinal);
        var plan = await PlanAsync(step, rooms, isAhead: true, stored, ct).ConfigureAwait(false);
        IEnumerable<CryptoRequest> requests;
        if (plan.Waiting.Count > 0) requests = await AskForDevicesAsync(step, plan.Waiting, ct).ConfigureAwait(false);
        else if (plan.ToClaim.Count > 0) requests = Claims(plan.ToClaim, await ToDeviceLimitAsync(step, ct).ConfigureAwait(false));
        else
        {
            var made = await ShareAsync(step, plan, ct).ConfigureAwait(false);
            var under = plan.Rooms.SelectMany(room => room.InFlight).Distinct(StringComparer.Ordinal).Select(stored.GetValueOrDefault).OfType<ToDeviceRecord>();
            requests = under.Concat(made).OrderBy(request => request.CreatedAt).ThenBy(request => request.Id, StringComparer.Ordinal).Select(Request);
        }

        return new RoomPreparation { Requests = [.. requests], Ready = [.. plan.Rooms.Where(room => room.IsReady).Select(room => room.Room.Room)] };
    }

    /// <summary>Whether a message may be encrypted now: every device that is to have the key, and can be reached, has it.</summary>
    public async Task<bool> IsReadyAsync(CryptoStep step, RoomEncryption room, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(room);
        var plan = await PlanAsync(step, [room], isAhead: false, stored: null, ct).ConfigureAwait(false);
        return plan.Rooms[0].IsReady;
    }

    /// <summary>Somebody who has the room's key is not to read on: a member left, was banned, or the like. The next message gets another session.</summary>
    public async Task InvalidateAsync(CryptoStep step, RoomId room, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (await step.OutboundSessionAsync(room, ct).ConfigureAwait(false) is { IsInvalid: false } session) step.Put(session with { IsInvalid = true });
    }

    private async Task<IEnumerable<CryptoRequest>> AskForDevicesAsync(CryptoStep step, IReadOnlyCollection<UserId> waiting, CancellationToken ct)
    {
        await TrackAsync(step, waiting, ct).ConfigureAwait(false);
        var users = await step.UsersAsync(waiting, ct).ConfigureAwait(false);
        return users.Values.OrderBy(user => user.User).Chunk(QueryLimit)
            .Select(asked => QueryRequest(asked.Select(user => user.User), asked.ToDictionary(user => user.User, user => user.Version)));
    }
}
