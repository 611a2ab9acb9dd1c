using Microsoft.Extensions.Options;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Messages;
using RupnBot.Configuration;
using RupnBot.Scheduling.Calendar;
using RupnBot.Scheduling.Dates;
using RupnBot.Sources.Archive;

namespace RupnBot.Sources.Commands;

/// <summary><c>cherche &lt;mots&gt;</c>: the archive, best first.</summary>
internal sealed class SearchCommand(IOptions<BotOptions> options) : ICommand
{
    public CommandInfo Info { get; } = new("cherche", "search", Role.Colleague, Places.Everywhere, "chercher", "recherche", "rechercher", "find") { Theme = HelpTheme.News, Foremost = Places.Everywhere };

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (SearchQuery.Parse(context.Line.Rest) is not { } query) throw context.Fault("Sources.SearchMissing");
        var salons = context.IsDirect ? [.. (await context.SharedSalonsAsync(cancellationToken)).Select(salon => salon.Id)] : new[] { context.Room.Id };
        var result = await ArchiveSearch.FindAsync(context.Db, query, salons, cancellationToken);
        var words = DisplayText.Shorten(DisplayText.OneLine(context.Line.Rest), 80);
        if (result.Total == 0) throw context.Fault("Sources.SearchNothing", ("words", words));
        var message = new MessageBuilder()
            .Paragraph(context.Texts.Plural(result.IsPartial ? "Sources.SearchPartial" : "Sources.SearchFound", result.Total, ("words", words)))
            .BulletList(result.Hits.Select(hit => Item(hit, context)));
        if (result.Total > result.Hits.Count) message.Paragraph(context.Texts.Plural("Sources.SearchMore", result.Total - result.Hits.Count));
        await context.ReplyAsync(message.Build(), cancellationToken);
    }

    private InlineText Item(SearchHit hit, CommandContext context)
    {
        var day = DateText.Day(LocalInstant.DateOf(hit.Date, options.Value.Zone), context.Texts.Culture);
        var origin = hit.SourceName is { } source ? $"{source}, {day}" : context.Texts.Format("Sources.SearchRelayed", ("day", day));
        return new InlineText().Link(DisplayText.Shorten(hit.Title, 200), hit.Link).LineBreak().Text(origin);
    }
}
