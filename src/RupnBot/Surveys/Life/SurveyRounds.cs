using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Sync;
using RupnBot.Polls.Life;
using RupnBot.Storage;
using RupnBot.Surveys.Pool;
using RupnBot.Surveys.Records;

namespace RupnBot.Surveys.Life;

/// <summary>
/// Every minute: closes what is due, mixes what waits, tells those who did not get to the end and results, erases what was said, and empties the database's log, in which older states
/// of the pages stand. Each step is a transaction of its own.
/// </summary>
internal sealed partial class SurveyRounds(Database database, SurveyAnnouncer announcer, SurveyFarewell farewell, PollHours hours, TimeProvider time, ILogger<SurveyRounds> logger)
{
    /// <summary>A homeserver that has been silent for so long is waited for no more.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(12);

    // What ran before a restart may have left something in the log.
    private bool _isLogDue = true;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var (id, state) in await RunningAsync(cancellationToken))
        {
            _isLogDue = true;
            try
            {
                while (await database.WriteAsync(db => StepAsync(db, id, cancellationToken), cancellationToken)) { }
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                Log.Failed(logger, id, state, e);
            }
        }

        if (await HasTracesAsync(cancellationToken)) _isLogDue |= await database.WriteAsync(db => TalkTraces.EraseAsync(db, cancellationToken), cancellationToken) > 0;
        if (_isLogDue) _isLogDue = !await database.TruncateLogAsync(cancellationToken);
    }

    private Task<List<(long Id, SurveyState State)>> RunningAsync(CancellationToken cancellationToken)
    {
        var isTellingTime = hours.AllowsNow(time.GetUtcNow());
        return database.ReadAsync(
            async db => (await db.Set<Survey>()
                .Where(survey => survey.State == SurveyState.Open || survey.State == SurveyState.Closing || (survey.State == SurveyState.Closed && isTellingTime))
                .Select(survey => new { survey.Id, survey.State }).ToListAsync(cancellationToken)).ConvertAll(survey => (survey.Id, survey.State)),
            cancellationToken);
    }

    private Task<bool> HasTracesAsync(CancellationToken cancellationToken) => database.ReadAsync(db => TalkTraces.AnyAsync(db, cancellationToken), cancellationToken);

    /// <returns>True when there is another step at once.</returns>
    private async Task<bool> StepAsync(BotDbContext db, long id, CancellationToken cancellationToken)
    {
        if (await db.Set<Survey>().AsTracking().FirstOrDefaultAsync(survey => survey.Id == id, cancellationToken) is not { } survey) return false;
        var now = time.GetUtcNow();
        switch (survey.State)
        {
            case SurveyState.Open when survey.EndsAt <= now && await HasHeardAsync(db, survey.EndsAt, now, cancellationToken):
                SurveyCloser.Close(survey, now);
                return true;
            case SurveyState.Open:
                return await AnswerPool.MoveAsync(db, survey, isLast: false, cancellationToken) > 0;
            case SurveyState.Closing:
                return await SurveyCloser.StepAsync(db, survey, cancellationToken) || survey.State == SurveyState.Closed;
            case SurveyState.Closed when await farewell.TellAsync(db, survey, SurveyFarewell.Over, now, cancellationToken) > 0:
                return true;
            default:
                await announcer.AnnounceAsync(db, survey, now, cancellationToken);
                return false;
        }
    }

    // What was sent in time while the bot was down is read first.
    private static async Task<bool> HasHeardAsync(BotDbContext db, DateTimeOffset end, DateTimeOffset now, CancellationToken cancellationToken) =>
        now - end > LongestWait || (await db.Set<SyncPosition>().AnyAsync(position => position.At >= end, cancellationToken) && !await db.Set<TimelineGap>().AnyAsync(cancellationToken));

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The step of survey {Survey}, {State}, failed; it is tried again at the next round.")]
        public static partial void Failed(ILogger logger, long survey, SurveyState state, Exception exception);
    }
}
