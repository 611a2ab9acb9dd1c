using Microsoft.EntityFrameworkCore;
using RupnBot.Digests.Slots;
using RupnBot.Matrix;
using RupnBot.Scheduling.Calendar;
using RupnBot.Scheduling.Dates;
using RupnBot.Scheduling.Slots;
using RupnBot.Storage;

namespace RupnBot.Subscriptions;

/// <summary>Makes subscriptions and changes their cadence; who may was settled before.</summary>
internal sealed class SubscriptionBook(CurrentWorkingTime working)
{
    /// <summary>What a cadence left out means here.</summary>
    public CadenceDefaults Defaults
    {
        get
        {
            var hours = working.Now.Hours;
            var standard = CadenceDefaults.Standard;
            return standard with { Hours = hours, Time = hours.Contains(standard.Time) ? standard.Time : hours.Opening };
        }
    }

    /// <summary>Subscribes a salon; a second time it changes the cadence, or with none said only repeats it. Null when it has all it may have.</summary>
    public async Task<Subscribed?> PutAsync(
        BotDbContext db, RoomId salon, SubscriptionTarget target, Cadence? cadence, UserId? by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var existing = await db.Set<Subscription>().AsTracking().Where(other => other.RoomId == salon).ToListAsync(cancellationToken);
        // Whatever a salon is subscribed to brings its finds along.
        if (existing.Find(other => other.Kind == SubscriptionKind.Finds) is { } finds && target.Kind != SubscriptionKind.Finds)
        {
            db.Remove(finds);
            existing.Remove(finds);
        }

        var subscription = existing.Find(other => other.Target == target.Key);
        var wasThere = subscription is not null;
        if (!wasThere && existing.Count >= Subscription.MostInASalon) return null;
        var code = cadence is null ? subscription?.Cadence : CadenceCode.Write(cadence);
        code ??= CadenceCode.Write(Defaults.Cadence);
        var changes = subscription?.Cadence != code;
        if (subscription is null)
        {
            subscription = new Subscription
            {
                RoomId = salon, Kind = target.Kind, SourceId = target.SourceId, FoldedTopic = target.FoldedTopic, Target = target.Key,
                Label = target.Label, Cadence = code, CreatedBy = by, CreatedAt = now,
            };
            db.Add(subscription);
        }

        (subscription.Cadence, subscription.CreatedBy) = (code, by);
        if (changes) await StartAsync(db, subscription, now, cancellationToken);
        var zone = working.Now.TimeZone;
        var day = LocalInstant.DateOf(subscription.SlotDue, zone);
        var others = existing.Where(other => other != subscription && LocalInstant.DateOf(other.SlotDue, zone) == day).Select(other => other.SlotDue).ToList();
        return new Subscribed(subscription, wasThere, others.Append(subscription.SlotDue).Min(), others.Count > 0);
    }

    // A salon that had its digest today gets the next another day, and the first date told must be the true one.
    private async Task StartAsync(BotDbContext db, Subscription subscription, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var time = working.Now;
        var today = LocalInstant.DateOf(now, time.TimeZone);
        var hadToday = await db.Set<DigestSlot>().AnyAsync(slot => slot.RoomId == subscription.RoomId && slot.Day == today && slot.OutboxId != null, cancellationToken);
        var after = hadToday ? LocalInstant.At(today.AddDays(1), TimeOnly.MinValue, time.TimeZone) : now;
        SlotPlan.Start(subscription, new SlotCalculator(time), after);
    }
}

/// <summary>What came of it.</summary>
/// <param name="Subscription">As it is now.</param>
/// <param name="WasThere">The salon had it before.</param>
/// <param name="First">When its next digest comes, which another subscription of that day may bring forward.</param>
/// <param name="IsShared">Others come with it.</param>
internal sealed record Subscribed(Subscription Subscription, bool WasThere, DateTimeOffset First, bool IsShared);
