using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RupnBot.Bot.Files;
using RupnBot.Bot.Jobs;
using RupnBot.Bot.Messages;
using RupnBot.Bot.Rooms;
using RupnBot.Bot.Session;
using RupnBot.Crypto;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Newsletters.Records;
using RupnBot.Newsletters.Sending;
using RupnBot.Newsletters.Talking;
using RupnBot.Storage;

namespace RupnBot.Newsletters.Files;

/// <param name="File">The <see cref="NewsletterFile"/>.</param>
/// <param name="Encrypted">For encrypted rooms, or for plain ones.</param>
internal sealed record LetterMediaPayload(long File, bool Encrypted);

/// <summary>
/// Fetches a letter's picture or attachment from the editor's message, and uploads it once for all rooms of a kind. A crash after the upload and
/// before its address is stored leaves a file on the server that nothing refers to.
/// </summary>
internal sealed class LetterMediaJob(
    Database database, BotSession session, LetterPreview preview, LetterFileChanges changes, IOptions<NewsletterOptions> options, Texts texts, TimeProvider time) : IJobHandler
{
    public const string JobKind = "letter-media";
    private const string CipherType = "application/octet-stream";

    public string Kind => JobKind;

    /// <summary>Asked for at every look at the letter until it is there: one that failed comes again in its own time.</summary>
    public static Task QueueAsync(BotDbContext db, NewsletterFile file, bool encrypted, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.QueueJobOnceAsync(JobKind, $"{file.Id}:{(encrypted ? "cipher" : "plain")}", new LetterMediaPayload(file.Id, encrypted), now, cancellationToken);

    public async Task<Func<BotDbContext, Task>?> RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        var payload = job.Read<LetterMediaPayload>();
        await session.ReadyAsync(cancellationToken);
        var file = await database.ReadAsync(async db => await db.FindAsync<NewsletterFile>([payload.File], cancellationToken), cancellationToken);
        if (file is null || file.IsReadyFor(payload.Encrypted)) return null;
        // Its bytes were kept for as long as they could be of use.
        if (file is { Source: null, Size: > 0, Bytes.Length: 0 }) return db => ErasedAsync(db, payload, cancellationToken);
        try
        {
            var bytes = file.Source is { } source
                ? await JsonSerializer.Deserialize<ChatFile>(source)!.DownloadAsync(session.Client.WithPriority(RequestPriority.Interactive), options.Value.LargestFileMegabytes << 20, cancellationToken)
                : file.Bytes;
            var address = await UploadAsync(file, bytes, payload.Encrypted, cancellationToken);
            return db => StoreAsync(db, payload, bytes, address, cancellationToken);
        }
        catch (ChatFileException)
        {
            return db => RefuseAsync(db, payload.File, cancellationToken);
        }
    }

    public Task GiveUpAsync(BotDbContext db, JobContext job, CancellationToken cancellationToken) => RefuseAsync(db, job.Read<LetterMediaPayload>().File, cancellationToken);

    /// <returns>The plain address, or the block that says where the ciphertext lies and what opens it.</returns>
    private async Task<string> UploadAsync(NewsletterFile file, byte[] bytes, bool encrypted, CancellationToken cancellationToken)
    {
        var client = session.Client.WithPriority(RequestPriority.Interactive);
        try
        {
            if (!encrypted) return (await client.UploadAsync(bytes, file.ContentType ?? CipherType, file.FileName, cancellationToken)).ToString();
            // Neither kind nor name of an encrypted file is for the server.
            var cipher = AttachmentCipher.Encrypt(bytes, out var block);
            var address = await client.UploadAsync(cipher, CipherType, fileName: null, cancellationToken);
            using var buffer = new MemoryStream();
            using (var writer = new Utf8JsonWriter(buffer)) block.At(address.ToString()).WriteTo(writer);
            return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
        }
        catch (MatrixException e) when (Bot.Outbox.OutboxRules.IsFinal(e))
        {
            throw new ChatFileException(ChatFileFault.Refused, e);
        }
    }

    private async Task StoreAsync(BotDbContext db, LetterMediaPayload payload, byte[] bytes, string address, CancellationToken cancellationToken)
    {
        if (await db.FindAsync<NewsletterFile>([payload.File], cancellationToken) is not { } file) return;
        (file.Source, file.Bytes, file.Size) = (null, bytes, bytes.Length);
        if (payload.Encrypted) file.EncryptedFile ??= address;
        else file.PlainAddress ??= address;
        if (await db.FindAsync<Newsletter>([file.NewsletterId], cancellationToken) is not { } letter) return;
        var now = time.GetUtcNow();
        if (file.Standing != FileStanding.InForce)
        {
            await db.SaveChangesAsync(cancellationToken);
            await changes.GoOnAsync(db, letter, file, now, cancellationToken);
            return;
        }

        // The sending may wait for it.
        if (letter.NextAt is not null) letter.NextAt = now;
        await db.SaveChangesAsync(cancellationToken);
        if (letter.PreviewWanted) await preview.ShowAsync(db, letter, now, cancellationToken);
    }

    /// <summary>It left long ago: salons that have become of the other kind since keep what they have of it, and everything else of the letter goes on.</summary>
    private async Task ErasedAsync(BotDbContext db, LetterMediaPayload payload, CancellationToken cancellationToken)
    {
        var file = await db.FindAsync<NewsletterFile>([payload.File], cancellationToken);
        if (file is null || await db.FindAsync<Newsletter>([file.NewsletterId], cancellationToken) is not { } letter) return;
        if (file.Standing != FileStanding.InForce || letter is not { IsOnItsWay: true, EndedAt: not null })
        {
            await RefuseAsync(db, payload.File, cancellationToken);
            return;
        }

        var kept = await LetterCorrector.Outdated(db, letter).Where(delivery => delivery.Work == DeliveryWork.None && db.Set<Room>().Any(room => room.Id == delivery.RoomId && room.IsEncrypted == payload.Encrypted))
            .ExecuteUpdateAsync(set => set.SetProperty(delivery => delivery.Revision, letter.Revision).SetProperty(delivery => delivery.IsUncorrected, true), cancellationToken);
        var now = time.GetUtcNow();
        if (letter.NextAt is not null) letter.NextAt = now;
        var words = texts.Format("Letters.FileErased", ("file", file.FileName), ("title", letter.Title));
        if (kept > 0) words += " " + texts.Format("Letters.KeepEarlier", ("count", kept));
        await LetterVoice.SayAsync(db, letter, words.ToBody(), now, cancellationToken);
    }

    private async Task RefuseAsync(BotDbContext db, long id, CancellationToken cancellationToken)
    {
        if (await db.FindAsync<NewsletterFile>([id], cancellationToken) is not { } file) return;
        if (await db.FindAsync<Newsletter>([file.NewsletterId], cancellationToken) is not { } letter) return;
        var name = file.FileName;
        if (file.Standing != FileStanding.InForce)
        {
            db.Remove(file);
            await LetterVoice.SayAsync(db, letter, texts.Format("Letters.ProposalRefused", ("file", name), ("size", options.Value.LargestFileMegabytes)).ToBody(), time.GetUtcNow(), cancellationToken);
            return;
        }

        if (letter.IsOnItsWay)
        {
            // Some salons may have it: the others do not get another letter than these.
            if (letter.State is NewsletterState.Scheduled or NewsletterState.Sending or NewsletterState.Done) letter.State = NewsletterState.Paused;
            await LetterVoice.SayAsync(db, letter, texts.Format("Letters.FileStuck", ("file", name), ("title", letter.Title)).ToBody(), time.GetUtcNow(), cancellationToken);
            return;
        }

        db.Remove(file);
        await db.SaveChangesAsync(cancellationToken);
        var now = time.GetUtcNow();
        if (letter.NextAt is not null) letter.NextAt = now;
        await LetterVoice.SayAsync(db, letter, texts.Format("Letters.FileRefused", ("file", name), ("size", options.Value.LargestFileMegabytes)).ToBody(), now, cancellationToken);
        if (letter.PreviewWanted) await preview.ShowAsync(db, letter, now, cancellationToken);
    }
}
