using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Messages;
using RupnBot.Bot.Rooms;
using RupnBot.Localization;
using RupnBot.Newsletters.Files;
using RupnBot.Newsletters.Records;
using RupnBot.Newsletters.Sending;
using RupnBot.Storage;

namespace RupnBot.Newsletters.Talking;

/// <summary>
/// Another picture or attachment of a letter that was agreed to, or none. It takes the place of the one in force only once it is uploaded for the
/// rooms that are to have it, so that a file nobody can have changes nothing, and, where two must agree, once another editor has seen it.
/// </summary>
internal sealed class LetterFileChanges(LetterApproval approval, Texts texts)
{
    public async Task ProposeAsync(BotDbContext db, Newsletter letter, NewsletterFile file, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await LetterFiles.DropAsync(db, letter.Id, file.IsPicture, cancellationToken);
        letter.TouchedAt = now;
        db.Add(file);
        await db.SaveChangesAsync(cancellationToken);
        await GoOnAsync(db, letter, file, now, cancellationToken);
    }

    /// <summary>What the picture that was proposed shows: it goes on as it would have, and whoever was asked about it is asked anew.</summary>
    public async Task DescribeAsync(BotDbContext db, Newsletter letter, NewsletterFile picture, string description, DateTimeOffset now, CancellationToken cancellationToken)
    {
        (picture.Description, letter.TouchedAt) = (description, now);
        await db.SaveChangesAsync(cancellationToken);
        if (!await GoOnAsync(db, letter, picture, now, cancellationToken)) await LetterVoice.SayAsync(db, letter, texts.Format("Letters.DescriptionNoted", ("description", description)).ToBody(), now, cancellationToken);
    }

    /// <summary>Goes as far as it can: what is missing is asked for, and when that is there this is called again.</summary>
    /// <returns>False while something is missing.</returns>
    public async Task<bool> GoOnAsync(BotDbContext db, Newsletter letter, NewsletterFile file, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (letter.IsOver)
        {
            db.Remove(file);
            return true;
        }

        if (file.Standing == FileStanding.Proposed && !await IsReadyAsync(db, letter, file, now, cancellationToken)) return false;
        if (!letter.IsOnItsWay || !approval.IsRequired)
        {
            await PutAsync(db, letter, file, now, cancellationToken);
            return true;
        }

        var asked = await approval.AskAsync(db, letter, file, now, cancellationToken);
        if (asked == 0) db.Remove(file);
        await LetterVoice.SayAsync(db, letter, asked == 0 ? texts.Get("Letters.NobodyToAsk").ToBody() : texts.Plural("Letters.CorrectionAsked", asked).ToBody(), now, cancellationToken);
        return true;
    }

    /// <summary>Another editor agreed to what they were shown: a file that is still uploaded for some of its rooms was shown to nobody.</summary>
    /// <returns>False when there was none.</returns>
    public async Task<bool> AgreeAsync(BotDbContext db, Newsletter letter, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var kinds = await KindsAsync(db, letter, cancellationToken);
        var proposed = (await LetterFiles.Proposed(db, letter.Id).ToListAsync(cancellationToken)).FindAll(file => file.Standing == FileStanding.Removal || kinds.TrueForAll(file.IsReadyFor));
        foreach (var file in proposed) await PutAsync(db, letter, file, now, cancellationToken);
        return proposed.Count > 0;
    }

    private static async Task<bool> IsReadyAsync(BotDbContext db, Newsletter letter, NewsletterFile file, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var isReady = true;
        foreach (var encrypted in await KindsAsync(db, letter, cancellationToken)) isReady &= await LetterFiles.AreReadyAsync(db, [file], encrypted, now, cancellationToken);
        return isReady;
    }

    /// <summary>Plain rooms, encrypted ones, or both: those of its salons, and the direct chats where it is shown.</summary>
    private static Task<List<bool>> KindsAsync(BotDbContext db, Newsletter letter, CancellationToken cancellationToken) => db.Set<Room>()
        .Where(room => room.Id == letter.ChatId || db.Set<NewsletterDelivery>().Any(delivery => delivery.NewsletterId == letter.Id && delivery.RoomId == room.Id
            && (delivery.State == DeliveryState.Waiting || delivery.State == DeliveryState.Sent)))
        .Select(room => room.IsEncrypted).Distinct().ToListAsync(cancellationToken);

    private async Task PutAsync(BotDbContext db, Newsletter letter, NewsletterFile file, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await LetterFiles.InForce(db, letter.Id).Where(other => other.IsPicture == file.IsPicture).ExecuteDeleteAsync(cancellationToken);
        var isRemoval = file.Standing == FileStanding.Removal;
        if (isRemoval) db.Remove(file);
        else file.Standing = FileStanding.InForce;
        var figures = await LetterRevision.SpreadAsync(db, letter, now, cancellationToken);
        var encrypted = await db.Set<Room>().Where(room => room.Id == letter.ChatId).Select(room => room.IsEncrypted).FirstOrDefaultAsync(cancellationToken);
        if (!isRemoval && LetterParts.File(file, encrypted) is { } shown) await LetterVoice.SayAsync(db, letter, shown, now, cancellationToken);
        var words = texts.Format($"Letters.{(file.IsPicture ? "Picture" : "Attachment")}{(isRemoval ? "Removed" : "Corrected")}", ("sent", figures.Sent), ("waiting", figures.Waiting));
        if (file is { IsPicture: true, Description: null or "" } && !isRemoval) words += " " + texts.Get("Letters.PictureUndescribed");
        await LetterVoice.SayAsync(db, letter, words.ToBody(), now, cancellationToken);
    }
}
