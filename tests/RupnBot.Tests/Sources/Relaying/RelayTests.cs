using RupnBot.Sources.Relaying;
using RupnBot.Tests.Sources.Bench;

namespace RupnBot.Tests.Sources.Relaying;

public sealed class RelayTests
{
    private const string Page = "<html><head><title>Scratch en CM2</title><meta name=\"description\" content=\"Programmer un lutin en une heure.\"></head><body></body></html>";

    private static async Task<SourcesBench> StartAsync()
    {
        var bench = await SourcesBench.StartAsync();
        bench.Site.Page("scratch", Page);
        await bench.EnterAsync();
        return bench;
    }

    private static Task DigestAsync(SourcesBench bench, int day, int hour = 8)
    {
        bench.Bot.Time.SetUtcNow(new DateTimeOffset(2026, 11, day, hour, 0, 0, TimeSpan.FromHours(1)));
        return bench.Bot.Get<RupnBot.Digests.DigestTick>().RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_find_is_read_stored_for_the_salon_and_confirmed_to_who_relayed_it()
    {
        await using var bench = await StartAsync();
        await bench.SayAsync(SourcesBench.Salon, SourcesBench.Anne, $"!relayer {bench.Site.At("scratch")} #numerque");
        await bench.JobsAsync();

        var article = Assert.Single(await bench.ArticlesAsync());
        Assert.Equal(("Scratch en CM2", "Programmer un lutin en une heure.", SourcesBench.Salon), (article.Title, article.Summary, article.RelayedTo));
        var answer = await bench.LastAsync(SourcesBench.Chat);
        Assert.StartsWith("C'est noté pour le prochain envoi du salon « Salle des profs »", answer, StringComparison.Ordinal);
        Assert.Contains("ressemble à « Numérique »", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Own_words_replace_the_summary()
    {
        await using var bench = await StartAsync();
        await bench.SayAsync(SourcesBench.Chat, SourcesBench.Anne, $"relayer {bench.Site.At("scratch")} très bien pour la liaison CM2-6e");
        await bench.JobsAsync();
        Assert.Equal("très bien pour la liaison CM2-6e", Assert.Single(await bench.ArticlesAsync()).Summary);
    }

    [Fact]
    public async Task The_same_link_twice_says_so()
    {
        await using var bench = await StartAsync();
        await bench.SayAsync(SourcesBench.Salon, SourcesBench.Anne, $"!relayer {bench.Site.At("scratch")}");
        await bench.JobsAsync();
        await bench.SayAsync(SourcesBench.Salon, SourcesBench.Anne, $"!relayer {bench.Site.At("scratch")}?utm_source=x");
        Assert.Contains("déjà relayé : « Scratch en CM2 »", await bench.LastAsync(SourcesBench.Salon), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_find_of_an_old_page_comes_with_the_next_digest_too_and_counts_from_the_day_it_was_relayed()
    {
        await using var bench = await StartAsync();
        bench.Site.Page("old", "<html><head><title>Un tutoriel de 2023</title><meta property=\"article:published_time\" content=\"2023-03-03T08:00:00Z\"></head></html>");
        await bench.SayAsync(SourcesBench.Salon, SourcesBench.Anne, "!abonner SRANE mardi 8h");
        await bench.SayAsync(SourcesBench.Salon, SourcesBench.Anne, $"!relayer {bench.Site.At("old")}");
        await bench.JobsAsync();
        await bench.SayAsync(SourcesBench.Salon, SourcesBench.Paul, "!cherche tutoriel");
        Assert.Matches("relayé le .*23 novembre", await bench.LastAsync(SourcesBench.Salon));

        await DigestAsync(bench, 24);

        Assert.Contains("Un tutoriel de 2023", await bench.LastAsync(SourcesBench.Salon), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_salon_that_is_subscribed_to_nothing_gets_its_finds_alone_the_next_school_morning()
    {
        await using var bench = await StartAsync();
        await bench.SayAsync(SourcesBench.Salon, SourcesBench.Anne, $"!relayer {bench.Site.At("scratch")}");
        await bench.JobsAsync();
        Assert.Contains("chaque jour de classe à 8 h. Premier envoi : mardi 24 novembre", (await bench.LastAsync(SourcesBench.Chat)).Replace('\u00A0', ' '), StringComparison.Ordinal);

        await DigestAsync(bench, 24);
        Assert.StartsWith("Liens relayés : 1 nouvelle", (await bench.LastAsync(SourcesBench.Salon)).Replace('\u00A0', ' '), StringComparison.Ordinal);
        var said = (await bench.Bot.BodiesAsync(SourcesBench.Salon)).Count;
        await DigestAsync(bench, 25);

        Assert.Equal(said, (await bench.Bot.BodiesAsync(SourcesBench.Salon)).Count);
    }

    [Fact]
    public async Task Once_a_salon_is_subscribed_its_finds_come_with_what_it_is_subscribed_to()
    {
        await using var bench = await StartAsync();
        await bench.SayAsync(SourcesBench.Salon, SourcesBench.Anne, $"!relayer {bench.Site.At("scratch")}");
        await bench.JobsAsync();
        await bench.SayAsync(SourcesBench.Salon, SourcesBench.Anne, "!abonner SRANE jeudi 9h");

        await DigestAsync(bench, 24);
        Assert.DoesNotContain(await bench.Bot.BodiesAsync(SourcesBench.Salon), body => body.Contains("Scratch", StringComparison.Ordinal));
        await DigestAsync(bench, 26, hour: 9);

        Assert.StartsWith("SRANE : 1 nouvelle", (await bench.LastAsync(SourcesBench.Salon)).Replace('\u00A0', ' '), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("!relayer un bon tutoriel", "Je n'ai pas trouvé de lien")]
    [InlineData("!relayer", "Il manque le lien")]
    public async Task What_is_no_link_is_said(string command, string expected)
    {
        await using var bench = await StartAsync();
        await bench.SayAsync(SourcesBench.Salon, SourcesBench.Anne, command);
        Assert.StartsWith(expected, await bench.LastAsync(SourcesBench.Salon), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gone", "(réponse 404 du site)")]
    [InlineData("picture", "n'est pas une page")]
    public async Task A_link_that_cannot_be_read_is_said_with_its_reason(string path, string expected)
    {
        await using var bench = await StartAsync();
        bench.Site.Page("picture", "%PDF-1.7", "application/pdf");
        await bench.SayAsync(SourcesBench.Salon, SourcesBench.Anne, $"!relayer {bench.Site.At(path)}");
        await bench.JobsAsync();
        Assert.Contains(expected, await bench.LastAsync(SourcesBench.Chat), StringComparison.Ordinal);
        Assert.Empty(await bench.ArticlesAsync());
    }

    [Fact]
    public async Task A_private_address_is_not_asked()
    {
        await using var bench = await StartAsync();
        await bench.SayAsync(SourcesBench.Salon, SourcesBench.Anne, "!relayer http://169.254.169.254/latest/meta-data");
        await bench.JobsAsync();
        Assert.Contains("adresse introuvable sur Internet", await bench.LastAsync(SourcesBench.Chat), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_colleague_may_not_relay()
    {
        await using var bench = await StartAsync();
        await bench.SayAsync(SourcesBench.Salon, SourcesBench.Paul, $"!relayer {bench.Site.At("scratch")}");
        await bench.JobsAsync();
        Assert.Empty(await bench.ArticlesAsync());
    }

    [Fact]
    public async Task A_find_for_one_salon_is_not_found_elsewhere()
    {
        await using var bench = await StartAsync();
        await bench.Bot.SyncAsync(RupnBot.Tests.Bench.RoomBuilder.Joined("!other:rupn.test", "Ailleurs", SourcesBench.Paul));
        await bench.SayAsync(SourcesBench.Salon, SourcesBench.Anne, $"!relayer {bench.Site.At("scratch")}");
        await bench.JobsAsync();
        await bench.SayAsync(new("!other:rupn.test"), SourcesBench.Paul, "!cherche scratch");
        Assert.StartsWith("Je n'ai rien trouvé", await bench.LastAsync(new("!other:rupn.test")), StringComparison.Ordinal);
        await bench.SayAsync(SourcesBench.Salon, SourcesBench.Paul, "!cherche scratch");
        Assert.StartsWith("1 article", await bench.LastAsync(SourcesBench.Salon), StringComparison.Ordinal);
    }

    [Fact]
    public void Link_words_and_themes_come_in_any_order()
    {
        var request = RelayRequest.Parse("Super #Éducation_aux_médias <https://a.example/x> à lire");
        Assert.Equal(("https://a.example/x", "Super à lire"), (request.Link!.AbsoluteUri, request.Words));
        Assert.Equal(["Éducation aux médias"], request.Topics);
    }
}
