using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Messages;
using RupnBot.Localization;
using RupnBot.Newsletters.Files;
using RupnBot.Newsletters.Records;
using RupnBot.Newsletters.Sending;
using RupnBot.Storage;

namespace RupnBot.Newsletters.Talking;

/// <summary>A letter's course: agreed to, paused, gone on with, ended, taken back.</summary>
internal sealed class LetterCourse(LetterContents contents, LetterFileChanges changes, LetterPreview preview, LetterApproval approval, LetterAudience audience, LetterWithdrawal withdrawal, LetterReport report, Texts texts)
{
    /// <summary><c>valider</c>, of its editor or of another one.</summary>
    public async Task ValidateAsync(CommandContext context, Newsletter letter, CancellationToken cancellationToken)
    {
        var isOwn = letter.EditorId == context.Sender;
        if (await IsProposedAsync(context, letter, cancellationToken))
        {
            if (isOwn) throw context.Fault("Letters.OtherMustAgree");
            if (await IsAskedAnewAsync(context, letter, cancellationToken)) return;
            var isText = letter.Proposed is not null;
            await contents.AgreeAsync(context.Db, letter, context.Now, cancellationToken);
            if (!await changes.AgreeAsync(context.Db, letter, context.Now, cancellationToken) && !isText) throw context.Fault("Letters.FilesUnderWay");
            await AnswerAsync(context, letter, texts.Get("Letters.CorrectionAgreed"), cancellationToken);
            return;
        }

        if (letter.State == NewsletterState.AwaitingApproval && isOwn && approval.IsRequired) throw context.Fault("Letters.OtherMustAgree");
        if (letter.State is not (NewsletterState.Draft or NewsletterState.AwaitingApproval)) throw context.Fault("Letters.Fixed", ("title", letter.Title));
        await RefuseAsync(context, letter, cancellationToken);
        if (letter.State == NewsletterState.AwaitingApproval && !isOwn && await IsAskedAnewAsync(context, letter, cancellationToken)) return;
        if (approval.IsRequired && letter.State == NewsletterState.Draft)
        {
            // A draft is its editor's matter until they are content with it.
            if (!isOwn) throw context.Fault("Letters.StillDraft", ("title", letter.Title));
            var asked = await approval.AskAsync(context.Db, letter, context.Now, cancellationToken);
            if (asked == 0) throw context.Fault("Letters.NobodyToAsk");
            letter.State = NewsletterState.AwaitingApproval;
            await AnswerAsync(context, letter, texts.Plural("Letters.ApprovalAsked", asked), cancellationToken);
            return;
        }

        (letter.State, letter.ApprovedBy, letter.TouchedAt, letter.NextAt) = (NewsletterState.Scheduled, context.Sender, context.Now, context.Now);
        await ScheduledAsync(context, letter, isOwn, cancellationToken);
    }

    /// <summary><c>refuser [pourquoi]</c>, of whoever was asked to agree.</summary>
    public async Task DeclineAsync(CommandContext context, Newsletter letter, string why, CancellationToken cancellationToken)
    {
        var isProposed = await IsProposedAsync(context, letter, cancellationToken);
        if (letter.EditorId == context.Sender || (letter.State != NewsletterState.AwaitingApproval && !isProposed)) throw context.Fault("Letters.NothingToDecline");
        if (!isProposed) letter.State = NewsletterState.Draft;
        letter.Proposed = null;
        // One that is still on its way was shown to nobody, so that nobody can have meant it.
        context.Db.RemoveRange(await LetterFiles.Proposed(context.Db, letter.Id).ToListAsync(cancellationToken));
        var who = await LetterApproval.NameAsync(context.Db, context.Room.Id, context.Sender, cancellationToken);
        var key = isProposed ? "Letters.CorrectionDeclined" : "Letters.Declined";
        var text = why.Length == 0
            ? texts.Format(key, ("who", who), ("title", letter.Title))
            : texts.Format($"{key}Why", ("who", who), ("title", letter.Title), ("why", DisplayText.Shorten(DisplayText.OneLine(why), 500)));
        await LetterVoice.SayAsync(context.Db, letter, text.ToBody(), context.Now, cancellationToken);
        await context.ReplyAsync(texts.Get("Letters.DeclinedDone"), cancellationToken);
    }

