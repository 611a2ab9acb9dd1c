using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Newsletters.Records;
using RupnBot.Privacy;
using RupnBot.Storage;

namespace RupnBot.Newsletters;

/// <summary>Of people a letter keeps who prepared it and who agreed to it; of its salons, where it is and since when.</summary>
internal sealed class LetterPersonalData(IOptions<NewsletterOptions> options, Texts texts) : IPersonalData
{
    /// <summary>A letter may be corrected or reach a salon late for some days: then its files are no longer needed.</summary>
    internal static readonly TimeSpan FilesKept = TimeSpan.FromDays(30);

    public async Task<IReadOnlyList<string>> DescribeAsync(BotDbContext db, UserId user, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        var prepared = await db.Set<Newsletter>().CountAsync(letter => letter.EditorId == user, cancellationToken);
        var approved = await db.Set<Newsletter>().CountAsync(letter => letter.ApprovedBy == user && letter.EditorId != user, cancellationToken);
        if (prepared > 0) lines.Add(texts.Plural("Letters.DataPrepared", prepared));
        if (approved > 0) lines.Add(texts.Plural("Letters.DataApproved", approved));
        return lines;
    }

    public async Task ForgetAsync(BotDbContext db, UserId user, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        // What nobody else has seen goes; what salons were sent stays, without who wrote it.
        await db.Set<Newsletter>().Where(letter => letter.EditorId == user && (letter.State == NewsletterState.Draft || letter.State == NewsletterState.Cancelled)).ExecuteDeleteAsync(cancellationToken);
        await db.Set<Newsletter>().Where(letter => letter.EditorId == user).ExecuteUpdateAsync(set => set.SetProperty(letter => letter.EditorId, (UserId?)null), cancellationToken);
        await db.Set<Newsletter>().Where(letter => letter.ApprovedBy == user).ExecuteUpdateAsync(set => set.SetProperty(letter => letter.ApprovedBy, (UserId?)null), cancellationToken);
    }

    public async Task PurgeAsync(BotDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        var old = now.AddDays(-options.Value.RetentionDays);
        var stale = now.AddDays(-options.Value.DraftDays);
        var files = now - FilesKept;
        await db.Set<Newsletter>().Where(letter => letter.EndedAt < old && letter.State != NewsletterState.Withdrawing && letter.NextAt == null).ExecuteDeleteAsync(cancellationToken);
        await db.Set<Newsletter>().Where(letter => letter.TouchedAt < stale && (letter.State == NewsletterState.Draft || letter.State == NewsletterState.AwaitingApproval || letter.State == NewsletterState.Cancelled))
            .ExecuteDeleteAsync(cancellationToken);
        // One that was left in a pause and never spoken of again will not be gone on with.
        await db.Set<Newsletter>().Where(letter => letter.TouchedAt < old && letter.State == NewsletterState.Paused).ExecuteDeleteAsync(cancellationToken);
        var over = db.Set<NewsletterFile>().Where(file => db.Set<Newsletter>().Any(letter => letter.Id == file.NewsletterId && letter.EndedAt < files));
        await over.Where(file => file.Standing != FileStanding.InForce).ExecuteDeleteAsync(cancellationToken);
        // Where it lies stays with the letter: a letter without a picture would be corrected into one.
        await over.Where(file => file.Size > 0).ExecuteUpdateAsync(set => set.SetProperty(file => file.Bytes, Array.Empty<byte>()), cancellationToken);
    }
}
