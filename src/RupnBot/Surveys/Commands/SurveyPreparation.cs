using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Matrix;
using RupnBot.Polls.Commands;
using RupnBot.Polls.Life;
using RupnBot.Scheduling.Dates;
using RupnBot.Storage;
using RupnBot.Surveys.Opening;
using RupnBot.Surveys.Records;
using RupnBot.Surveys.Requests;

namespace RupnBot.Surveys.Commands;

/// <summary>A survey as it is written, shown, and written again: one at a time for each editor.</summary>
internal sealed class SurveyPreparation(SurveyPreview preview, PollTimes times, PollHours hours)
{
    private static readonly TimeSpan DefaultDuration = TimeSpan.FromDays(14);

    public async Task PrepareAsync(CommandContext context, SurveyReading reading, CancellationToken cancellationToken)
    {
        if (reading is SurveyFault fault) throw new CommandFault(SurveyFaultText.Of(fault, context.Texts));
        var request = (SurveyRequest)reading;
        var ends = request.EndText is { } end ? await times.ReadAsync(context, end, "end", PollTimes.End, needsHour: false, cancellationToken) : DefaultEnd(context.Now, hours);
        var survey = await PutAsync(context.Db, request, ends, context.Sender, context.Room.Id, context.Now, cancellationToken);
        foreach (var body in preview.Of(survey)) await context.ReplyAsync(body, cancellationToken);
    }

    /// <summary>The one that waits for its editor's word; null when there is none.</summary>
    public static Task<Survey?> WaitingAsync(BotDbContext db, UserId editor, RoomId chat, CancellationToken cancellationToken) => db.Set<Survey>().AsTracking()
        .Where(survey => survey.Creator == editor && survey.TellRoomId == chat && survey.State == SurveyState.Prepared).OrderByDescending(survey => survey.Id).FirstOrDefaultAsync(cancellationToken);

    /// <summary>Two weeks, to the end of a working day.</summary>
    public static DateTimeOffset DefaultEnd(DateTimeOffset now, PollHours hours) =>
        WhenParser.Parse("18h", now + DefaultDuration, hours.Zone, System.Globalization.CultureInfo.GetCultureInfo("fr-FR"), PollTimes.End) is WhenResult.Understood understood ? understood.Instant : now + DefaultDuration;

    /// <summary>Puts it in place of the one shown before.</summary>
    public static async Task<Survey> PutAsync(BotDbContext db, SurveyRequest request, DateTimeOffset ends, UserId editor, RoomId chat, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.Set<Survey>().Where(survey => survey.Creator == editor && survey.State == SurveyState.Prepared).ExecuteDeleteAsync(cancellationToken);
        var survey = SurveyOpener.Prepare(db, request.Form, ends, editor, chat, now);
        survey.Audience = request.Audience;
        return survey;
    }
}
