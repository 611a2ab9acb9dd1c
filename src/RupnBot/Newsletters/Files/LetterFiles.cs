using Microsoft.EntityFrameworkCore;
using RupnBot.Newsletters.Records;
using RupnBot.Storage;

namespace RupnBot.Newsletters.Files;

/// <summary>The files of a letter.</summary>
internal static class LetterFiles
{
    /// <summary>What salons get.</summary>
    public static IQueryable<NewsletterFile> InForce(BotDbContext db, long letter) =>
        db.Set<NewsletterFile>().Where(file => file.NewsletterId == letter && file.Standing == FileStanding.InForce);

    /// <summary>The same, the picture first, without their bytes: where they lie is asked every few seconds, and they may be ten megabytes each.</summary>
    public static Task<List<NewsletterFile>> WithoutBytesAsync(BotDbContext db, long letter, CancellationToken cancellationToken) =>
        InForce(db, letter).OrderByDescending(file => file.IsPicture).Select(file => new NewsletterFile
        {
            Id = file.Id, NewsletterId = file.NewsletterId, IsPicture = file.IsPicture, Standing = file.Standing, FileName = file.FileName, ContentType = file.ContentType,
            Width = file.Width, Height = file.Height, Description = file.Description, Source = file.Source, Size = file.Size, PlainAddress = file.PlainAddress, EncryptedFile = file.EncryptedFile,
        }).ToListAsync(cancellationToken);

    /// <summary>What is to change of them. Not those whose bytes are still on their way: nobody has been shown these.</summary>
    public static IQueryable<NewsletterFile> Proposed(BotDbContext db, long letter) =>
        db.Set<NewsletterFile>().AsTracking().Where(file => file.NewsletterId == letter && file.Standing != FileStanding.InForce && file.Source == null).OrderByDescending(file => file.IsPicture);

    /// <summary>The picture that is to take the place of the one in force, whether its bytes are here or on their way; null when none is.</summary>
    public static Task<NewsletterFile?> ProposedPictureAsync(BotDbContext db, long letter, CancellationToken cancellationToken) =>
        db.Set<NewsletterFile>().AsTracking().FirstOrDefaultAsync(file => file.NewsletterId == letter && file.IsPicture && file.Standing == FileStanding.Proposed, cancellationToken);

    /// <summary>What was proposed in place of a letter's picture, or of its attachment, is let go.</summary>
    public static Task DropAsync(BotDbContext db, long letter, bool isPicture, CancellationToken cancellationToken) =>
        db.Set<NewsletterFile>().Where(file => file.NewsletterId == letter && file.IsPicture == isPicture && file.Standing != FileStanding.InForce).ExecuteDeleteAsync(cancellationToken);

    public static Task DropAsync(BotDbContext db, long letter, CancellationToken cancellationToken) =>
        db.Set<NewsletterFile>().Where(file => file.NewsletterId == letter && file.Standing != FileStanding.InForce).ExecuteDeleteAsync(cancellationToken);

    /// <summary>Uploaded once for all rooms of a kind: asks for what is missing.</summary>
    /// <returns>True when nothing is.</returns>
    public static async Task<bool> AreReadyAsync(BotDbContext db, IEnumerable<NewsletterFile> files, bool encrypted, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var missing = files.Where(file => !file.IsReadyFor(encrypted)).ToList();
        foreach (var file in missing) await LetterMediaJob.QueueAsync(db, file, encrypted, now, cancellationToken);
        return missing.Count == 0;
    }
}
