using RupnBot.Bot.Files;
using RupnBot.Bot.Jobs;
using RupnBot.Bot.Messages;
using RupnBot.Bot.Session;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Newsletters.Records;
using RupnBot.Newsletters.Talking;
using RupnBot.Newsletters.Writing;
using RupnBot.Sources.Feeds.Decoding;
using RupnBot.Sources.Fetching;
using RupnBot.Sources.Html;
using RupnBot.Sources.Polling;
using RupnBot.Storage;

namespace RupnBot.Newsletters.Files;

/// <summary>A letter's words that must be fetched first: a page's title and summary, or a Markdown file.</summary>
internal sealed record LetterContentPayload(long Letter, string? Link, ChatFile? File);

internal sealed class LetterContentJob(BotSession session, FeedFetcher fetcher, LetterContents contents, Texts texts, TimeProvider time) : IJobHandler
{
    public const string JobKind = "letter-content";
    private const int MostTries = 3;
    private static readonly TimeSpan BusyWait = TimeSpan.FromSeconds(20);

    public string Kind => JobKind;

    public static Task QueueAsync(BotDbContext db, LetterContentPayload payload, EventId askedBy, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.QueueJobAsync(JobKind, askedBy.Value, payload, now, cancellationToken);

    public async Task<Func<BotDbContext, Task>?> RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        var payload = job.Read<LetterContentPayload>();
        return payload.File is { } file ? await ReadFileAsync(payload, file, cancellationToken) : await ReadPageAsync(job, payload, cancellationToken);
    }

    public Task GiveUpAsync(BotDbContext db, JobContext job, CancellationToken cancellationToken)
    {
        var payload = job.Read<LetterContentPayload>();
        return RefuseAsync(db, payload, payload.Link is { } link ? texts.Format("Letters.PageRefused", ("address", link)) : texts.Get("Letters.MarkdownRefused"), cancellationToken);
    }

    private async Task<Func<BotDbContext, Task>> ReadFileAsync(LetterContentPayload payload, ChatFile file, CancellationToken cancellationToken)
    {
        await session.ReadyAsync(cancellationToken);
        try
        {
            // Four bytes a character at most.
            var bytes = await file.DownloadAsync(session.Client.WithPriority(RequestPriority.Interactive), 4 * LetterSource.Longest, cancellationToken);
            var markdown = LetterSource.Clean(CharsetDecoder.Decode(bytes, "text/markdown; charset=utf-8"));
            if (markdown.Length is > 0 and <= LetterSource.Longest) return db => TakeAsync(db, payload, markdown, cancellationToken);
        }
        catch (ChatFileException)
        {
            // Told below.
        }

        return db => RefuseAsync(db, payload, texts.Get("Letters.MarkdownRefused"), cancellationToken);
    }

    private async Task<Func<BotDbContext, Task>> ReadPageAsync(JobContext job, LetterContentPayload payload, CancellationToken cancellationToken)
    {
        var link = payload.Link!;
        var result = await fetcher.FetchAsync(new FetchRequest(new Uri(link)) { Purpose = FetchPurpose.Page }, cancellationToken);
        if (result is FetchFailed { Reason: FetchFailure.HostBusy } && job.Attempt < MostTries) throw new JobRetryException("The host is busy.", BusyWait);
        if (result is not Fetched fetched)
        {
            var reason = FailureText.Of(result as FetchFailed ?? new FetchFailed(FetchFailure.BadResponse), texts);
            return db => RefuseAsync(db, payload, texts.Format("Letters.PageUnreachable", ("address", link), ("reason", reason)), cancellationToken);
        }

        var page = PageMetadata.Read(fetched.Body, fetched.ContentType, fetched.FinalAddress);
        if (page.Title is not { } title) return db => RefuseAsync(db, payload, texts.Format("Letters.PageRefused", ("address", link)), cancellationToken);
        var address = Bot.Messages.WebAddress.Normalize((page.CanonicalLink ?? fetched.FinalAddress).AbsoluteUri) ?? link;
        return db => TakeAsync(db, payload, LetterSource.Clean(LetterSummary.Of(title, page.Summary, address, texts)), cancellationToken);
    }

    private async Task TakeAsync(BotDbContext db, LetterContentPayload payload, string markdown, CancellationToken cancellationToken)
    {
        if (await db.FindAsync<Newsletter>([payload.Letter], cancellationToken) is not { } letter) return;
        var now = time.GetUtcNow();
        if (LetterContents.FaultOf(letter, markdown, keepsLines: false) is { } fault) await LetterVoice.SayAsync(db, letter, texts.Format(fault, ("title", letter.Title)).ToBody(), now, cancellationToken);
        else await contents.TakeAsync(db, letter, markdown, keepsLines: false, now, cancellationToken);
    }

    private async Task RefuseAsync(BotDbContext db, LetterContentPayload payload, string why, CancellationToken cancellationToken)
    {
        if (await db.FindAsync<Newsletter>([payload.Letter], cancellationToken) is not { } letter) return;
        var now = time.GetUtcNow();
        await LetterVoice.SayAsync(db, letter, why.ToBody(), now, cancellationToken);
        // Begun with nothing: it is as if it had not been.
        if (letter is { State: NewsletterState.Draft, Markdown: "" }) letter.State = NewsletterState.Cancelled;
    }
}
