using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Jobs;
using RupnBot.Bot.Messages;
using RupnBot.Bot.Outbox;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Sources.Archive;
using RupnBot.Sources.Catalog;
using RupnBot.Sources.Fetching;
using RupnBot.Sources.Html;
using RupnBot.Sources.Polling;
using RupnBot.Storage;

namespace RupnBot.Sources.Relaying;

/// <summary>Reads the title and summary of a relayed page, stores the find, and tells whoever relayed it what was read.</summary>
internal sealed class RelayJob(FeedFetcher fetcher, IFindsFollower follower, Texts texts, TimeProvider time) : IJobHandler
{
    public const string JobKind = "relay";
    private const int MostTries = 3;
    private static readonly TimeSpan BusyWait = TimeSpan.FromSeconds(20);

    public string Kind => JobKind;

    public async Task<Func<BotDbContext, Task>?> RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        var payload = job.Read<RelayPayload>();
        var result = await fetcher.FetchAsync(new FetchRequest(new Uri(payload.Link)) { Purpose = FetchPurpose.Page }, cancellationToken);
        if (result is FetchFailed { Reason: FetchFailure.HostBusy } && job.Attempt < MostTries) throw new JobRetryException("The host is busy.", BusyWait);
        if (result is not Fetched fetched)
        {
            var reason = FailureText.Of(result as FetchFailed ?? new FetchFailed(FetchFailure.BadResponse), texts);
            return db => TellAsync(db, payload, texts.Format("Sources.RelayUnreachable", ("address", payload.Link), ("reason", reason)).ToBody(), cancellationToken);
        }

        var page = IsPage(fetched) ? PageMetadata.Read(fetched.Body, fetched.ContentType, fetched.FinalAddress) : null;
        if (page?.Title is not { } title) return db => TellAsync(db, payload, texts.Format("Sources.RelayNotAPage", ("address", payload.Link)).ToBody(), cancellationToken);
        return db => StoreAsync(db, job.Key, payload, title, page, fetched, cancellationToken);
    }

    public Task GiveUpAsync(BotDbContext db, JobContext job, CancellationToken cancellationToken)
    {
        var payload = job.Read<RelayPayload>();
        return TellAsync(db, payload, texts.Format("Sources.RelayNotAPage", ("address", payload.Link)).ToBody(), cancellationToken);
    }

    // A server that does not say is believed when it looks like a page; a picture or a PDF file has no title we could read.
    private static bool IsPage(Fetched fetched) => fetched.ContentType is not { Length: > 0 } type
        || type.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) || type.StartsWith("application/xhtml+xml", StringComparison.OrdinalIgnoreCase);

    private async Task StoreAsync(BotDbContext db, string key, RelayPayload payload, string title, PageMetadata page, Fetched fetched, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await db.Set<Article>().AnyAsync(article => article.Key == key, cancellationToken)) return;
        var link = Bot.Messages.WebAddress.Normalize((page.CanonicalLink ?? fetched.FinalAddress).AbsoluteUri) ?? payload.Link;
        var summary = payload.Words ?? page.Summary;
        var article = new Article
        {
            Key = key,
            Title = DisplayText.Shorten(DisplayText.OneLine(title), Article.LongestTitle),
            Link = link,
            Summary = summary is null ? null : DisplayText.Shorten(DisplayText.OneLine(summary), Article.LongestSummary),
            Topics = [.. payload.Topics],
            FoldedTopics = [.. payload.Topics.Select(Topic.Fold)],
            PublishedAt = page.PublishedAt <= now ? page.PublishedAt : null,
            FirstSeenAt = now,
            RelayedTo = payload.SalonId,
            LinkKey = ArticleKeys.OfLink(link),
            TitleKey = ArticleKeys.OfTitle(title),
        };
        db.Add(article);
        await TellAsync(db, payload, await ConfirmationAsync(db, article, payload, cancellationToken), cancellationToken);
    }

    private async Task<MessageBody> ConfirmationAsync(BotDbContext db, Article article, RelayPayload payload, CancellationToken cancellationToken)
    {
        var read = new InlineText().Link(article.Title, article.Link);
        if (article.Summary is { } summary) read.LineBreak().Text(DisplayText.Shorten(summary, 180));
        var message = new MessageBuilder()
            .Paragraph(payload.SalonName is { } salon ? texts.Format("Sources.RelayDone", ("salon", salon)) : texts.Format("Sources.RelayDoneEveryone", ("topics", string.Join(", ", payload.Topics))))
            .Paragraph(read);
        if (payload.SalonId is { } room && await follower.FollowAsync(db, room, time.GetUtcNow(), cancellationToken) is { } told) message.Paragraph(told);
        var known = await Topics.KnownAsync(db, cancellationToken);
        foreach (var topic in article.Topics.Where(topic => !known.ContainsKey(Topic.Fold(topic))))
            message.Paragraph(Topics.Near(topic, known) is { } near ? texts.Format("Sources.RelayTopicNear", ("topic", topic), ("near", near)) : texts.Format("Sources.RelayTopicNew", ("topic", topic)));
        return message.Build();
    }

    private Task TellAsync(BotDbContext db, RelayPayload payload, MessageBody body, CancellationToken cancellationToken) => db.QueueAsync(
        new OutgoingMessage(new RoomId(payload.ReplyRoom), body.ToMessage(notice: true)) { Key = $"relay:{payload.AskedBy}" }, time.GetUtcNow(), cancellationToken);
}
