using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Messages;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Rooms;
using RupnBot.Digests.Rendering;
using RupnBot.Digests.Slots;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Scheduling.Calendar;
using RupnBot.Scheduling.Slots;
using RupnBot.Storage;
using RupnBot.Subscriptions;

namespace RupnBot.Digests;

/// <summary>One salon whose time has come, inside one transaction: decides on each due slot, merges those of today, queues the digest, moves on.</summary>
internal sealed class DigestRoomStep(CurrentWorkingTime working, DigestComposer composer, Texts texts)
{
    /// <summary>A digest agreed for the very end of the day may still leave.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(15);

    public async Task RunAsync(BotDbContext db, RoomId salon, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var time = working.Now;
        var calculator = new SlotCalculator(time);
        var subscriptions = await db.Set<Subscription>().AsTracking().Where(subscription => subscription.RoomId == salon).OrderBy(subscription => subscription.Id).ToListAsync(cancellationToken);
        var due = subscriptions.Where(subscription => subscription.NextAt <= now).ToList();
        var room = await db.FindAsync<Room>([salon], cancellationToken);
        if (room is not { Membership: RoomMembership.Joined, Successor: null })
        {
            // Moving to its successor, or not back yet: the handlers of leaving and of moving decide what becomes of it.
            due.ForEach(subscription => subscription.NextAt = now + LookAgain);
            return;
        }

        var ready = new List<Subscription>();
        foreach (var subscription in due)
            if (await IsReadyAsync(db, subscription, calculator, time, now, cancellationToken)) ready.Add(subscription);
        if (ready.Count == 0) return;
        await SpeakAsync(db, room, subscriptions, ready, time, now, cancellationToken);
    }

    /// <summary>Skips slots until one is to be sent now or later.</summary>
    private static async Task<bool> IsReadyAsync(BotDbContext db, Subscription subscription, SlotCalculator calculator, WorkingTime time, DateTimeOffset now, CancellationToken cancellationToken)
    {
        while (true)
        {
            switch (calculator.Decide(SlotPlan.CadenceOf(subscription), SlotPlan.SlotOf(subscription), now))
            {
                case SlotDecision.SendNow:
                    return true;
                case SlotDecision.WaitUntil wait:
                    subscription.NextAt = wait.Instant;
                    return false;
                case SlotDecision.Skip skip:
                    await SkipAsync(db, subscription.RoomId, LocalInstant.DateOf(subscription.SlotDue, time.TimeZone), skip.Reason.ToString(), now, cancellationToken);
                    SlotPlan.Advance(subscription, calculator);
                    break;
            }
        }
    }

    private async Task SpeakAsync(
        BotDbContext db, Room room, List<Subscription> subscriptions, List<Subscription> ready, WorkingTime time, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var calculator = new SlotCalculator(time);
        var today = LocalInstant.DateOf(now, time.TimeZone);
        var slot = await FindAsync(db, room.Id, today, cancellationToken);
        if (slot is { OutboxId: not null })
        {
            // The salon had today's digest before this subscription was made, or this one is late: one a day, so the next working morning.
            ready.ForEach(subscription => subscription.NextAt = time.OpeningOf(time.NextWorkingDay(today)));
            return;
        }

        // What else comes round today is said now too.
        var together = subscriptions.Where(subscription => ready.Contains(subscription) || LocalInstant.DateOf(subscription.SlotDue, time.TimeZone) == today).ToList();
        foreach (var subscription in together) SlotPlan.Advance(subscription, calculator);
        if (await db.FindAsync<SalonPause>([room.Id], cancellationToken) is { } pause && pause.HoldsAt(now))
        {
            await SkipAsync(db, room.Id, today, "Paused", now, cancellationToken);
            return;
        }

        if (slot is null) db.Add(slot = new DigestSlot { RoomId = room.Id, Day = today });
        (slot.At, slot.Reason, slot.Label) = (now, null, composer.LabelOf(together));
        await FillAsync(db, slot, together, time, now, cancellationToken);
    }

    private async Task FillAsync(BotDbContext db, DigestSlot slot, List<Subscription> together, WorkingTime time, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var selection = await DigestComposer.SelectAsync(db, slot.RoomId, together, now, cancellationToken);
        if (selection.IsEmpty)
        {
            slot.State = DigestState.Empty;
            return;
        }

        var articles = await composer.ArticlesAsync(db, selection.Shown, cancellationToken, selection.Also);
        var (body, shown) = DigestRenderer.Fit(new DigestContent(slot.Label, articles, selection.More), texts);
        var closing = LocalInstant.At(slot.Day, time.Hours.Closing, time.TimeZone);
        var row = await db.QueueAsync(
            new OutgoingMessage(slot.RoomId, body.ToMessage(notice: false))
            {
                Priority = RequestPriority.Bulk,
                Key = $"digest:{slot.RoomId}:{slot.Day:yyyy-MM-dd}",
                NotAfter = closing > now + Grace ? closing : now + Grace,
                TellRoomId = await AskerChatAsync(db, together, cancellationToken),
            },
            now,
            cancellationToken);
        (slot.State, slot.Offered, slot.Shown) = (DigestState.Pending, selection.Offered.Count, shown);
        await db.SaveChangesAsync(cancellationToken);
        slot.OutboxId = row.Id;
        db.AddRange(selection.Offered.Select((article, place) => new ArticleOffer { RoomId = slot.RoomId, ArticleId = article, SlotId = slot.Id, Position = place, At = now }));
        // What tells the same is offered with it, and has no place of its own to be read at.
        db.AddRange(selection.Also.Values.SelectMany(others => others).Select(article => new ArticleOffer { RoomId = slot.RoomId, ArticleId = article, SlotId = slot.Id, Position = -1, At = now }));
    }

    /// <summary>The direct chat of whoever subscribed, to be told when the salon refuses the digest.</summary>
    private static async Task<RoomId?> AskerChatAsync(BotDbContext db, List<Subscription> together, CancellationToken cancellationToken)
    {
        foreach (var asker in together.Where(subscription => subscription.CreatedBy is not null).Select(subscription => subscription.CreatedBy!.Value).Distinct())
            if (await DirectChats.OfAsync(db, asker, cancellationToken) is { } chat) return chat.Id;
        return null;
    }

    private static async Task SkipAsync(BotDbContext db, RoomId salon, DateOnly day, string reason, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await FindAsync(db, salon, day, cancellationToken) is not null) return;
        db.Add(new DigestSlot { RoomId = salon, Day = day, State = DigestState.Skipped, Reason = reason, At = now });
    }

    private static async Task<DigestSlot?> FindAsync(BotDbContext db, RoomId salon, DateOnly day, CancellationToken cancellationToken) =>
        db.Set<DigestSlot>().Local.FirstOrDefault(slot => slot.RoomId == salon && slot.Day == day)
        ?? await db.Set<DigestSlot>().AsTracking().FirstOrDefaultAsync(slot => slot.RoomId == salon && slot.Day == day, cancellationToken);
}
