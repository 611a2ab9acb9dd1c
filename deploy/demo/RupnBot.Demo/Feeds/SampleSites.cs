using System.Text;
using System.Text.Json;

namespace RupnBot.Demo.Feeds;

/// <summary>The sites of <c>sites.json</c>, written for the demo and the tests. Their articles are dated back from now.</summary>
internal static class SampleSites
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static IEnumerable<SampleSite> Load(DateTimeOffset now)
    {
        using var resource = typeof(SampleSites).Assembly.GetManifestResourceStream("sites.json")!;
        foreach (var description in JsonSerializer.Deserialize<IReadOnlyList<SiteDescription>>(resource, Web)!)
        {
            var site = new SampleSite(description.Name, description.Title) { Charset = Encoding.GetEncoding(description.Charset) };
            // The file lists the latest article first; SPIP numbers them as they are written.
            var number = 100 + description.Articles.Count;
            foreach (var article in description.Articles)
                site.Put(new SampleArticle(number--, article.Title, article.Text, article.Keywords, article.Authors, Truncate(now.AddHours(-article.HoursAgo))));
            yield return site;
        }
    }

    private static DateTimeOffset Truncate(DateTimeOffset instant) => DateTimeOffset.FromUnixTimeSeconds(instant.ToUnixTimeSeconds());

    private sealed record SiteDescription(string Name, string Title, string Charset, IReadOnlyList<ArticleDescription> Articles);

    private sealed record ArticleDescription(
        double HoursAgo, string Title, IReadOnlyList<string> Text, IReadOnlyList<string> Keywords, IReadOnlyList<string> Authors);
}
