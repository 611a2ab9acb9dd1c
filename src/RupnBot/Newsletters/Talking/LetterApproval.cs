using Microsoft.Extensions.Options;
using RupnBot.Bot.Messages;
using RupnBot.Bot.Rooms;
using RupnBot.Configuration;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Newsletters.Records;
using RupnBot.Newsletters.Writing;
using RupnBot.Storage;

namespace RupnBot.Newsletters.Talking;

/// <summary>Two pairs of eyes: shows a letter, or its new wording, to the other editors and administrators, each in their own chat.</summary>
internal sealed class LetterApproval(LetterPreview preview, IOptions<BotOptions> options, Texts texts)
{
    public bool IsRequired => options.Value.RequireApproval;

    /// <returns>How many were asked.</returns>
    public async Task<int> AskAsync(BotDbContext db, Newsletter letter, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var asked = 0;
        var others = options.Value.Editors.Concat(options.Value.Administrators).Distinct().Select(user => new UserId(user)).Where(user => user != letter.EditorId);
        foreach (var other in others)
        {
            if (await DirectChats.OfAsync(db, other, cancellationToken) is not { } chat) continue;
            await AskAsync(db, letter, chat.Id, now, cancellationToken);
            asked++;
        }

        return asked;
    }

    private async Task AskAsync(BotDbContext db, Newsletter letter, RoomId chat, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var who = letter.EditorId is { } editor ? await NameAsync(db, letter.ChatId, editor, cancellationToken) : texts.Get("Letters.SomeEditor");
        if (letter.Proposed is { } proposed)
        {
            await LetterVoice.SayAsync(db, letter, texts.Format("Letters.AskCorrection", ("who", who), ("title", letter.Title)).ToBody(), now, cancellationToken, chat);
            await LetterVoice.SayAsync(db, letter, LetterText.Render(proposed, letter.ProposedKeepsLines).Body.ToMessage(notice: false), now, cancellationToken, chat);
            return;
        }

        // Its text at least: files that are not uploaded for such a chat are named below.
        var builder = new MessageBuilder().Paragraph(texts.Format("Letters.Ask", ("who", who), ("title", letter.Title)));
        builder.BulletList((await preview.LinesAsync(db, letter, now, cancellationToken)).Select(InlineText.From)).Paragraph(texts.Get("Letters.AskWords"));
        if (!await preview.PutAsync(db, letter, chat, now, cancellationToken)) await LetterVoice.SayAsync(db, letter, Files.LetterParts.Text(letter), now, cancellationToken, chat);
        await LetterVoice.SayAsync(db, letter, builder.Build(), now, cancellationToken, chat);
    }

    public static async Task<string> NameAsync(BotDbContext db, RoomId chat, UserId user, CancellationToken cancellationToken) =>
        (await db.FindAsync<RoomMember>([chat, user], cancellationToken))?.DisplayName ?? user.Value;
}
