using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Quartz;
using RupnBot.Configuration;
using RupnBot.Storage;

namespace RupnBot.Sources.Archive;

/// <summary>Erases articles that have outlived <c>Sources:ArchiveDays</c>, a few hundred a transaction; their keys stay, so that none comes back as new.</summary>
[DisallowConcurrentExecution]
internal sealed class ArchivePurge(Database database, IOptions<SourcesOptions> options, TimeProvider time) : IJob
{
    private const int AtOnce = 200;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await RunAsync(cancellationToken);

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        var oldest = time.GetUtcNow() - TimeSpan.FromDays(options.Value.ArchiveDays);
        while (await database.WriteAsync(db => StepAsync(db, oldest, cancellationToken), cancellationToken) == AtOnce)
        {
        }
    }

    private static async Task<int> StepAsync(BotDbContext db, DateTimeOffset oldest, CancellationToken cancellationToken)
    {
        var articles = await db.Set<Article>().AsTracking().Where(article => article.FirstSeenAt < oldest).OrderBy(article => article.FirstSeenAt).Take(AtOnce).ToListAsync(cancellationToken);
        db.RemoveRange(articles);
        db.AddRange(articles.Where(article => article.SourceId is not null).Select(article => new ForgottenArticle { Key = article.Key }));
        return articles.Count;
    }
}
