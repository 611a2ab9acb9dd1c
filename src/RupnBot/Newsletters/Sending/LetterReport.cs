using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RupnBot.Bot.Messages;
using RupnBot.Bot.Rooms;
using RupnBot.Configuration;
using RupnBot.Localization;
using RupnBot.Newsletters.Files;
using RupnBot.Newsletters.Records;
using RupnBot.Scheduling.Calendar;
using RupnBot.Scheduling.Dates;
using RupnBot.Scheduling.Waves;
using RupnBot.Storage;

namespace RupnBot.Newsletters.Sending;

/// <summary>How far a letter has come, in words: for the message that is edited, for its end, and for <c>suivi</c>.</summary>
internal sealed class LetterReport(IEnumerable<ILetterFollowUp> followUps, CurrentWorkingTime working, IOptions<MatrixOptions> matrix, Texts texts)
{
    private const int MostNamed = 20;

    /// <summary>When all will have left that has not: at the homeserver's pace, within working hours.</summary>
    public async Task<SendPlan> PlanAsync(BotDbContext db, Newsletter letter, int salons, DateTimeOffset from, CancellationToken cancellationToken)
    {
        var parts = 1 + await LetterFiles.InForce(db, letter.Id).CountAsync(cancellationToken);
        return SendEstimate.Of(from, salons * parts, matrix.Value.RequestsPerSecond, working.Now);
    }

    /// <summary>« à 8 h 04 », with the day when it is not that of <paramref name="now"/>.</summary>
    public string End(SendPlan plan, DateTimeOffset now)
    {
        var zone = working.Now.TimeZone;
        // A minute that has begun is not over.
        var end = plan.Until.AddMinutes(1).AddTicks(-1);
        return LocalInstant.DateOf(end, zone) == LocalInstant.DateOf(now, zone)
            ? texts.Format("Letters.AtTime", ("time", DateText.Time(LocalInstant.TimeOf(end, zone), texts.Culture)))
            : DateText.WithoutYear(end, zone, texts.Culture);
    }

    public async Task<string> ProgressAsync(BotDbContext db, Newsletter letter, LetterFigures figures, LetterPhase phase, DateTimeOffset now, CancellationToken cancellationToken)
    {
        (string, object?)[] values = [("title", letter.Title), ("sent", figures.Sent), ("total", figures.Total - figures.Cancelled)];
        var text = phase switch
        {
            LetterPhase.Paused => texts.Format("Letters.ProgressPaused", values),
            LetterPhase.Correcting => texts.Format("Letters.ProgressCorrecting", ("title", letter.Title), ("done", figures.Sent - figures.ToCorrect), ("total", figures.Sent)),
            LetterPhase.Withdrawing => texts.Format("Letters.ProgressWithdrawing", ("title", letter.Title), ("done", figures.Withdrawn + figures.NotWithdrawn), ("total", figures.Sent + figures.Withdrawn + figures.NotWithdrawn)),
            LetterPhase.Withdrawn => texts.Plural("Letters.ProgressWithdrawn", figures.Withdrawn, ("title", letter.Title)),
            LetterPhase.Sent => texts.Format("Letters.ProgressSent", values),
            _ => texts.Format("Letters.Progress", [.. values, ("end", End(await PlanAsync(db, letter, figures.Waiting, now, cancellationToken), now))]),
        };
        return figures.Refused > 0 ? $"{text} {texts.Plural("Letters.Refused", figures.Refused)}" : text;
    }

    /// <summary>It is over: what was done, and where it was not.</summary>
    public async Task<MessageBody> EndAsync(BotDbContext db, Newsletter letter, LetterFigures figures, LetterPhase before, CancellationToken cancellationToken)
    {
        var text = letter.State == NewsletterState.Withdrawn ? texts.Plural("Letters.EndWithdrawn", figures.Withdrawn, ("title", letter.Title))
            : before == LetterPhase.Correcting ? texts.Plural("Letters.EndCorrected", figures.Sent - figures.Uncorrected, ("title", letter.Title))
            : texts.Plural("Letters.EndSent", figures.Sent, ("title", letter.Title));
        var builder = new MessageBuilder().Paragraph(text);
        await AddTroublesAsync(db, letter, builder, cancellationToken);
        return builder.Build();
    }

    /// <summary>What <c>suivi</c> answers.</summary>
    public async Task<MessageBody> FollowUpAsync(BotDbContext db, Newsletter letter, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var figures = await LetterFigures.OfAsync(db, letter, cancellationToken);
        var builder = new MessageBuilder().Paragraph(texts.Format("Letters.FollowUp", ("title", letter.Title), ("state", texts.Get($"Letters.State.{letter.State}"))));
        var lines = new List<string>();
        Add("Letters.CountSent", figures.Sent);
        Add("Letters.CountWaiting", figures.Waiting);
        Add("Letters.CountToCorrect", figures.ToCorrect);
        Add("Letters.CountCancelled", figures.Cancelled);
        Add("Letters.CountWithdrawn", figures.Withdrawn);
        if (letter.State == NewsletterState.Sending && figures.Waiting > 0) lines.Add(texts.Format("Letters.EndExpected", ("end", End(await PlanAsync(db, letter, figures.Waiting, now, cancellationToken), now))));
        foreach (var followUp in followUps) lines.AddRange(await followUp.LinesAsync(db, letter, cancellationToken));
        if (lines.Count > 0) builder.BulletList(lines.Select(InlineText.From));
        await AddTroublesAsync(db, letter, builder, cancellationToken);
        return builder.Build();

        void Add(string key, int count)
        {
            if (count > 0) lines.Add(texts.Plural(key, count));
        }
    }

    private async Task AddTroublesAsync(BotDbContext db, Newsletter letter, MessageBuilder builder, CancellationToken cancellationToken)
    {
        var troubles = await db.Set<NewsletterDelivery>()
            .Where(delivery => delivery.NewsletterId == letter.Id && (delivery.Refusal != RefusalReason.None || delivery.State == DeliveryState.NotWithdrawn || delivery.IsUncorrected) && delivery.State != DeliveryState.Withdrawn)
            .Where(delivery => delivery.State != DeliveryState.Sent || delivery.IsUncorrected)
            .Join(db.Set<Room>(), delivery => delivery.RoomId, room => room.Id, (delivery, room) => new { delivery.Id, delivery.State, delivery.Refusal, room.Name })
            .OrderBy(trouble => trouble.Id).ToListAsync(cancellationToken);
        if (troubles.Count == 0) return;
        builder.Paragraph(texts.Get("Letters.Troubles"));
        var lines = troubles.Take(MostNamed).Select(trouble => texts.Format(
            trouble.State switch
            {
                DeliveryState.NotWithdrawn => "Letters.TroubleWithdrawal",
                DeliveryState.Sent => "Letters.TroubleCorrection",
                DeliveryState.Waiting => "Letters.TroubleLater",
                _ => $"Letters.Trouble{trouble.Refusal}",
            },
            ("salon", trouble.Name ?? texts.Get("Bot.UnnamedSalon"))));
        if (troubles.Count > MostNamed) lines = lines.Append(texts.Plural("Letters.TroublesMore", troubles.Count - MostNamed));
        builder.BulletList(lines.Select(InlineText.From));
    }
}
