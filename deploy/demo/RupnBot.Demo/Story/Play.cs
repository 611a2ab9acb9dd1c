namespace RupnBot.Demo.Story;

/// <summary>The story: two salons subscribe, vote while the sources are read, get their digest and their result; one of them is encrypted.</summary>
internal sealed class Play(Stage stage, Action<string> tell)
{
    private readonly List<PublishedArticle> _news = [];

    public PlainSalon Salon { get; } = new(stage, tell);

    public EncryptedSalon Encrypted { get; } = new(stage, tell);

    public Dialogue? EditorChat { get; private set; }

    /// <summary>What the digests must show.</summary>
    public IReadOnlyList<PublishedArticle> News => _news;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await Salon.OpenAsync(cancellationToken);
        await Salon.SubscribeStepByStepAsync(cancellationToken);
        await Encrypted.OpenAsync(cancellationToken);
        await Encrypted.SubscribeAsync(cancellationToken);
        await PublishAsync(cancellationToken);
        await Salon.VoteAsync(cancellationToken);
        await Encrypted.VoteAsync(cancellationToken);
        await RelayAsync(cancellationToken);
        tell("le robot relit les sources");
        await WaitForLooksAsync(2, cancellationToken);
        await Salon.FindAsync("valise mobile", _news[0].Title, cancellationToken);
        await Encrypted.HurryAsync(cancellationToken);
        await Salon.HurryAsync(_news[0].Title, cancellationToken);
        await Encrypted.WaitForTextAsync(_news[0].Title, cancellationToken);
        await Salon.WaitForTextAsync(_news[0].Title, cancellationToken);
        tell("les sondages arrivent à leur heure…");
        await Salon.WaitForTextAsync($"Résultat : {PlainSalon.Ballot.Question}", cancellationToken);
        await Encrypted.WaitForTextAsync($"Résultat : {EncryptedSalon.Ballot.Question}", cancellationToken);
    }

    /// <summary>What a site says at the first look is its past, not news: only afterwards something new appears there.</summary>
    private async Task PublishAsync(CancellationToken cancellationToken)
    {
        tell("le robot lit les sources pour la première fois (une fois par minute)");
        await WaitForLooksAsync(1, cancellationToken);
        tell("deux articles paraissent sur les sites suivis");
        Publish("srane", Stage.Source, "Tablettes : le mode d'emploi de la valise mobile", "Réserver, distribuer, recharger : une page à afficher en salle des professeurs.");
        Publish("edunum", Stage.OtherSource, "Lettre Histoire-géographie n° 52 : lire une carte en ligne", "Trois séances prêtes à l'emploi avec les cartes de l'IGN, du collège au lycée.");
    }

    private void Publish(string site, string source, string title, string introduction)
    {
        var sample = stage.Feeds.Site(site);
        var article = sample.Publish(title, introduction, TimeProvider.System.GetUtcNow(), ["Numérique"], ["Rédaction"]);
        _news.Add(new PublishedArticle(title, stage.Feeds.ArticleAddress(sample, article), source));
    }

    private async Task RelayAsync(CancellationToken cancellationToken)
    {
        tell("Paul, du SRANE, relaie une page à tous les salons qui suivent le thème");
        EditorChat = await Dialogue.OpenAsync(stage.Cast.Editor, stage.BotId, cancellationToken);
        var sample = stage.Feeds.Site("srane");
        // On a site the bot reads, this page would come by itself: it is given in another shape, as pages found elsewhere are.
        var page = sample.Articles.First(article => article.Title.StartsWith("Webinaire", StringComparison.Ordinal));
        var address = stage.Feeds.Respond("/formation/accessibilite", FoundPage.Of(page));
        await EditorChat.AskAsync($"relayer {address} #{Stage.Topic}", "C'est noté", cancellationToken);
        _news.Add(new PublishedArticle(FoundPage.Title, address, "Lien relayé"));
    }

    private Task WaitForLooksAsync(int times, CancellationToken cancellationToken) => Eventually.TrueAsync(
        () => stage.Feeds.Sites.All(site => stage.Feeds.Requests.Count(request => request.PathAndQuery == stage.Feeds.FeedAddress(site).PathAndQuery) >= times),
        $"the sources are read {times} time(s); the bot's log:\n{stage.BotLog}",
        Stage.SomeMinutes,
        cancellationToken);
}
