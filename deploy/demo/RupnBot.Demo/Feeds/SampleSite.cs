using System.Text;

namespace RupnBot.Demo.Feeds;

/// <summary>A SPIP site with articles, which may be changed while it is served.</summary>
/// <param name="name">First segment of its addresses.</param>
/// <param name="title">The channel's title.</param>
public sealed class SampleSite(string name, string title)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<int, SampleArticle> _articles = [];
    private int? _failure;

    public string Name => name;

    public string Title => title;

    /// <summary>Encoding of the feed. Characters it lacks become numeric references, as SPIP writes them.</summary>
    public Encoding Charset { get; set; } = Encoding.UTF8;

    /// <summary>Send <c>ETag</c> and <c>Last-Modified</c>, and answer 304 where they say so.</summary>
    public bool Validators { get; set; } = true;

    /// <summary>The status every request is answered with, or null while the site works.</summary>
    public int? Failure
    {
        get
        {
            lock (_gate) return _failure;
        }
    }

    /// <summary>The articles, latest first.</summary>
    public IReadOnlyList<SampleArticle> Articles
    {
        get
        {
            lock (_gate) return [.. _articles.Values.OrderByDescending(article => article.Date).ThenByDescending(article => article.Number)];
        }
    }

    /// <summary>Publishes an article under the next number.</summary>
    public SampleArticle Publish(
        string articleTitle, string introduction, DateTimeOffset date, IReadOnlyList<string>? keywords = null, IReadOnlyList<string>? authors = null)
    {
        lock (_gate)
        {
            var number = _articles.Count == 0 ? 101 : _articles.Keys.Last() + 1;
            return _articles[number] = new SampleArticle(number, articleTitle, [introduction], keywords ?? [], authors ?? [], date);
        }
    }

    /// <summary>Publishes an article, or replaces the one of the same number, as a revision does.</summary>
    public void Put(SampleArticle article)
    {
        lock (_gate) _articles[article.Number] = article;
    }

    /// <summary>From now on every request fails with this status.</summary>
    public void Fail(int status)
    {
        lock (_gate) _failure = status;
    }

    public void Recover()
    {
        lock (_gate) _failure = null;
    }

    /// <summary>What a SPIP feed lists: the ten latest articles and all younger than three days.</summary>
    public IReadOnlyList<SampleArticle> Listed(DateTimeOffset now) =>
        [.. Articles.Where((article, index) => index < 10 || now - article.Date < TimeSpan.FromDays(3))];
}
