using System.Diagnostics.Metrics;

namespace RupnBot.Operations.Metrics;

/// <summary>What happens, counted where it happens. Labels are kinds and outcomes only: no room, no person, no address.</summary>
internal static class BotMetrics
{
    public const string MeterName = "RupnBot";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> Syncs = Meter.CreateCounter<long>("rupnbot_syncs", description: "Syncs, by outcome: stored or failed.");
    private static readonly Histogram<double> SyncSeconds = Meter.CreateHistogram<double>("rupnbot_sync_store_seconds", "s", "Time to store what one sync brought.");
    private static readonly Counter<long> Events = Meter.CreateCounter<long>("rupnbot_events", description: "Timeline events shown to handlers, by outcome: handled or failed.");
    private static readonly Counter<long> Outbox = Meter.CreateCounter<long>("rupnbot_outbox", description: "Sending attempts, by kind and outcome: Sent, Postponed, Refused, Absent, FilePlaced.");
    private static readonly Counter<long> Throttled = Meter.CreateCounter<long>("rupnbot_throttled", description: "Times the homeserver asked to slow down.");
    private static readonly Counter<long> Jobs = Meter.CreateCounter<long>("rupnbot_jobs", description: "Network jobs, by kind and outcome: done or postponed.");

    private static readonly Counter<long> Unread = Meter.CreateCounter<long>("rupnbot_undecryptable", description: "Encrypted events that could not be read when they came, by reason.");

    public static void Undecryptable(string reason) => Unread.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public static void SyncStored(TimeSpan took)
    {
        Syncs.Add(1, Outcome("stored"));
        SyncSeconds.Record(took.TotalSeconds);
    }

    public static void SyncFailed() => Syncs.Add(1, Outcome("failed"));

    public static void EventsHandled(int count) => Events.Add(count, Outcome("handled"));

    public static void EventFailed() => Events.Add(1, Outcome("failed"));

    /// <param name="kind">Bounded: the kind of a row, never its content's type.</param>
    public static void Sending(string kind, string outcome) => Outbox.Add(1, new KeyValuePair<string, object?>("kind", kind), Outcome(outcome));

    public static void SlowedDown() => Throttled.Add(1);

    public static void Job(string kind, string outcome) => Jobs.Add(1, new KeyValuePair<string, object?>("kind", kind), Outcome(outcome));

    private static KeyValuePair<string, object?> Outcome(string name) => new("outcome", name);
}
