using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Messages;
using RupnBot.Configuration;
using RupnBot.Matrix;
using RupnBot.Sources.Catalog;
using RupnBot.Sources.Polling;

namespace RupnBot.Sources.Commands;

/// <summary><c>sources</c>: the catalogue, and the addresses this salon reads besides.</summary>
internal sealed class SourcesCommand(ISourceInterest interest, IOptions<BotOptions> options) : ICommand
{
    private const int MostShown = 40;

    public CommandInfo Info { get; } = new("sources", "feeds", Role.Colleague, Places.Everywhere, "source", "catalogue") { Theme = HelpTheme.News };

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        RoomId[] salons = context.IsDirect ? [.. (await context.SharedSalonsAsync(cancellationToken)).Select(salon => salon.Id)] : [context.Room.Id];
        var readers = interest.Readers(context.Db);
        var sources = await context.Db.Set<Source>().AsNoTracking()
            .Where(source => !source.IsRetired && (source.IsCatalog || readers.Any(reader => reader.SourceId == source.Id && salons.Contains(reader.SalonId))))
            .OrderByDescending(source => source.IsCatalog).ThenBy(source => source.FoldedName).ToListAsync(cancellationToken);
        if (sources.Count == 0) throw context.Fault("Sources.ListEmpty");
        var message = new MessageBuilder().Paragraph(context.Texts.Plural("Sources.List", sources.Count)).BulletList(sources.Take(MostShown).Select(source => Item(source, context)));
        if (sources.Count > MostShown) message.Paragraph(context.Texts.Plural("Sources.ListMore", sources.Count - MostShown));
        await context.ReplyAsync(message.Paragraph(context.Texts.Get("Sources.ListHint")).Build(), cancellationToken);
    }

    private InlineText Item(Source source, CommandContext context)
    {
        var item = new InlineText().Strong(source.Name);
        if (source.Topics.Count > 0) item.Text($" ({string.Join(", ", source.Topics)})");
        if (source.FailingSince is { } since)
            item.Text(" ").Text(context.Texts.Format("Sources.ListFailing", ("since", FailureText.Since(since, context.Now, options.Value.Zone, context.Texts)), ("reason", FailureText.Of(source, context.Texts))));
        return item;
    }
}
