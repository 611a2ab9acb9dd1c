using System.Threading.Channels;
using Microsoft.Extensions.Options;
using RupnBot.Bot.Pacing;
using RupnBot.Bot.Session;
using RupnBot.Configuration;
using RupnBot.Matrix;
using RupnBot.Operations.Metrics;
using RupnBot.Storage;

namespace RupnBot.Bot.Outbox;

/// <summary>
/// Sends what the outbox holds: the most urgent first, one request a room at a time, at the server's pace. It waits for its turn first and
/// chooses the row then, so that an answer to a person never stands behind a digest already chosen.
/// </summary>
public sealed class OutboxDispatcher(
    OutboxStore store, OutboxSender sender, BotSession session, RequestPacer pacer, OutboxSignal signal, IOptions<MatrixOptions> options, TimeProvider time)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(30);

    // Looks for further answers before what came is stored: together far shorter than a busy server takes for one.
    private const int Gatherings = 5;
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(3);

    private readonly Channel<(RoomId Room, IReadOnlyList<SendOutcome> Outcomes)> _ended = Channel.CreateUnbounded<(RoomId, IReadOnlyList<SendOutcome>)>();
    private readonly HashSet<RoomId> _busy = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Turn? turn = null;
        try
        {
            while (true)
            {
                await session.ReadyAsync(cancellationToken);
                var outcomes = Drain();
                var free = options.Value.SendsInFlight - _busy.Count;
                var wait = LookAgain;
                // Where no pace is kept, what ended is stored and what comes next is taken in one commit.
                if (pacer.IsUnlimited && outcomes.Count > 0 && free > 0) turn ??= Turn.For(RequestPriority.Bulk, null, pacer, cancellationToken);
                if (turn is { IsGranted: true } && free > 0)
                {
                    turn.Dispose();
                    turn = null;
                    var claimed = await store.StepAsync(outcomes, pacer.IsUnlimited ? free : 1, _busy, session.DeviceId.Value, cancellationToken);
                    foreach (var message in claimed) Start(message, cancellationToken);
                    outcomes = [];
                    free -= claimed.Count;
                }
                else if (outcomes.Count > 0)
                {
                    await store.StepAsync(outcomes, 0, _busy, session.DeviceId.Value, cancellationToken);
                }

                if (free > 0)
                {
                    (var priority, wait) = await store.NextAsync(_busy, LookAgain, cancellationToken);
                    turn = Turn.For(priority, turn, pacer, cancellationToken);
                    if (turn is { IsGranted: true }) continue;
                }

                await WaitAsync(turn, wait, cancellationToken);
                if (pacer.IsUnlimited) await GatherAsync(cancellationToken);
            }
        }
        finally
        {
            turn?.Cancel();
        }
    }

    // Answers come together: they share one commit, and what follows them leaves together, which costs the server less.
    private async Task GatherAsync(CancellationToken cancellationToken)
    {
        for (var i = 0; i < Gatherings && _ended.Reader.Count is > 0 and var ended && ended + 1 < _busy.Count; i++) await Task.Delay(Gathering, cancellationToken);
    }

    private List<SendOutcome> Drain()
    {
        var outcomes = new List<SendOutcome>();
        while (_ended.Reader.TryRead(out var ended))
        {
            _busy.Remove(ended.Room);
            outcomes.AddRange(ended.Outcomes);
        }

        return outcomes;
    }

    private void Start(ClaimedMessage message, CancellationToken cancellationToken)
    {
        _busy.Add(message.Row.RoomId);
        _ = Task.Run(
            async () =>
            {
                IReadOnlyList<SendOutcome> outcomes = [new Postponed(message.Row.Id, OutboxRules.Backoff(message.Row.Attempts, null), "error")];
                try
                {
                    outcomes = await sender.SendAsync(message, cancellationToken);
                    foreach (var outcome in outcomes) BotMetrics.Sending(message.Row.Kind.ToString(), outcome.GetType().Name);
                }
                finally
                {
                    _ended.Writer.TryWrite((message.Row.RoomId, outcomes));
                }
            },
            CancellationToken.None);
    }

    private async Task WaitAsync(Turn? turn, TimeSpan wait, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var changed = signal.Changed.WaitAsync(wait, time, ended.Token);
        var sent = _ended.Reader.WaitToReadAsync(ended.Token).AsTask();
        await Task.WhenAny(turn is null ? [changed, sent] : [changed, sent, turn.Granted]);
        await ended.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>A place in the pacer's queue; given back when something more urgent wants it, or nothing does.</summary>
    private sealed class Turn(RequestPriority priority, Task granted, CancellationTokenSource source) : IDisposable
    {
        public Task Granted => granted;

        public bool IsGranted => granted.IsCompletedSuccessfully;

        public static Turn? For(RequestPriority? wanted, Turn? current, RequestPacer pacer, CancellationToken cancellationToken)
        {
            // A turn that was granted and not yet used stays: it is a request's worth of time.
            if (current is { IsGranted: true }) return current;
            if (wanted is not { } urgency)
            {
                current?.Cancel();
                return null;
            }

            if (current is not null && current.Priority <= urgency) return current;
            current?.Cancel();
            var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            return new Turn(urgency, pacer.WaitAsync(urgency, source.Token).AsTask(), source);
        }

        public RequestPriority Priority => priority;

        public void Cancel()
        {
            source.Cancel();
            source.Dispose();
        }

        /// <summary>Lets go of the stopping token, which lives as long as the process.</summary>
        public void Dispose() => source.Dispose();
    }
}
