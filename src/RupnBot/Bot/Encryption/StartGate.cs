namespace RupnBot.Bot.Encryption;

/// <summary>
/// Holds the other workers while <see cref="DeviceStart"/> makes sure of the device. Nothing is asked for before: messages to a device come
/// once, and a device that is not ours would lose them. And nothing is said before a sync was stored: a copy of the database that was made and put
/// back within one life of the bot has no lower count of starts, and only our own words, coming back, tell that its ratchets were used since.
/// </summary>
public sealed class StartGate
{
    private readonly TaskCompletionSource _sure = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _synced = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The homeserver knows the device by no other keys than ours, and no later start of it.</summary>
    public Task SureAsync(CancellationToken cancellationToken) => _sure.Task.WaitAsync(cancellationToken);

    /// <summary>What happened while the bot was away is stored, at least its beginning and end.</summary>
    public Task SyncedAsync(CancellationToken cancellationToken) => _synced.Task.WaitAsync(cancellationToken);

    internal void MadeSure() => _sure.TrySetResult();

    internal void Synced() => _synced.TrySetResult();
}
