using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RupnBot.Bot;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Rooms;
using RupnBot.Configuration;
using RupnBot.Scheduling.Dates;
using RupnBot.Sources.Catalog;
using RupnBot.Sources.Polling;

namespace RupnBot.Sources.Commands;

/// <summary>The sources' part of <c>statut</c>: which of the salon's do not answer, and when one last did.</summary>
internal sealed class SourceStatus(ISourceInterest interest, IOptions<BotOptions> options) : IStatusSource
{
    public int Order => 30;

    public async Task<IReadOnlyList<string>> LinesAsync(CommandContext context, Room? salon, CancellationToken cancellationToken)
    {
        if (salon is null) return [];
        var readers = interest.Readers(context.Db);
        var sources = await context.Db.Set<Source>().AsNoTracking()
            .Where(source => readers.Any(reader => reader.SourceId == source.Id && reader.SalonId == salon.Id)).OrderBy(source => source.FoldedName).ToListAsync(cancellationToken);
        if (sources.Count == 0) return [];
        var lines = sources.Where(source => source.FailingSince is not null || source.IsRetired).Select(source => Line(source, context)).ToList();
        if (sources.Max(source => source.LastSuccessAt) is { } last)
            lines.Add(context.Texts.Format("Sources.LastLook", ("when", DateText.WithoutYear(last, options.Value.Zone, context.Texts.Culture))));
        return lines;
    }

    private string Line(Source source, CommandContext context)
    {
        if (source.IsRetired) return context.Texts.Format("Sources.StatusRetired", ("source", source.Name));
        var since = FailureText.Since(source.FailingSince!.Value, context.Now, options.Value.Zone, context.Texts);
        return context.Texts.Format("Sources.StatusFailing", ("source", source.Name), ("since", since), ("reason", FailureText.Of(source, context.Texts)));
    }
}
