using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RupnBot.Bot.Messages;
using RupnBot.Configuration;
using RupnBot.Storage;

namespace RupnBot.Sources.Catalog;

/// <summary>Makes the rows say what <c>Sources:Catalog</c> says, at start: an address is new, renamed, or no longer there. Doing it again changes nothing.</summary>
internal sealed class CatalogSynchronizer(Database database, IOptions<SourcesOptions> options, TimeProvider time) : IHostedService
{
    // First looks are spread, so that a start does not ask two hundred sites at once.
    private static readonly TimeSpan Spread = TimeSpan.FromSeconds(2);

    public Task StartAsync(CancellationToken cancellationToken) => database.WriteAsync(db => ApplyAsync(db, cancellationToken), cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    internal async Task ApplyAsync(BotDbContext db, CancellationToken cancellationToken)
    {
        var rows = await db.Set<Source>().AsTracking().ToListAsync(cancellationToken);
        var byAddress = rows.ToDictionary(row => row.Address, StringComparer.Ordinal);
        var wanted = options.Value.Catalog.Where(source => source is { Name: not null, Address: not null }).ToDictionary(source => source.Address!.Trim(), StringComparer.Ordinal);
        var names = wanted.Values.Select(source => Topic.Fold(source.Name!)).ToHashSet(StringComparer.Ordinal);
        foreach (var row in rows.Where(row => !wanted.ContainsKey(row.Address)))
        {
            if (row.IsCatalog) Retire(row);
            // The catalogue's names are its own; whoever else bore one keeps it with a mark.
            if (names.Contains(row.FoldedName)) Rename(row, SourceNames.Distinct(row.Name, new Uri(row.Address), [.. names, .. rows.Select(other => other.FoldedName)]));
        }

        // Two sources that change names with each other would meet the unique index half-way.
        foreach (var row in rows.Where(row => wanted.TryGetValue(row.Address, out var source) && Topic.Fold(source.Name!) != row.FoldedName)) row.FoldedName = $"\u0001{row.Id}";
        await db.SaveChangesAsync(cancellationToken);

        var now = time.GetUtcNow();
        var index = 0;
        foreach (var (address, source) in wanted)
        {
            if (!byAddress.TryGetValue(address, out var row)) db.Add(row = new Source { Name = "", FoldedName = "", Address = address, NextPollAt = now + index++ * Spread });
            Describe(row, source, now);
        }
    }

    private static void Describe(Source row, CatalogSource source, DateTimeOffset now)
    {
        Rename(row, DisplayText.Shorten(DisplayText.OneLine(source.Name!), Source.LongestName));
        row.Topics = Topic.Distinct(source.Topics);
        row.FoldedTopics = [.. row.Topics.Select(Topic.Fold)];
        if (row.IsRetired && row.Id != 0) row.NextPollAt = now;
        // The operator's sources share one space of articles, an address from chat has its own: what it held comes again, as backlog.
        if (!row.IsCatalog) row.FirstFetchedAt = null;
        if (!row.IsCatalog) (row.ETag, row.LastModified) = (null, null);
        (row.IsCatalog, row.IsRetired) = (true, false);
    }

    private static void Rename(Source row, string name) => (row.Name, row.FoldedName) = (name, Topic.Fold(name));

    private static void Retire(Source row) => (row.IsCatalog, row.IsRetired, row.FirstFetchedAt, row.ETag, row.LastModified) = (false, true, null, null, null);
}
