using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Messages;
using RupnBot.Bot.Rooms;
using RupnBot.Configuration;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Newsletters.Files;
using RupnBot.Newsletters.Records;
using RupnBot.Newsletters.Writing;
using RupnBot.Storage;

namespace RupnBot.Newsletters.Talking;

/// <summary>Two pairs of eyes: shows a letter, or what is to change of it, to the other editors and administrators, each in their own chat.</summary>
internal sealed class LetterApproval(LetterPreview preview, IOptions<BotOptions> options, Texts texts)
{
    public bool IsRequired => options.Value.RequireApproval;

    /// <summary>Where two must agree, nobody but its editor changes what a letter says: who proposed a change to a colleague's could otherwise agree to it alone.</summary>
    public async Task RefuseOthersAsync(CommandContext context, Newsletter letter, CancellationToken cancellationToken)
    {
        if (!IsRequired || letter.EditorId == context.Sender) return;
        if (letter.EditorId is not { } editor) throw context.Fault("Letters.NobodysToCorrect", ("title", letter.Title));
        throw context.Fault("Letters.OthersToCorrect", ("title", letter.Title), ("who", await NameAsync(context.Db, letter.ChatId, editor, cancellationToken)));
    }

    /// <returns>How many were asked.</returns>
    public Task<int> AskAsync(BotDbContext db, Newsletter letter, DateTimeOffset now, CancellationToken cancellationToken) =>
        AskAsync(db, letter, chat => AskAsync(db, letter, chat, letter.Said, now, cancellationToken), cancellationToken);

    /// <summary>Asks about another picture or attachment, or none, in place of the one in force.</summary>
    /// <returns>How many were asked.</returns>
    public Task<int> AskAsync(BotDbContext db, Newsletter letter, NewsletterFile file, DateTimeOffset now, CancellationToken cancellationToken) =>
        AskAsync(db, letter, chat => AskAsync(db, letter, file, chat, letter.Said, now, cancellationToken), cancellationToken);

    /// <summary>Who would agree to what they were shown is shown what has come since: all that their word would be about now.</summary>
    public async Task AskAnewAsync(CommandContext context, Newsletter letter, CancellationToken cancellationToken)
    {
        var (db, chat, first, now) = (context.Db, context.Room, letter.Said, context.Now);
        await LetterVoice.SayAsync(db, letter, texts.Format("Letters.ChangedSince", ("title", letter.Title)).ToBody(), now, cancellationToken, chat.Id);
        if (letter.Proposed is not null || !letter.IsOnItsWay) await AskAsync(db, letter, chat, first, now, cancellationToken);
        foreach (var file in await LetterFiles.Proposed(db, letter.Id).ToListAsync(cancellationToken)) await AskAsync(db, letter, file, chat, first, now, cancellationToken);
    }

    private async Task<int> AskAsync(BotDbContext db, Newsletter letter, Func<Room, Task> ask, CancellationToken cancellationToken)
    {
        var asked = 0;
        var others = options.Value.Editors.Concat(options.Value.Administrators).Distinct().Select(user => new UserId(user)).Where(user => user != letter.EditorId);
        foreach (var other in others)
        {
            if (await DirectChats.OfAsync(db, other, cancellationToken) is not { } chat) continue;
            await ask(chat);
            asked++;
        }

        return asked;
    }

    private async Task AskAsync(BotDbContext db, Newsletter letter, NewsletterFile file, Room chat, int first, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var isRemoval = file.Standing == FileStanding.Removal;
        var key = $"Letters.Ask{(isRemoval ? "Without" : "")}{(file.IsPicture ? "Picture" : "Attachment")}";
        var words = new MessageBuilder().Paragraph(texts.Format(key, ("who", await WhoAsync(db, letter, cancellationToken)), ("title", letter.Title)));
        // It is uploaded for the rooms that need it; in a chat of another kind its name must do.
        if (file is { IsPicture: true, Description.Length: > 0 } && !isRemoval) words.Paragraph(texts.Format("Letters.Picture", ("description", file.Description)));
        if (!isRemoval && LetterParts.File(file, chat.IsEncrypted) is { } shown) await LetterVoice.SayAsync(db, letter, shown, now, cancellationToken, chat.Id);
        else if (!isRemoval) words.Paragraph(texts.Format(file.IsPicture ? "Letters.PictureFile" : "Letters.Attachment", ("file", file.FileName)));
        await LetterVoice.SayAsync(db, letter, words.Paragraph(texts.Get("Letters.AskWords")).Build(), now, cancellationToken, chat.Id, first);
    }

    private async Task AskAsync(BotDbContext db, Newsletter letter, Room room, int first, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var chat = room.Id;
        var who = await WhoAsync(db, letter, cancellationToken);
        if (letter.Proposed is { } proposed)
        {
            await LetterVoice.SayAsync(db, letter, texts.Format("Letters.AskCorrection", ("who", who), ("title", letter.Title)).ToBody(), now, cancellationToken, chat);
            await LetterVoice.SayAsync(db, letter, LetterText.Render(proposed, letter.ProposedKeepsLines).Body.ToMessage(notice: false), now, cancellationToken, chat, first);
            return;
        }

        // Its text at least: files that are not uploaded for such a chat are named below.
        var builder = new MessageBuilder().Paragraph(texts.Format("Letters.Ask", ("who", who), ("title", letter.Title)));
        builder.BulletList((await preview.LinesAsync(db, letter, now, cancellationToken)).Select(InlineText.From)).Paragraph(texts.Get("Letters.AskWords"));
        if (!await preview.PutAsync(db, letter, chat, now, cancellationToken)) await LetterVoice.SayAsync(db, letter, LetterParts.Text(letter), now, cancellationToken, chat);
        await LetterVoice.SayAsync(db, letter, builder.Build(), now, cancellationToken, chat, first);
    }

    private async Task<string> WhoAsync(BotDbContext db, Newsletter letter, CancellationToken cancellationToken) =>
        letter.EditorId is { } editor ? await NameAsync(db, letter.ChatId, editor, cancellationToken) : texts.Get("Letters.SomeEditor");

    public static async Task<string> NameAsync(BotDbContext db, RoomId chat, UserId user, CancellationToken cancellationToken) =>
        (await db.FindAsync<RoomMember>([chat, user], cancellationToken))?.DisplayName ?? user.Value;
}
