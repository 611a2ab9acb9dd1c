namespace RupnBot.Tests.Sources.Feeds;

public sealed class JsonFeedTests
{
    [Fact]
    public void All_that_an_item_says_is_read()
    {
        var parsed = Feed.Parse("""
            {"version":"https://jsonfeed.org/version/1.1","title":"Fil","home_page_url":"https://a.fr/","language":"fr-FR","items":[
              {"id":"1","url":"/un","title":"Un &  deux","content_html":"<p>Un <b>résumé</b></p>","date_published":"2026-11-23T09:00:00+01:00",
               "date_modified":"2026-11-24T09:00:00Z","authors":[{"name":"Ali"},{"name":"Zoé"}],"tags":["IA","Langues","IA"],
               "attachments":[{"url":"son.mp3","mime_type":"audio/mpeg","size_in_bytes":12}]},]}
            """);
        var entry = parsed.Entries.Single();
        Assert.Equal(("Fil", "fr-FR", "https://a.fr/"), (parsed.Title, parsed.Language, parsed.SiteLink?.AbsoluteUri));
        Assert.Equal(("1", "https://a.fr/un", "Un & deux", "Un résumé"), (entry.Id, entry.Link?.AbsoluteUri, entry.Title, entry.SummaryText));
        Assert.Equal((8, 24), (entry.Published!.Value.Hour, entry.Updated!.Value.Day));
        Assert.Equal(("Ali, Zoé", "IA,Langues", 12L), (entry.Author, string.Join(',', entry.Categories), entry.Enclosures.Single().Length!.Value));
    }

    [Fact]
    public void Version_1_has_one_author_and_numbers_may_be_identifiers()
    {
        var entry = Feed.Parse("""{"version":"https://jsonfeed.org/version/1","items":[{"id":7,"author":{"name":"Ali"},"content_text":"a < b"}]}""").Entries.Single();
        Assert.Equal(("7", "Ali", "a < b", "a &lt; b"), (entry.Id, entry.Author, entry.SummaryText, entry.SummaryHtml));
    }

    [Fact]
    public void Properties_of_the_wrong_type_are_absent()
    {
        var entry = Feed.Parse("""{"version":"https://jsonfeed.org/version/1","items":[3,{"id":{},"url":[],"title":null,"tags":"x","author":"moi","authors":[1],"date_published":false,"summary":"\ud800"}]}""").Entries.Single();
        Assert.Equal((null, null, null, null, null, null), (entry.Id, entry.Link, entry.Title, entry.Author, entry.Published, entry.SummaryText));
        Assert.Empty(entry.Categories);
    }
}
