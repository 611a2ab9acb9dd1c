using Microsoft.EntityFrameworkCore;
using RupnBot.Newsletters.Records;
using RupnBot.Storage;

namespace RupnBot.Newsletters.Sending;

/// <summary>Makes a row of each salon of a letter that was agreed to, some at a time, so that no transaction is long.</summary>
internal sealed class LetterSalonList(LetterAudience audience)
{
    private const int AtOnce = 100;

    /// <returns>True when each has its row.</returns>
    public async Task<bool> PrepareAsync(BotDbContext db, Newsletter letter, CancellationToken cancellationToken)
    {
        var there = await db.Set<NewsletterDelivery>().Where(delivery => delivery.NewsletterId == letter.Id).Select(delivery => delivery.RoomId).ToHashSetAsync(cancellationToken);
        var missing = (await audience.OfAsync(db, letter.Audience!, cancellationToken)).Salons.Where(salon => !there.Contains(salon)).ToList();
        db.AddRange(missing.Take(AtOnce).Select(salon => new NewsletterDelivery { NewsletterId = letter.Id, RoomId = salon }));
        await db.SaveChangesAsync(cancellationToken);
        return missing.Count <= AtOnce;
    }
}
