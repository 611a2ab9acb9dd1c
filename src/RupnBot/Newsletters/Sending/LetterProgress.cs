using RupnBot.Bot.Messages;
using RupnBot.Bot.Outbox;
using RupnBot.Newsletters.Records;
using RupnBot.Newsletters.Talking;
using RupnBot.Storage;

namespace RupnBot.Newsletters.Sending;

/// <summary>
/// How far a letter has come, in one message of its editor's chat that is edited: at each tenth, once a minute, and when something ends. An edit
/// tells nobody, so that the end is also said by a message of its own.
/// </summary>
internal sealed class LetterProgress(LetterReport report)
{
    private const int StepsInAPhase = 100;
    private const int Tenth = 10;
    private static readonly TimeSpan Often = TimeSpan.FromMinutes(1);

    public async Task TellAsync(BotDbContext db, Newsletter letter, LetterFigures figures, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var phase = LetterPhases.Of(letter, figures);
        var before = (LetterPhase)(letter.ProgressStep / StepsInAPhase);
        var step = ((int)phase * StepsInAPhase) + (LetterPhases.PercentOf(phase, figures) / Tenth);
        var text = await report.ProgressAsync(db, letter, figures, phase, now, cancellationToken);
        if (text == letter.ProgressText) return;
        if (letter.ProgressId is not null && step == letter.ProgressStep && now - letter.ProgressAt < Often) return;
        await ShowAsync(db, letter, text, now, cancellationToken);
        (letter.ProgressText, letter.ProgressStep, letter.ProgressAt) = (text, step, now);
        if (phase != before && LetterPhases.IsEnd(phase)) await LetterVoice.SayAsync(db, letter, await report.EndAsync(db, letter, figures, before, cancellationToken), now, cancellationToken);
    }

    private static async Task ShowAsync(BotDbContext db, Newsletter letter, string text, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var content = text.ToBody().ToMessage(notice: true);
        if (letter.ProgressId is not { } id || await db.FindAsync<OutboxMessage>([id], cancellationToken) is not { } row)
        {
            row = await LetterVoice.SayAsync(db, letter, content, now, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            (letter.ProgressId, letter.ProgressEditId) = (row.Id, null);
            return;
        }

        // One edit that waits is enough: the latest.
        if (letter.ProgressEditId is { } earlier && await db.FindAsync<OutboxMessage>([earlier], cancellationToken) is { State: OutboxState.Queued } waiting) await db.WithdrawAsync(waiting, now, cancellationToken);
        var edit = await db.CorrectAsync(row, content, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        letter.ProgressEditId = edit.Id == row.Id ? null : edit.Id;
    }
}
