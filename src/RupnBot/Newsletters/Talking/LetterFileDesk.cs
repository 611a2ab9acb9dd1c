using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Files;
using RupnBot.Bot.Messages;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Newsletters.Files;
using RupnBot.Newsletters.Records;

namespace RupnBot.Newsletters.Talking;

/// <summary>A letter's picture and attachment: given, described, replaced, taken away, while it is a draft and wherever it has come to afterwards.</summary>
internal sealed class LetterFileDesk(LetterPreview preview, LetterFileChanges changes, LetterApproval approval, Texts texts)
{
    private const int LongestName = 150;
    private const int LongestDescription = 500;

    /// <summary>How long « corriger image » waits for the image.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>The letter that waits for a file in this chat; null when none does.</summary>
    public static Task<Newsletter?> WaitingAsync(CommandContext context, CancellationToken cancellationToken) => context.Db.Set<Newsletter>().AsTracking()
        .Where(letter => letter.ChatId == context.Room.Id && letter.FileWantedUntil > context.Now)
        .Where(letter => letter.State != NewsletterState.Cancelled && letter.State != NewsletterState.Withdrawing && letter.State != NewsletterState.Withdrawn).OrderByDescending(letter => letter.FileWantedUntil).FirstOrDefaultAsync(cancellationToken);

    /// <summary>A picture or a file for the letter; another in its place.</summary>
    public async Task AttachAsync(CommandContext context, Newsletter letter, MessageContent message, ChatFile source, CancellationToken cancellationToken)
    {
        await RefuseAsync(context, letter, cancellationToken);
        var wanted = letter.WantedAt(context.Now);
        // A picture may come as a file, and a file that is a picture may be meant as one to keep.
        if (wanted == FileWanted.Picture && !IsImage(message)) throw context.Fault("Letters.NotAPicture");
        var isPicture = wanted == FileWanted.None ? message.MsgType == "m.image" : wanted == FileWanted.Picture;
        var name = message.FileName ?? message.Body;
        // The body is a caption when the name stands beside it.
        var caption = message.FileName is { } own && own != message.Body ? message.Body : null;
        var file = new NewsletterFile
        {
            NewsletterId = letter.Id,
            IsPicture = isPicture,
            Standing = letter.IsOnItsWay ? FileStanding.Proposed : FileStanding.InForce,
            FileName = DisplayText.Shorten(DisplayText.OneLine(name), LongestName),
            ContentType = message.Info?.MimeType is { Length: < 100 } type && type.Contains('/', StringComparison.Ordinal) && type.All(char.IsAscii) ? type : null,
            Width = message.Info?.Width,
            Height = message.Info?.Height,
            Description = caption is null ? null : DisplayText.Shorten(DisplayText.OneLine(caption), LongestDescription),
            Source = JsonSerializer.Serialize(source),
        };
        letter.WantNoFile();
        letter.TouchedAt = context.Now;
        if (letter.IsOnItsWay)
        {
            await changes.ProposeAsync(context.Db, letter, file, context.Now, cancellationToken);
            return;
        }

        await RemoveInForceAsync(context, letter, isPicture, cancellationToken);
        context.Db.Add(file);
        await ShowAsync(context, letter, cancellationToken);
    }

    /// <summary>« corriger image »: the one that follows is meant.</summary>
    public async Task ExpectAsync(CommandContext context, Newsletter letter, bool isPicture, CancellationToken cancellationToken)
    {
        await RefuseAsync(context, letter, cancellationToken);
        // In its own chat the next file is taken for it; in another editor's, only what says which letter is meant.
        if (context.Room.Id != letter.ChatId) throw context.Fault(isPicture ? "Letters.ReplyWithPicture" : "Letters.ReplyWithAttachment", ("title", letter.Title));
        (letter.FileWanted, letter.FileWantedUntil, letter.TouchedAt) = (isPicture ? FileWanted.Picture : FileWanted.Attachment, context.Now + Patience, context.Now);
        var words = texts.Format(isPicture ? "Letters.SendPicture" : "Letters.SendAttachment", ("title", letter.Title));
        await LetterVoice.SayAsync(context.Db, letter, words.ToBody(), context.Now, cancellationToken, context.Room.Id);
    }

