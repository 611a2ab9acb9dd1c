using System.Diagnostics;
using System.Globalization;
using RupnBot.Digests.Rendering;
using RupnBot.Digests.Selection;
using RupnBot.Localization;
using RupnBot.Sources.Archive;

namespace RupnBot.Benchmarks.Digests;

/// <summary>
/// Choosing and rendering digests, on one core: of an archive of articles, each salon's interests (three sources, a theme, a filter) find theirs by the
/// source's and the theme's list, as the database's indexes do, of the last 30 days; the pure part of the work does the rest.
/// </summary>
internal static class DigestsBenchmark
{
    private const int Sources = 200;
    private const int Topics = 40;
    private const int MostCandidates = 300;
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly string[] Words = ["tablette", "évaluation", "ENT", "concours", "formation", "Pix", "collège", "atelier", "accessibilité", "carte", "vidéo", "oral"];

    public static void Run(int articles, int digests, int rounds)
    {
        // Newest first, as an index by source and instant lists them.
        var archive = Archive(articles).OrderByDescending(article => article.Candidate.FirstSeen).ToList();
        var bySource = archive.ToLookup(article => article.Candidate.SourceId!.Value);
        var byTopic = archive.SelectMany(article => article.Candidate.Topics.Select(topic => (topic, article))).ToLookup(pair => pair.topic, pair => pair.article);
        var texts = new Texts(CultureInfo.GetCultureInfo("fr-FR"));
        var salons = Salons(digests);
        var rates = new List<double>();
        long bytes = 0;
        for (var round = 0; round <= rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            bytes = 0;
            foreach (var interests in salons) bytes += Render(interests);
            // The first is to warm up.
            if (round > 0) rates.Add(digests / watch.Elapsed.TotalSeconds);
        }

        Console.WriteLine($"digests: {rates.Order().ElementAt(rounds / 2):F0} a second, {digests} of {articles} articles, {bytes / digests} bytes each (goal >= 2000)");

        int Render(DigestInterests interests)
        {
            var found = interests.Each.SelectMany(interest => (interest.Source is { } source ? bySource[source] : byTopic[interest.Topic!])
                    .TakeWhile(article => article.Candidate.FirstSeen >= Now - DigestSelection.OldestAge).Take(MostCandidates))
                .ToDictionaryOfFirst();
            var selection = DigestSelection.Choose(found.Values.Select(article => article.Candidate), interests, Now);
            var shown = selection.Shown.Select(id => found[id].Shown).ToList();
            return DigestRenderer.Render(new DigestContent("SRANE", shown, selection.More), texts).Size;
        }
    }

    private static List<Entry> Archive(int count)
    {
        var random = new Random(2026);
        return [.. Enumerable.Range(1, count).Select(number =>
        {
            var title = $"{Pick(random)} et {Pick(random)} : {Pick(random)} n° {number}";
            var summary = string.Join(' ', Enumerable.Range(0, 60).Select(_ => Pick(random)));
            var link = $"https://site{number % Sources}.exemple.fr/article{number}";
            // A year of articles.
            var seen = Now.AddMinutes(-random.Next(365 * 24 * 60));
            var candidate = new DigestCandidate(number, number % Sources, [$"t{random.Next(Topics)}", $"t{random.Next(Topics)}"], seen.AddHours(-random.Next(48)), seen, AlreadyOffered: false)
            {
                LinkKey = ArticleKeys.OfLink(link), TitleKey = ArticleKeys.OfTitle(title), Text = ArticleKeys.Words($"{title} {summary}"),
            };
            return new Entry(candidate, new DigestArticle(title, link, $"Source {number % Sources}", DateOnly.FromDateTime(seen.Date), summary));
        })];
    }

    private static List<DigestInterests> Salons(int count)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, count).Select(_ => new DigestInterests(
        [
            new DigestInterest(random.Next(Sources), null),
            new DigestInterest(random.Next(Sources), null),
            new DigestInterest(random.Next(Sources), null, new InterestFilter { Maximum = 2 }),
            new DigestInterest(null, $"t{random.Next(Topics)}", new InterestFilter { With = ["tablette", "evaluation"], Without = ["concours"] }),
        ]))];
    }

    private static string Pick(Random random) => Words[random.Next(Words.Length)];

    private static Dictionary<long, Entry> ToDictionaryOfFirst(this IEnumerable<Entry> entries) =>
        entries.DistinctBy(entry => entry.Candidate.ArticleId).ToDictionary(entry => entry.Candidate.ArticleId);

    private sealed record Entry(DigestCandidate Candidate, DigestArticle Shown);
}
