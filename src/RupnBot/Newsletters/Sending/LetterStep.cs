using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Messages;
using RupnBot.Localization;
using RupnBot.Newsletters.Records;
using RupnBot.Newsletters.Talking;
using RupnBot.Scheduling.Calendar;
using RupnBot.Storage;

namespace RupnBot.Newsletters.Sending;

/// <summary>
/// What a letter does next, inside one transaction: takes note of what has ended in the outbox, then queues for a few salons more. Only a few at a
/// time: digests and polls come in between, and pausing, correcting or ending act on all that has not left.
/// </summary>
internal sealed class LetterStep(LetterSalonList salons, LetterSender sender, LetterCorrector corrector, LetterWithdrawal withdrawal, LetterProgress progress, CurrentWorkingTime working, Texts texts)
{
    /// <summary>Salons whose messages are in the outbox at once.</summary>
    public const int Window = 10;

    /// <summary>Nobody looked for so long although it was due.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromHours(6);

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookAtRefusals = TimeSpan.FromMinutes(10);

    public async Task RunAsync(BotDbContext db, long id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await db.FindAsync<Newsletter>([id], cancellationToken) is not { NextAt: { } next } letter || next > now) return;
        var time = working.Now;
        if (letter.State is NewsletterState.Scheduled or NewsletterState.Sending && now - next > Stale) await AskAgainAsync(db, letter, now, cancellationToken);
        if (letter.State == NewsletterState.Scheduled && !await StartAsync(db, letter, time, now, cancellationToken)) return;

        await LetterSettlement.SettleAsync(db, letter, now, cancellationToken);
        // What came back too late after the editor had ended it.
        if (letter.IsStopped) await withdrawal.CancelRestAsync(db, letter, now, cancellationToken);
        if (letter.State == NewsletterState.Done && await LetterSettlement.TryAgainAsync(db, letter, sender.Self, now, cancellationToken)) letter.State = NewsletterState.Sending;
        var free = Window - await db.Set<NewsletterDelivery>().CountAsync(delivery => delivery.NewsletterId == id && delivery.PendingId != null, cancellationToken);
        if (letter.State == NewsletterState.Withdrawing) await withdrawal.LaunchAsync(db, letter, free, now, cancellationToken);
        else if (letter.State is NewsletterState.Sending or NewsletterState.Paused or NewsletterState.Done) free -= await corrector.LaunchAsync(db, letter, free, time, now, cancellationToken);
        if (letter.State == NewsletterState.Sending && time.Contains(now)) await sender.LaunchAsync(db, letter, free, time, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);

        var figures = await LetterFigures.OfAsync(db, letter, cancellationToken);
        End(letter, figures, now);
        await progress.TellAsync(db, letter, figures, now, cancellationToken);
        letter.NextAt = await NextAsync(db, letter, figures, time, now, cancellationToken);
    }

    /// <summary>
    /// It should have gone on long ago: the bot was down, or an older copy of its database was put back and salons may have it already. What was
    /// meant for Monday morning is not sent on Tuesday night without a word.
    /// </summary>
    private async Task AskAgainAsync(BotDbContext db, Newsletter letter, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await LetterWithdrawal.PullBackAsync(db, letter, cancellationToken);
        letter.State = NewsletterState.Paused;
        await LetterVoice.SayAsync(db, letter, texts.Format("Letters.Stale", ("title", letter.Title)).ToBody(), now, cancellationToken);
    }

    /// <returns>False when it does not begin yet.</returns>
    private async Task<bool> StartAsync(BotDbContext db, Newsletter letter, WorkingTime time, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!letter.IsPrepared && !await salons.PrepareAsync(db, letter, cancellationToken))
        {
            letter.NextAt = now;
            return false;
        }

        letter.IsPrepared = true;
        var start = time.NextWorkingInstant(letter.SendAt is { } at && at > now ? at : now);
        if (start > now)
        {
            letter.NextAt = start;
            return false;
        }

        (letter.State, letter.StartedAt) = (NewsletterState.Sending, now);
        return true;
    }

    private static void End(Newsletter letter, LetterFigures figures, DateTimeOffset now)
    {
        if (figures.UnderWay > 0) return;
        if (letter.State is NewsletterState.Sending or NewsletterState.Paused && figures.Waiting == 0 && (letter.State == NewsletterState.Sending || figures.ToCorrect == 0)) (letter.State, letter.EndedAt) = (NewsletterState.Done, now);
        if (letter.State == NewsletterState.Withdrawing && figures.Sent == 0) (letter.State, letter.EndedAt) = (NewsletterState.Withdrawn, now);
    }

    private static async Task<DateTimeOffset?> NextAsync(BotDbContext db, Newsletter letter, LetterFigures figures, WorkingTime time, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (figures.UnderWay > 0 || letter.State == NewsletterState.Withdrawing) return now + Soon;
        if (figures.ToCorrect > 0)
        {
            var due = await LetterCorrector.Outdated(db, letter).MinAsync(delivery => delivery.NotBefore ?? now, cancellationToken);
            if (due > now + Soon) return due;
            // What is still to be corrected then waits for a file that the server does not take.
            return letter.State == NewsletterState.Paused ? null : now + Soon;
        }

        if (letter.State == NewsletterState.Done) return await LetterSettlement.MayTryAgainAsync(db, letter, now, cancellationToken) ? now + LookAtRefusals : null;
        if (letter.State != NewsletterState.Sending) return null;
        var earliest = await db.Set<NewsletterDelivery>().Where(delivery => delivery.NewsletterId == letter.Id && delivery.State == DeliveryState.Waiting).MinAsync(delivery => delivery.NotBefore ?? now, cancellationToken);
        return time.NextWorkingInstant(earliest > now + Soon ? earliest : now + Soon);
    }
}
