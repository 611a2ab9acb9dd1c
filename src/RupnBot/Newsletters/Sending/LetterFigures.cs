using Microsoft.EntityFrameworkCore;
using RupnBot.Newsletters.Records;
using RupnBot.Storage;

namespace RupnBot.Newsletters.Sending;

/// <summary>How far a letter has come, in salons.</summary>
internal sealed record LetterFigures(int Total, int Sent, int Waiting, int UnderWay, int Refused, int Cancelled, int Withdrawn, int NotWithdrawn, int ToCorrect, int Uncorrected)
{
    /// <summary>Of those that will get it, how many have; a whole percentage.</summary>
    public int SentPercent => Percent(Sent, Sent + Waiting);

    public int CorrectedPercent => Percent(Sent - ToCorrect, Sent);

    public int WithdrawnPercent => Percent(Withdrawn + NotWithdrawn, Sent + Withdrawn + NotWithdrawn);

    public static async Task<LetterFigures> OfAsync(BotDbContext db, Newsletter letter, CancellationToken cancellationToken)
    {
        var groups = await db.Set<NewsletterDelivery>().Where(delivery => delivery.NewsletterId == letter.Id)
            .GroupBy(delivery => new { delivery.State, IsUnderWay = delivery.Work != DeliveryWork.None, IsOld = delivery.Revision < letter.Revision, delivery.IsUncorrected })
            .Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellationToken);
        int Of(DeliveryState state) => groups.Where(group => group.Key.State == state).Sum(group => group.Count);
        return new LetterFigures(
            groups.Sum(group => group.Count),
            Of(DeliveryState.Sent),
            Of(DeliveryState.Waiting),
            groups.Where(group => group.Key.IsUnderWay).Sum(group => group.Count),
            Of(DeliveryState.Refused),
            Of(DeliveryState.Cancelled),
            Of(DeliveryState.Withdrawn),
            Of(DeliveryState.NotWithdrawn),
            groups.Where(group => group.Key is { State: DeliveryState.Sent, IsOld: true }).Sum(group => group.Count),
            groups.Where(group => group.Key is { State: DeliveryState.Sent, IsUncorrected: true }).Sum(group => group.Count));
    }

    private static int Percent(int part, int whole) => whole == 0 ? 100 : (int)(100L * part / whole);
}
