using RupnBot.Bot.Rooms;
using RupnBot.Matrix;
using RupnBot.Newsletters.Files;
using RupnBot.Newsletters.Records;
using RupnBot.Storage;

namespace RupnBot.Newsletters.Sending;

/// <summary>A letter as it is now: what each salon is to have of it.</summary>
internal sealed class LetterWanted(Newsletter letter, IReadOnlyList<NewsletterFile> files)
{
    private readonly NewsletterFile? _picture = files.FirstOrDefault(file => file.IsPicture);
    private readonly NewsletterFile? _attachment = files.FirstOrDefault(file => !file.IsPicture);

    public int Revision => letter.Revision;

    public static async Task<LetterWanted> OfAsync(BotDbContext db, Newsletter letter, CancellationToken cancellationToken) =>
        new(letter, await LetterFiles.WithoutBytesAsync(db, letter.Id, cancellationToken));

    public static async Task<bool> IsEncryptedAsync(BotDbContext db, NewsletterDelivery delivery, CancellationToken cancellationToken) =>
        await db.FindAsync<Room>([delivery.RoomId], cancellationToken) is { IsEncrypted: true };

    public bool IsReadyFor(bool encrypted) => files.All(file => file.IsReadyFor(encrypted));

    public Task<bool> AskForAsync(BotDbContext db, bool encrypted, DateTimeOffset now, CancellationToken cancellationToken) => LetterFiles.AreReadyAsync(db, files, encrypted, now, cancellationToken);

    /// <summary>Null when it has none.</summary>
    public MessageContent? Picture(bool encrypted) => _picture is null ? null : LetterParts.File(_picture, encrypted);

    public MessageContent Text() => LetterParts.Text(letter);

    public MessageContent? Attachment(bool encrypted) => _attachment is null ? null : LetterParts.File(_attachment, encrypted);

    /// <summary>A salon sees the letter so already, as far as anything can still be done about it.</summary>
    public async Task<bool> StandsAsync(BotDbContext db, NewsletterDelivery delivery, CancellationToken cancellationToken)
    {
        var encrypted = await IsEncryptedAsync(db, delivery, cancellationToken);
        if (!IsReadyFor(encrypted)) return false;
        var (picture, text, attachment) = await LetterPart.OfAsync(db, delivery, cancellationToken);
        return Stands(picture, Picture(encrypted)) && Stands(text, Text()) && Stands(attachment, Attachment(encrypted));
    }

    private static bool Stands(LetterPart part, MessageContent? wanted) => part.IsLost || (wanted is null ? !part.IsThere : part.Shows(wanted));
}
