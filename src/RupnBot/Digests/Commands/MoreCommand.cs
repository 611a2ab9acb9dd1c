using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Digests.Rendering;
using RupnBot.Digests.Selection;
using RupnBot.Digests.Slots;

namespace RupnBot.Digests.Commands;

/// <summary><c>suite</c>: the articles the last digest did not show, some at a time. Each place reads on by itself.</summary>
internal sealed class MoreCommand(DigestComposer composer) : ICommand
{
    public CommandInfo Info { get; } = new("suite", "more", Role.Colleague, Places.Everywhere) { Theme = HelpTheme.News };

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var salon = await context.SalonAsync(asReferent: false, cancellationToken);
        var slot = await context.Db.Set<DigestSlot>().AsNoTracking()
            .Where(row => row.RoomId == salon.Id && (row.State == DigestState.Sent || row.State == DigestState.Pending))
            .OrderByDescending(row => row.Day).FirstOrDefaultAsync(cancellationToken);
        if (slot is null) throw context.Fault("Digests.NoneYet", ("salon", context.NameOf(salon)));
        var reading = await ReadingAsync(context, slot, cancellationToken);
        var rest = await context.Db.Set<ArticleOffer>().AsNoTracking().Where(offer => offer.SlotId == slot.Id && offer.Position >= reading.Read)
            .OrderBy(offer => offer.Position).Select(offer => offer.ArticleId).ToListAsync(cancellationToken);
        if (rest.Count == 0) throw context.Fault("Digests.NoMore");
        var page = rest.Take(DigestSelection.MostShown).ToList();
        var articles = await composer.ArticlesAsync(context.Db, page, cancellationToken);
        var label = context.Texts.Format("Digests.Continued", ("label", slot.Label));
        var (body, shown) = DigestRenderer.Fit(new DigestContent(label, articles, rest.Count - page.Count, context.IsDirect ? context.NameOf(salon) : null), context.Texts);
        reading.Read += shown;
        await context.ReplyAsync(body, cancellationToken);
    }

    private static async Task<DigestReading> ReadingAsync(CommandContext context, DigestSlot slot, CancellationToken cancellationToken)
    {
        var reading = await context.Db.FindAsync<DigestReading>([context.Room.Id], cancellationToken);
        if (reading is null) context.Db.Add(reading = new DigestReading { PlaceId = context.Room.Id, SlotId = slot.Id, Read = slot.Shown });
        else if (reading.SlotId != slot.Id) (reading.SlotId, reading.Read) = (slot.Id, slot.Shown);
        return reading;
    }
}
