using RupnBot.Matrix;

namespace RupnBot.Bot.Session;

/// <summary>The login all workers share. Lost or not yet there, they wait; the <see cref="SessionKeeper"/> brings it back.</summary>
public sealed class BotSession
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _ready = NewSource();
    private TaskCompletionSource<MatrixException> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private MatrixClient? _client;

    /// <summary>The client, whose requests wait for their turn.</summary>
    public MatrixClient Client => _client ?? throw new MatrixException(MatrixFailure.NoSession, "Not logged in yet.");

    /// <summary>The same login for the dispatcher, which has waited for its turn already.</summary>
    public MatrixClient Unpaced => Client.WithoutPacing();

    public UserId Self { get; private set; }

    public DeviceId DeviceId { get; private set; }

    public bool IsReady => _ready.Task.IsCompletedSuccessfully;

    public Task ReadyAsync(CancellationToken cancellationToken) => _ready.Task.WaitAsync(cancellationToken);

    /// <summary>Told by a worker whose request was refused for want of a valid login.</summary>
    public void ReportLost(MatrixException reason)
    {
        lock (_lock)
        {
            if (!IsReady) return;
            _ready = NewSource();
            _lost.TrySetResult(reason);
        }
    }

    internal void Provide(MatrixClient client, UserId self, DeviceId device)
    {
        lock (_lock)
        {
            (_client, Self, DeviceId) = (client, self, device);
            _lost = new TaskCompletionSource<MatrixException>(TaskCreationOptions.RunContinuationsAsynchronously);
            _ready.TrySetResult();
        }
    }

    internal Task<MatrixException> LostAsync(CancellationToken cancellationToken) => _lost.Task.WaitAsync(cancellationToken);

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