    /// <summary><c>annuler</c>: before its hour it does not go; while it goes, the rest does not.</summary>
    public async Task CancelAsync(CommandContext context, Newsletter letter, CancellationToken cancellationToken)
    {
        if (letter.State is NewsletterState.Draft or NewsletterState.AwaitingApproval or NewsletterState.Scheduled)
        {
            (letter.State, letter.NextAt, letter.EndedAt, letter.Proposed) = (NewsletterState.Cancelled, null, context.Now, null);
            letter.WantNoFile();
            await LetterFiles.DropAsync(context.Db, letter.Id, cancellationToken);
            await AnswerAsync(context, letter, texts.Format("Letters.Cancelled", ("title", letter.Title)), cancellationToken);
            return;
        }

        if (letter.State is not (NewsletterState.Sending or NewsletterState.Paused)) throw context.Fault($"Letters.CannotCancel{letter.State}", ("title", letter.Title));
        (letter.IsStopped, letter.State, letter.EndedAt) = (true, NewsletterState.Done, context.Now);
        await withdrawal.CancelRestAsync(context.Db, letter, context.Now, cancellationToken);
        letter.NextAt = context.Now;
        var figures = await LetterFigures.OfAsync(context.Db, letter, cancellationToken);
        await AnswerAsync(context, letter, texts.Format("Letters.RestCancelled", ("sent", figures.Sent + figures.UnderWay), ("cancelled", figures.Cancelled)), cancellationToken);
    }

    public async Task WithdrawAsync(CommandContext context, Newsletter letter, CancellationToken cancellationToken)
    {
        if (letter.State is NewsletterState.Draft or NewsletterState.AwaitingApproval or NewsletterState.Scheduled)
        {
            await CancelAsync(context, letter, cancellationToken);
            return;
        }

        if (letter.IsOver) throw context.Fault($"Letters.CannotWithdraw{letter.State}", ("title", letter.Title));
        (letter.IsStopped, letter.State, letter.EndedAt, letter.Proposed) = (true, NewsletterState.Withdrawing, null, null);
        letter.WantNoFile();
        await LetterFiles.DropAsync(context.Db, letter.Id, cancellationToken);
        await withdrawal.CancelRestAsync(context.Db, letter, context.Now, cancellationToken);
        // Followed in a message of its own: the sending's is far up in the chat by now.
        (letter.ProgressId, letter.ProgressText, letter.NextAt) = (null, null, context.Now);
        var figures = await LetterFigures.OfAsync(context.Db, letter, cancellationToken);
        await AnswerAsync(context, letter, texts.Format("Letters.Withdrawing", ("title", letter.Title), ("sent", figures.Sent + figures.UnderWay)), cancellationToken);
    }

    public async Task PauseAsync(CommandContext context, Newsletter letter, CancellationToken cancellationToken)
    {
        if (letter.State is not (NewsletterState.Sending or NewsletterState.Scheduled)) throw context.Fault("Letters.NothingToPause", ("title", letter.Title));
        letter.State = NewsletterState.Paused;
        await LetterWithdrawal.PullBackAsync(context.Db, letter, cancellationToken);
        letter.NextAt = letter.StartedAt is null ? null : context.Now;
        await AnswerAsync(context, letter, texts.Format("Letters.Paused", ("title", letter.Title)), cancellationToken);
    }

