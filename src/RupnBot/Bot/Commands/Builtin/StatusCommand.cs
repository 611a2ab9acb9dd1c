using RupnBot.Bot.Messages;
using RupnBot.Bot.Rooms;

namespace RupnBot.Bot.Commands.Builtin;

/// <summary><c>statut</c>: how the bot is, and what it does here; each slice adds its lines.</summary>
internal sealed class StatusCommand(IEnumerable<IStatusSource> sources) : ICommand
{
    public CommandInfo Info { get; } = new("statut", "status", Role.Colleague, Places.Everywhere, "etat");

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        Room? salon = null;
        if (!context.IsDirect) salon = context.Room;
        else if ((await context.SharedSalonsAsync(cancellationToken)).Count > 0) salon = await context.SalonAsync(asReferent: false, cancellationToken);
        var lines = new List<string>();
        foreach (var source in sources.OrderBy(source => source.Order)) lines.AddRange(await source.LinesAsync(context, salon, cancellationToken));
        var title = salon is null ? context.Texts.Get("Bot.Status") : context.Texts.Format("Bot.StatusOf", ("salon", context.NameOf(salon)));
        var builder = new MessageBuilder().Paragraph(title);
        if (lines.Count > 0) builder.BulletList(lines.Select(InlineText.From));
        await context.ReplyAsync(builder.Build(), cancellationToken);
    }
}
