using RupnBot.Bot.Messages;
using RupnBot.Localization;
using RupnBot.Newsletters.Records;
using RupnBot.Newsletters.Sending;
using RupnBot.Newsletters.Writing;
using RupnBot.Storage;

namespace RupnBot.Newsletters.Talking;

/// <summary>Gives a letter its words: the first ones, or others in their place, wherever it has come to.</summary>
internal sealed class LetterContents(LetterPreview preview, LetterApproval approval, Texts texts)
{
    /// <summary>The key of the text that says why it cannot have these words; null when it can.</summary>
    public static string? FaultOf(Newsletter letter, string markdown, bool keepsLines)
    {
        if (letter.IsOver) return $"Letters.CannotCorrect{letter.State}";
        if (markdown.Length == 0) return "Letters.NoWords";
        if (markdown.Length > LetterSource.Longest) return "Letters.TooLong";
        var text = LetterText.Render(markdown, keepsLines);
        if (text.Body.Plain.Length == 0) return "Letters.NoWords";
        return text.IsTooLarge ? "Letters.TooLong" : null;
    }

    /// <param name="db">Changed with what asked for it.</param>
    /// <param name="letter">Fits <see cref="FaultOf"/>.</param>
    /// <param name="markdown">Cleaned.</param>
    /// <param name="keepsLines">Written in a chat.</param>
    public async Task TakeAsync(BotDbContext db, Newsletter letter, string markdown, bool keepsLines, DateTimeOffset now, CancellationToken cancellationToken)
    {
        letter.TouchedAt = now;
        if (letter.IsOnItsWay && approval.IsRequired)
        {
            (letter.Proposed, letter.ProposedKeepsLines) = (markdown, keepsLines);
            var asked = await approval.AskAsync(db, letter, now, cancellationToken);
            if (asked == 0) letter.Proposed = null;
            await LetterVoice.SayAsync(db, letter, asked == 0 ? texts.Get("Letters.NobodyToAsk").ToBody() : texts.Plural("Letters.CorrectionAsked", asked).ToBody(), now, cancellationToken);
            return;
        }

        await PutAsync(db, letter, markdown, keepsLines, now, cancellationToken);
    }

    /// <summary>Another editor agreed to the wording that was proposed.</summary>
    public async Task AgreeAsync(BotDbContext db, Newsletter letter, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (letter.Proposed is not { } markdown) return;
        letter.Proposed = null;
        await PutAsync(db, letter, markdown, letter.ProposedKeepsLines, now, cancellationToken);
    }

    private async Task PutAsync(BotDbContext db, Newsletter letter, string markdown, bool keepsLines, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var text = LetterText.Render(markdown, keepsLines);
        (letter.Markdown, letter.KeepsLines, letter.Title, letter.Plain, letter.Html) = (markdown, keepsLines, text.Title, text.Body.Plain, text.Body.Html);
        if (!letter.IsOnItsWay)
        {
            // What another editor was shown is no longer what would leave.
            letter.State = NewsletterState.Draft;
            await preview.ShowAsync(db, letter, now, cancellationToken);
            return;
        }

        var figures = await LetterRevision.SpreadAsync(db, letter, now, cancellationToken);
        await LetterVoice.SayAsync(db, letter, Files.LetterParts.Text(letter), now, cancellationToken);
        await LetterVoice.SayAsync(db, letter, texts.Format("Letters.Corrected", ("sent", figures.Sent), ("waiting", figures.Waiting)).ToBody(), now, cancellationToken);
    }
}
