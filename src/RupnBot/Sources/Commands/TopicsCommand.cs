using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Messages;
using RupnBot.Sources.Catalog;

namespace RupnBot.Sources.Commands;

/// <summary><c>themes</c>: each with the sources that feed it.</summary>
internal sealed class TopicsCommand : ICommand
{
    private const int MostShown = 60;

    public CommandInfo Info { get; } = new("themes", "topics", Role.Colleague, Places.Everywhere, "theme", "topic") { Theme = HelpTheme.News };

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var known = await Topics.KnownAsync(context.Db, cancellationToken);
        if (known.Count == 0) throw context.Fault("Sources.TopicsEmpty");
        var sources = await context.Db.Set<Source>().AsNoTracking().Where(source => !source.IsRetired && source.IsCatalog).OrderBy(source => source.FoldedName).ToListAsync(cancellationToken);
        var shown = known.OrderBy(topic => topic.Key, StringComparer.Ordinal).Take(MostShown);
        var message = new MessageBuilder().Paragraph(context.Texts.Get("Sources.Topics")).BulletList(shown.Select(topic => Item(topic.Key, topic.Value, sources)));
        await context.ReplyAsync(message.Paragraph(context.Texts.Get("Sources.TopicsHint")).Build(), cancellationToken);
    }

    private static InlineText Item(string folded, string topic, List<Source> sources)
    {
        var names = sources.Where(source => source.FoldedTopics.Contains(folded)).Select(source => source.Name).Take(10).ToList();
        var item = new InlineText().Strong(topic);
        return names.Count > 0 ? item.Text($" ({string.Join(", ", names)})") : item;
    }
}
