using System.Diagnostics;
using System.Text;
using CodeHollow.FeedReader;
using RupnBot.Sources.Feeds;

namespace RupnBot.Benchmarks.Parsing;

/// <summary>
/// Parsing throughput in MB/s beside CodeHollow.FeedReader, on feeds as the field has them. Like for like is the parsing alone, as CodeHollow
/// hands out summaries as raw markup; what it takes us to clean every summary to plain text as well is shown beside it.
/// </summary>
internal static class FeedsBenchmark
{
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(400);

    public static void Run(int rounds)
    {
        var ratios = new List<double>();
        foreach (var (name, bytes) in SampleFeeds.All())
        {
            Measure(() => Ours(bytes, false), bytes.Length);
            Measure(() => Ours(bytes, true), bytes.Length);
            Measure(() => Theirs(bytes), bytes.Length);
            var ours = new List<double>();
            var cleaned = new List<double>();
            var theirs = new List<double>();
            for (var round = 0; round < rounds; round++)
            {
                ours.Add(Measure(() => Ours(bytes, false), bytes.Length));
                cleaned.Add(Measure(() => Ours(bytes, true), bytes.Length));
                theirs.Add(Measure(() => Theirs(bytes), bytes.Length));
            }

            var (a, b) = (Median(ours), Median(theirs));
            ratios.Add(a / b);
            Console.WriteLine($"{name,-10} {bytes.Length / 1024,4} KiB: {a,6:F0} MB/s, with cleaned text {Median(cleaned),6:F0} MB/s, CodeHollow {b,6:F0} MB/s, ratio {a / b:F2}, cleaned {Median(cleaned) / b:F2}");
        }

        Console.WriteLine($"feeds: least ratio {ratios.Min():F2}, geometric mean {Math.Exp(ratios.Average(Math.Log)):F2} (goal >= 1)");
    }

    private static int Ours(byte[] bytes, bool clean)
    {
        var feed = FeedParser.Parse(bytes, null, new Uri("https://example.org/feed"), FeedLimits.Default);
        if (feed.Error is not null || feed.Entries.Count == 0) throw new InvalidOperationException("The sample was not read.");
        return clean ? feed.Entries.Sum(entry => entry.SummaryText?.Length ?? 0) : feed.Entries.Sum(entry => entry.Title?.Length ?? 0);
    }

    private static int Theirs(byte[] bytes)
    {
        var feed = FeedReader.ReadFromByteArray(bytes);
        return feed.Items.Sum(item => (item.Description ?? item.Content)?.Length ?? 0);
    }

    private static double Measure(Func<int> parse, int length)
    {
        var watch = Stopwatch.StartNew();
        var count = 0;
        for (; watch.Elapsed < Slice; count++) parse();
        return count * (double)length / watch.Elapsed.TotalSeconds / 1_000_000;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}

/// <summary>Feeds of forty articles in the shapes the academy's and the ministry's sites have.</summary>
internal static class SampleFeeds
{
    private const int Articles = 40;

    public static IEnumerable<(string Name, byte[] Bytes)> All() => [("SPIP", Spip()), ("WordPress", WordPress()), ("Atom", Atom())];

    private static byte[] Spip() => Encoding.UTF8.GetBytes(
        """
        <?xml version="1.0" encoding="utf-8"?>
        <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
        <channel xml:lang="fr"><title>SRANE</title><link>https://ww2.example.org/srane/</link><description>Le numérique éducatif</description>
        """
        + Repeat(i => $"""
            <item xml:lang="fr"><title>Article {i} : l'évaluation avec le numérique</title><link>https://ww2.example.org/srane/spip.php?article{i}</link>
            <guid isPermaLink="true">https://ww2.example.org/srane/spip.php?article{i}</guid><dc:date>2026-11-{(i % 28) + 1:00}T08:30:00Z</dc:date>
            <dc:format>text/html</dc:format><dc:language>fr</dc:language><dc:creator>Anne Roy, Paul Petit</dc:creator><dc:subject>Évaluation</dc:subject><dc:subject>Pix</dc:subject>
            <description>&lt;p&gt;Une séquence &lt;strong&gt;clé en main&lt;/strong&gt; pour la classe de seconde : consignes, grilles et retours d'élèves. On y trouve aussi un tutoriel &amp; des modèles.&lt;/p&gt;
            -
            &lt;a href="https://ww2.example.org/srane/spip.php?rubrique7" rel="directory"&gt;Évaluation&lt;/a&gt;</description></item>
            """)
        + "</channel></rss>");

    private static byte[] WordPress() => Encoding.UTF8.GetBytes(
        """
        <?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel><title>Blog</title><link>https://blog.example.org</link><description>Blog</description><lastBuildDate>Mon, 23 Nov 2026 08:00:00 +0000</lastBuildDate>
        """
        + Repeat(i => $"""
            <item><title>Billet n&#176;{i} : des tablettes en CDI</title><link>https://blog.example.org/2026/11/billet-{i}/</link><dc:creator><![CDATA[Anne Roy]]></dc:creator>
            <pubDate>Mon, {(i % 28) + 1:00} Nov 2026 08:{i % 60:00}:00 +0000</pubDate><category><![CDATA[Tablettes]]></category><guid isPermaLink="false">https://blog.example.org/?p={i}</guid>
            <description><![CDATA[<p>Comment prêter des tablettes sans y passer ses soirées : une fiche, trois outils, et beaucoup de bon sens&#8230;</p>]]></description>
            <content:encoded><![CDATA[<p>Comment prêter des tablettes sans y passer ses soirées.</p><ul><li>une fiche</li><li>trois outils</li></ul><p><img src="https://blog.example.org/i.png" alt="Un chariot"/></p>]]></content:encoded></item>
            """)
        + "</channel></rss>");

    private static byte[] Atom() => Encoding.UTF8.GetBytes(
        """
        <?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://site.example.org/"><title>Site</title><id>urn:site</id><updated>2026-11-23T08:00:00Z</updated>
        """
        + Repeat(i => $"""
            <entry><title>Entrée {i}</title><link rel="alternate" href="actualites/{i}"/><id>tag:site.example.org,2026:{i}</id><updated>2026-11-{(i % 28) + 1:00}T08:00:00+01:00</updated>
            <published>2026-11-{(i % 28) + 1:00}T07:00:00+01:00</published><author><name>Paul Petit</name></author><category term="Pix"/>
            <summary type="html">&lt;p&gt;La certification ouvre en mars : calendrier, inscription et conseils pour préparer les élèves.&lt;/p&gt;</summary></entry>
            """)
        + "</feed>");

    private static string Repeat(Func<int, string> article) => string.Concat(Enumerable.Range(1, Articles).Select(article));
}
