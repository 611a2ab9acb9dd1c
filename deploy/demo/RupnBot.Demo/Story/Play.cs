using RupnBot.Demo.Colleagues;

namespace RupnBot.Demo.Story;

/// <summary>The story: a salon is subscribed in direct chat, votes while the sources are read, gets its digest and its result.</summary>
internal sealed class Play(Stage stage, Action<string> tell)
{
    public const string SalonName = "Numérique au collège Jean-Moulin";
    public const string Question = "Quel jour pour l'atelier tablettes ?";
    public static readonly IReadOnlyList<string> Answers = ["mardi midi", "jeudi midi", "vendredi 17 h"];

    /// <summary>The sources are asked once a minute; a poll is looked at once a minute.</summary>
    private static readonly TimeSpan SomeMinutes = TimeSpan.FromMinutes(5);

    private readonly Cast _cast = stage.Cast;
    private readonly List<PublishedArticle> _news = [];

    public string? Salon { get; private set; }

    public Dialogue? ReferentChat { get; private set; }

    public Dialogue? EditorChat { get; private set; }

    /// <summary>What the digest must show.</summary>
    public IReadOnlyList<PublishedArticle> News => _news;

    /// <summary>Members of the salon without the bot.</summary>
    public int Members => _cast.Colleagues.Count + 1;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await OpenSalonAsync(cancellationToken);
        await SubscribeStepByStepAsync(cancellationToken);
        await PublishAsync(cancellationToken);
        var poll = await StartPollAsync(cancellationToken);
        await VoteAsync(poll, cancellationToken);
        await RelayAsync(cancellationToken);
        await WaitForDigestAsync(cancellationToken);
        tell("le sondage arrive à son heure…");
        await Reader.WaitForTextAsync(Salon!, $"Résultat : {Question}", cancellationToken, SomeMinutes);
    }

    /// <summary>Whose eyes the salon is read with.</summary>
    public Colleague Reader => _cast.Karim;

    private async Task OpenSalonAsync(CancellationToken cancellationToken)
    {
        tell($"Anne ouvre le salon « {SalonName} » et y invite le robot et cinq collègues");
        Salon = await _cast.Referent.CreateSalonAsync(SalonName, SalonKind.Private, [stage.BotId, .. _cast.Colleagues.Select(who => who.UserId)], cancellationToken);
        foreach (var colleague in _cast.Colleagues) await colleague.JoinAsync(Salon, cancellationToken);
        await Reader.WaitForTextAsync(Salon, "je suis le robot", cancellationToken);
        await _cast.Karim.SayAsync(Salon, "Bonjour à tous, et bonjour au robot.", cancellationToken);
    }

    private async Task SubscribeStepByStepAsync(CancellationToken cancellationToken)
    {
        tell("Anne écrit « bonjour » au robot, en privé, et se laisse guider");
        ReferentChat = await Dialogue.OpenAsync(_cast.Referent, stage.BotId, cancellationToken);
        var what = await ReferentChat.AskAsync("bonjour", "Quelles nouvelles", cancellationToken);
        var when = await ReferentChat.AskAsync(Dialogue.NumberOf(what, $"{Stage.Source} (source)"), "Quand", cancellationToken);
        await ReferentChat.AskAsync(Dialogue.NumberOf(when, "chaque lundi"), "C'est fait", cancellationToken);
        await ReferentChat.AskAsync($"abonner thème {Stage.Topic} lundi", "C'est fait", cancellationToken);
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

    private async Task<ReceivedEvent> StartPollAsync(CancellationToken cancellationToken)
    {
        tell("Anne lance un sondage de deux minutes dans le salon");
        await _cast.Referent.SayAsync(Salon!, $"!sondage {Question}\n{string.Join('\n', Answers)}\nfin : dans 2 minutes", cancellationToken);
        return await Reader.WaitForPollAsync(Salon!, Question, cancellationToken);
    }

    private async Task VoteAsync(ReceivedEvent poll, CancellationToken cancellationToken)
    {
        tell("les collègues votent ; Léa et Hugo changent d'avis, Inès vote avec des mots");
        await _cast.Karim.VoteForAsync(Salon!, poll, Answers[0], cancellationToken);
        await _cast.Lea.VoteForAsync(Salon!, poll, Answers[0], cancellationToken);
        await _cast.Hugo.VoteForAsync(Salon!, poll, Answers[2], cancellationToken);
        await _cast.Marc.VoteForAsync(Salon!, poll, Answers[0], cancellationToken);
        await _cast.Ines.SayAsync(Salon!, "!vote 2", cancellationToken);
        await Reader.WaitForTextAsync(Salon!, "C'est noté", cancellationToken);
        await _cast.Lea.VoteForAsync(Salon!, poll, Answers[1], cancellationToken);
        await _cast.Hugo.VoteForAsync(Salon!, poll, Answers[1], cancellationToken);
        await _cast.Lea.SayAsync(Salon!, "Jeudi, finalement : mardi j'ai cours.", cancellationToken);
    }

    private async Task RelayAsync(CancellationToken cancellationToken)
    {
        tell("Paul, du SRANE, relaie une page à tous les salons qui suivent le thème");
        EditorChat = await Dialogue.OpenAsync(_cast.Editor, stage.BotId, cancellationToken);
        var sample = stage.Feeds.Site("srane");
        // On a site the bot reads, this page would come by itself: it is given in another shape, as pages found elsewhere are.
        var page = sample.Articles.First(article => article.Title.StartsWith("Webinaire", StringComparison.Ordinal));
        var address = stage.Feeds.Respond("/formation/accessibilite", FoundPage.Of(page));
        await EditorChat.AskAsync($"relayer {address} #{Stage.Topic}", "C'est noté", cancellationToken);
        _news.Add(new PublishedArticle(FoundPage.Title, address, "lien relayé"));
    }

    private async Task WaitForDigestAsync(CancellationToken cancellationToken)
    {
        tell("le robot relit les sources");
        await WaitForLooksAsync(2, cancellationToken);
        await Eventually.GetAsync(
            async token => Plain.Contains(await ReferentChat!.AskAsync("cherche valise mobile", "valise mobile", token), _news[0].Title) ? "found" : null,
            () => "the new article in the archive",
            null,
            cancellationToken);
        var time = NextMinute.Write(NextMinute.After(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(Stage.TimeZone)));
        tell($"Anne avance l'envoi à {time} ; le robot écrira à cette minute");
        await ReferentChat!.AskAsync($"abonner {Stage.Source} quotidien {time}", "Prochain envoi", cancellationToken);
        await ReferentChat.AskAsync($"abonner thème {Stage.Topic} quotidien {time}", "Prochain envoi", cancellationToken);
        await ReferentChat.AskAsync("apercu", _news[0].Title, cancellationToken);
        await Reader.WaitForTextAsync(Salon!, _news[0].Title, cancellationToken, SomeMinutes);
    }

    private Task WaitForLooksAsync(int times, CancellationToken cancellationToken) => Eventually.TrueAsync(
        () => stage.Feeds.Sites.All(site => stage.Feeds.Requests.Count(request => request.PathAndQuery == stage.Feeds.FeedAddress(site).PathAndQuery) >= times),
        $"the sources are read {times} time(s); the bot's log:\n{stage.BotLog}",
        SomeMinutes,
        cancellationToken);
}

/// <summary>An article the digest must show.</summary>
/// <param name="Title">As published.</param>
/// <param name="Address">Where it leads.</param>
/// <param name="Source">The source's name as the salon reads it.</param>
internal sealed record PublishedArticle(string Title, Uri Address, string Source);