    /// <summary>« corriger sans image ».</summary>
    public async Task RemoveAsync(CommandContext context, Newsletter letter, bool isPicture, CancellationToken cancellationToken)
    {
        await RefuseAsync(context, letter, cancellationToken);
        if (await LetterFiles.InForce(context.Db, letter.Id).FirstOrDefaultAsync(file => file.IsPicture == isPicture, cancellationToken) is not { } present)
            throw context.Fault(isPicture ? "Letters.NoPicture" : "Letters.NoAttachment");
        letter.WantNoFile();
        if (letter.IsOnItsWay)
        {
            var removal = new NewsletterFile { NewsletterId = letter.Id, IsPicture = isPicture, Standing = FileStanding.Removal, FileName = present.FileName };
            await changes.ProposeAsync(context.Db, letter, removal, context.Now, cancellationToken);
            return;
        }

        await RemoveInForceAsync(context, letter, isPicture, cancellationToken);
        await ShowAsync(context, letter, cancellationToken);
    }

    /// <summary>What the picture shows, in words; another description makes another picture of it.</summary>
    public async Task DescribeAsync(CommandContext context, Newsletter letter, string words, CancellationToken cancellationToken)
    {
        await RefuseAsync(context, letter, cancellationToken);
        var description = DisplayText.Shorten(DisplayText.OneLine(words), LongestDescription);
        // The picture that was just sent is meant, not the one whose place it is to take.
        if (await LetterFiles.ProposedPictureAsync(context.Db, letter.Id, cancellationToken) is { } proposed)
        {
            await changes.DescribeAsync(context.Db, letter, proposed, description, context.Now, cancellationToken);
            return;
        }

        var picture = await LetterFiles.InForce(context.Db, letter.Id).AsTracking().FirstOrDefaultAsync(file => file.IsPicture, cancellationToken) ?? throw context.Fault("Letters.NothingToDescribe");
        if (letter.IsOnItsWay)
        {
            await changes.ProposeAsync(context.Db, letter, picture.As(FileStanding.Proposed, description), context.Now, cancellationToken);
            return;
        }

        picture.Description = description;
        (letter.State, letter.TouchedAt) = (NewsletterState.Draft, context.Now);
        await context.Db.SaveChangesAsync(cancellationToken);
        await preview.RecapAsync(context.Db, letter, context.Now, cancellationToken);
    }

    private Task RefuseAsync(CommandContext context, Newsletter letter, CancellationToken cancellationToken) =>
        letter.IsOver ? throw context.Fault($"Letters.CannotCorrect{letter.State}", ("title", letter.Title)) : approval.RefuseOthersAsync(context, letter, cancellationToken);

    private static bool IsImage(MessageContent message) => message.MsgType == "m.image" || message.Info?.MimeType?.StartsWith("image/", StringComparison.Ordinal) == true;

    private static Task RemoveInForceAsync(CommandContext context, Newsletter letter, bool isPicture, CancellationToken cancellationToken) =>
        LetterFiles.InForce(context.Db, letter.Id).Where(file => file.IsPicture == isPicture).ExecuteDeleteAsync(cancellationToken);

    private async Task ShowAsync(CommandContext context, Newsletter letter, CancellationToken cancellationToken)
    {
        // What another editor was shown is no longer what would leave.
        (letter.State, letter.TouchedAt) = (NewsletterState.Draft, context.Now);
        await context.Db.SaveChangesAsync(cancellationToken);
        await preview.ShowAsync(context.Db, letter, context.Now, cancellationToken);
    }
}
