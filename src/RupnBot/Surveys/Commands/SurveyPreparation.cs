using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Messages;
using RupnBot.Localization;
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
internal sealed class SurveyPreparation(SurveyPreview preview, PollTimes times, PollHours hours, Texts texts)
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

    /// <summary>Of a file: nobody can be asked meanwhile what an end may mean, so it must mean one thing.</summary>
    /// <returns>What to say: the survey as people will get it, or what is wrong and in which line.</returns>
    public async Task<IReadOnlyList<MessageBody>> PrepareAsync(BotDbContext db, SurveyReading reading, UserId editor, RoomId chat, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (reading is SurveyFault fault) return [SurveyFaultText.Of(fault, texts).ToBody()];
        var request = (SurveyRequest)reading;
        if (EndOf(request, now, out var ends) is { } wrong) return [$"{texts.Format("Surveys.Fault.Line", ("line", request.EndLine))} {wrong}".ToBody()];
        return [.. preview.Of(await PutAsync(db, request, ends, editor, chat, now, cancellationToken))];
    }

    private string? EndOf(SurveyRequest request, DateTimeOffset now, out DateTimeOffset ends)
    {
        ends = DefaultEnd(now, hours);
        if (request.EndText is not { } text) return null;
        switch (WhenParser.Parse(text, now, hours.Zone, texts.Culture, PollTimes.End))
        {
            case WhenResult.Understood understood:
                ends = understood.Instant;
                return null;
            case WhenResult.Ambiguous ambiguous:
                return texts.Format("Surveys.File.AmbiguousEnd", ("end", text), ("instants", string.Join(", ", ambiguous.Candidates.Select(candidate => hours.FullText(candidate, texts.Culture)))));
            case WhenResult.Past past:
                return texts.Format(WhenResult.Past.ResourceKey, ("instant", hours.FullText(past.Instant, texts.Culture)));
            case WhenResult.NotUnderstood not:
                return texts.Get(not.ResourceKey);
            default:
                throw new InvalidOperationException("A date was read in a way nobody foresaw.");
        }
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