    public async Task ResumeAsync(CommandContext context, Newsletter letter, CancellationToken cancellationToken)
    {
        if (letter.State != NewsletterState.Paused) throw context.Fault("Letters.NotPaused", ("title", letter.Title));
        (letter.State, letter.NextAt) = (letter.StartedAt is null ? NewsletterState.Scheduled : NewsletterState.Sending, context.Now);
        await AnswerAsync(context, letter, texts.Format("Letters.Resumed", ("title", letter.Title)), cancellationToken);
    }

    public async Task FollowAsync(CommandContext context, Newsletter letter, CancellationToken cancellationToken) =>
        await LetterVoice.SayAsync(context.Db, letter, await report.FollowUpAsync(context.Db, letter, context.Now, cancellationToken), context.Now, cancellationToken, context.Room.Id);

    /// <summary>Something was proposed after what their word replies to: it is not about that.</summary>
    private async Task<bool> IsAskedAnewAsync(CommandContext context, Newsletter letter, CancellationToken cancellationToken)
    {
        if (!await LetterVoice.IsBeforeLastAskAsync(context.Db, letter, context.RepliedTo, context.Room.Id, cancellationToken)) return false;
        await approval.AskAnewAsync(context, letter, cancellationToken);
        return true;
    }

    /// <summary>A change of what was agreed to waits for another editor. Of a letter that is over nothing is changed any more.</summary>
    private static async Task<bool> IsProposedAsync(CommandContext context, Newsletter letter, CancellationToken cancellationToken) =>
        !letter.IsOver && (letter.Proposed is not null || await LetterFiles.Proposed(context.Db, letter.Id).AnyAsync(cancellationToken));

    private static async Task RefuseAsync(CommandContext context, Newsletter letter, CancellationToken cancellationToken)
    {
        if (letter.Plain.Length == 0) throw context.Fault("Letters.NoWords");
        if (letter.Audience is null) throw context.Fault("Letters.NoAudience");
        // What has not been read could not be shown either.
        if (await LetterFiles.InForce(context.Db, letter.Id).AnyAsync(file => file.Source != null, cancellationToken)) throw context.Fault("Letters.FilesUnderWay");
    }

    private async Task ScheduledAsync(CommandContext context, Newsletter letter, bool isOwn, CancellationToken cancellationToken)
    {
        var found = await audience.OfAsync(context.Db, letter.Audience!, cancellationToken);
        if (found.Salons.Count == 0) throw context.Fault("Letters.NoSalons");
        var lines = await preview.LinesAsync(context.Db, letter, context.Now, cancellationToken);
        var builder = new MessageBuilder().Paragraph(texts.Format("Letters.Scheduled", ("title", letter.Title))).BulletList(lines.Select(InlineText.From)).Paragraph(texts.Get("Letters.LaterWords"));
        await LetterVoice.SayAsync(context.Db, letter, builder.Build(), context.Now, cancellationToken);
        if (!isOwn) await context.ReplyAsync(texts.Format("Letters.Approved", ("title", letter.Title)), cancellationToken);
        // What the encrypted salons need is uploaded before the hour; the sending asks for the rest.
        foreach (var file in await LetterFiles.InForce(context.Db, letter.Id).Where(file => file.EncryptedFile == null).ToListAsync(cancellationToken))
            if (await AnyEncryptedAsync(context.Db, found, cancellationToken)) await LetterMediaJob.QueueAsync(context.Db, file, encrypted: true, context.Now, cancellationToken);
    }

    private static Task<bool> AnyEncryptedAsync(BotDbContext db, LetterSalons found, CancellationToken cancellationToken) =>
        db.Set<Bot.Rooms.Room>().AnyAsync(room => room.IsEncrypted && found.Salons.Contains(room.Id), cancellationToken);

    private static Task AnswerAsync(CommandContext context, Newsletter letter, string text, CancellationToken cancellationToken) =>
        LetterVoice.SayAsync(context.Db, letter, text.ToBody(), context.Now, cancellationToken, context.Room.Id);
}
