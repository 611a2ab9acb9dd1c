using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Jobs;
using RupnBot.Bot.Rooms;
using RupnBot.Sources.Archive;

namespace RupnBot.Sources.Relaying;

/// <summary><c>relayer &lt;lien&gt; [mots] [#thème]</c>: a find of a référent for one salon, or of an editor for all that follow its theme.</summary>
internal sealed class RelayCommand : ICommand
{
    private const string Everyone = "*";

    public CommandInfo Info { get; } = new("relayer", "relay", Role.Referent, Places.Everywhere, "relaye", "relais", "partager", "share") { Theme = HelpTheme.News, Foremost = Places.Everywhere };

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var request = RelayRequest.Parse(context.Line.Rest);
        if (request.Link is not { } link) throw context.Fault(context.Line.Rest.Length == 0 ? "Sources.RelayMissing" : "Sources.RelayNotALink");
        var salon = await TargetAsync(context, request, cancellationToken);
        var key = RelayPayload.KeyOf(link, salon?.Id.Value);
        if (await context.Db.Set<Article>().Where(article => article.Key == key).Select(article => article.Title).FirstOrDefaultAsync(cancellationToken) is { } title)
            throw context.Fault("Sources.RelayTwice", ("title", title));
        if (await context.Db.Set<Job>().AnyAsync(job => job.Kind == RelayJob.JobKind && job.Key == key, cancellationToken)) throw context.Fault("Sources.RelayUnderWay");

        var reply = await context.DirectChatAsync(cancellationToken) ?? context.Room;
        var payload = new RelayPayload(
            link.AbsoluteUri, request.Words, request.Topics, salon?.Id.Value, salon is null ? null : context.NameOf(salon), (context.IsDirect ? context.Room : reply).Id.Value, context.EventId.Value);
        await context.Db.QueueJobAsync(RelayJob.JobKind, key, payload, context.Now, cancellationToken);
    }

    /// <summary>The salon, or null for everyone who follows the themes.</summary>
    private static async Task<Room?> TargetAsync(CommandContext context, RelayRequest request, CancellationToken cancellationToken)
    {
        if (context.Role < Role.Editor) return await context.SalonAsync(asReferent: true, cancellationToken);
        if (!context.IsDirect) return context.Room;
        var salons = await context.SharedSalonsAsync(cancellationToken);
        var options = new List<ChoiceOption>();
        if (request.Topics.Count > 0)
            options.Add(new ChoiceOption(Everyone, context.Texts.Format("Sources.RelayEveryone", ("topics", string.Join(", ", request.Topics)))));
        options.AddRange(await context.SalonOptionsAsync([.. salons.Take(30)], cancellationToken));
        if (options.Count == 0) throw context.Fault("Sources.RelayNeedsTopic");
        var chosen = options.Count == 1 ? options[0].Value : await context.ChooseAsync("salon", context.Texts.Get("Sources.RelayWhere"), options, cancellationToken);
        return chosen == Everyone ? null : salons.Single(room => room.Id.Value == chosen);
    }
}
