using Microsoft.EntityFrameworkCore;
using RupnBot.Bot;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Messages;
using RupnBot.Bot.Rooms;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Polls.Life;
using RupnBot.Storage;
using RupnBot.Surveys.Records;

namespace RupnBot.Surveys;

/// <summary>The surveys a salon was invited to, for <c>statut</c> and as dates to come.</summary>
internal sealed class SurveySources(PollHours hours, Texts texts) : IStatusSource, IAgendaSource
{
    private const int Most = 20;

    public int Order => 45;

    public async Task<IReadOnlyList<string>> LinesAsync(CommandContext context, Room? salon, CancellationToken cancellationToken)
    {
        if (salon is null) return [];
        var surveys = await OpenIn(context.Db, salon.Id).Take(Most).ToListAsync(cancellationToken);
        return [.. surveys.Select(survey => context.Texts.Format("Surveys.Status", ("title", survey.Title), ("end", hours.Text(survey.EndsAt, context.Texts.Culture))))];
    }

    public async Task<IReadOnlyList<AgendaEntry>> EntriesAsync(BotDbContext db, RoomId salon, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var surveys = await OpenIn(db, salon).Where(survey => survey.EndsAt >= from && survey.EndsAt < until).Take(Most).ToListAsync(cancellationToken);
        return [.. surveys.Select(survey => new AgendaEntry(survey.EndsAt, texts.Format("Surveys.Agenda", ("title", DisplayText.OneLine(survey.Title)))))];
    }

    private static IQueryable<Survey> OpenIn(BotDbContext db, RoomId salon) => db.Set<Survey>().AsNoTracking()
        .Where(survey => survey.State == SurveyState.Open && db.Set<SurveyRoom>().Any(room => room.SurveyId == survey.Id && room.RoomId == salon)).OrderBy(survey => survey.EndsAt);
}
