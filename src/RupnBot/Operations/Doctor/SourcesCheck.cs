using Microsoft.Extensions.Options;
using RupnBot.Configuration;
using RupnBot.Localization;
using RupnBot.Sources.Fetching;

namespace RupnBot.Operations.Doctor;

/// <summary>Each source of the catalogue answers, asked with the same guards as always.</summary>
internal sealed class SourcesCheck(FeedFetcher fetcher, IOptions<SourcesOptions> sources, Texts texts) : ICheck
{
    private const int AtOnce = 4;

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        var catalog = sources.Value.Catalog;
        if (catalog.Count == 0) return [new Finding(false, texts.Get("Doctor.NoSources"))];
        var findings = new Finding[catalog.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, catalog.Count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (index, token) => findings[index] = await LookAsync(catalog[index], token));
        return findings;
    }

    private async Task<Finding> LookAsync(CatalogSource source, CancellationToken cancellationToken)
    {
        var result = await fetcher.FetchAsync(new FetchRequest(new Uri(source.Address!)), cancellationToken);
        if (result is not FetchFailed failed) return new Finding(true, texts.Format("Doctor.Source", ("source", source.Name)));
        var reason = failed.StatusCode is { } status ? $"{failed.Reason} {status}" : failed.Reason.ToString();
        return new Finding(false, texts.Format("Doctor.SourceFails", ("source", source.Name), ("reason", reason)));
    }
}
