using RupnBot.Bot.Messages;
using RupnBot.Bot.Outbox;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Polls.Life;
using RupnBot.Storage;
using RupnBot.Surveys.Records;
using RupnBot.Surveys.Results;

namespace RupnBot.Surveys.Life;

/// <summary>Tells who made a survey its results, once, within working hours. The salons are told nothing: that is for its editor to do.</summary>
internal sealed class SurveyAnnouncer(PollHours hours, Texts texts)
{
    public async Task AnnounceAsync(BotDbContext db, Survey survey, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (survey.State != SurveyState.Closed || !hours.AllowsNow(now)) return;
        if (survey.TellRoomId is { } tell)
        {
            var body = SurveyResultText.Render((await SurveyResults.ReadAsync(db, survey.Id, cancellationToken))!, texts);
            await db.QueueAsync(
                new OutgoingMessage(tell, body.ToMessage(notice: false)) { Priority = RequestPriority.Poll, Key = $"survey-result:{survey.Id}" }, now, cancellationToken);
        }

        survey.State = SurveyState.Told;
        survey.TellRoomId = null;
    }
}
