using RupnBot.Tests.Bench;
using RupnBot.Tests.Digests;

namespace RupnBot.Tests.Subscriptions;

public sealed class SubscriptionCommandsTests
{
    [Fact]
    public async Task Subscribing_repeats_what_was_understood_with_the_first_date()
    {
        await using var bench = await DigestBench.StartAsync();
        var answer = await bench.AskAsync("abonner SRANE lundi 8h");
        Assert.Contains("C'est fait : nouvelles « SRANE » dans « Salle des profs » chaque lundi à 8 h, hors vacances. Premier envoi : lundi 30 novembre.", answer, StringComparison.Ordinal);
        Assert.Contains("!recentes", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doing_it_again_changes_the_cadence_and_without_one_keeps_it()
    {
        await using var bench = await DigestBench.StartAsync();
        await bench.AskAsync("abonner SRANE lundi 8h");
        Assert.StartsWith("C'est noté", await bench.AskAsync("abonner SRANE jeudi 9h"), StringComparison.Ordinal);
        Assert.Contains("chaque jeudi à 9 h", await bench.AskAsync("abonner SRANE"), StringComparison.Ordinal);
        Assert.Equal("weekly thursday 09:00", Assert.Single(await bench.SubscriptionsAsync()).Cadence);
    }

    [Fact]
    public async Task A_word_that_is_source_and_theme_is_asked_about()
    {
        await using var bench = await DigestBench.StartAsync();
        Assert.Contains("à la fois une source et un thème", await bench.AskAsync("abonner Pix mardi"), StringComparison.Ordinal);
        Assert.Contains("C'est fait", await bench.AskAsync("2"), StringComparison.Ordinal);
        Assert.Equal("topic:pix", Assert.Single(await bench.SubscriptionsAsync()).Target);
    }

    [Theory]
    [InlineData("abonner SRNAE lundi 8h", "Vouliez-vous dire « SRANE »")]
    [InlineData("abonner Inconnu lundi 8h", "je ne connais pas « Inconnu »")]
    [InlineData("abonner", "Il manque la source ou le thème")]
    [InlineData("abonner SRANE lundi 22h", "de 7 h 30 à 18 h 30")]
    [InlineData("abonner SRANE dimanche", "samedi ni le dimanche")]
    [InlineData("abonner SRANE lundi et jeudi", "pas compris le rythme")]
    [InlineData("abonner SRANE un lundi sur deux", "pas compris le rythme")]
    [InlineData("abonner SRANE trois fois par semaine", "pas compris le rythme")]
    [InlineData("abonner SRANE junior", "je ne connais pas « SRANE junior »")]
    public async Task A_mistake_changes_nothing_and_says_what_to_write(string command, string answer)
    {
        await using var bench = await DigestBench.StartAsync();
        Assert.Contains(answer, await bench.AskAsync(command), StringComparison.Ordinal);
        Assert.Empty(await bench.SubscriptionsAsync());
    }

    [Fact]
    public async Task Who_is_not_the_referent_changes_nothing_but_may_look()
    {
        await using var bench = await DigestBench.StartAsync();
        Assert.StartsWith("Je n'ai rien changé", await bench.AskAsync("!abonner SRANE", DigestBench.Salon, DigestBench.Paul), StringComparison.Ordinal);
        Assert.Empty(await bench.SubscriptionsAsync());
        Assert.Contains("aucun abonnement", await bench.AskAsync("!abonnements", DigestBench.Salon, DigestBench.Paul), StringComparison.Ordinal);
        await bench.AskAsync("abonner SRANE lundi");
        Assert.Contains("SRANE : chaque lundi à 8 h. Prochain envoi : lundi 30 novembre", await bench.AskAsync("!abonnements", DigestBench.Salon, DigestBench.Paul), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unsubscribing_asks_which_when_there_are_several()
    {
        await using var bench = await DigestBench.StartAsync();
        await bench.AskAsync("abonner SRANE lundi");
        await bench.AskAsync("abonner la source Pix mardi");
        Assert.Contains("Que faut-il arrêter", await bench.AskAsync("desabonner"), StringComparison.Ordinal);
        await bench.AskAsync("1");
        Assert.Equal("Pix", Assert.Single(await bench.SubscriptionsAsync()).Label);
        await bench.AskAsync("desabonner de Pix");
        Assert.Empty(await bench.SubscriptionsAsync());
    }

    [Fact]
    public async Task A_pause_holds_digests_back_until_its_end()
    {
        await using var bench = await DigestBench.StartAsync();
        await bench.AskAsync("abonner SRANE quotidien 8h");
        await bench.PublishAsync(1);
        Assert.Contains("jusqu'au jeudi 26 novembre", await bench.AskAsync("pause jusqu’à jeudi"), StringComparison.Ordinal);
        await bench.TickAtAsync(DigestBench.At(24, 8));
        await bench.TickAtAsync(DigestBench.At(25, 8));
        Assert.Empty(await bench.DigestsAsync());
        await bench.TickAtAsync(DigestBench.At(26, 8));
        Assert.Single(await bench.DigestsAsync());
    }

    [Fact]
    public async Task A_preview_is_for_the_asker_and_offers_nothing()
    {
        await using var bench = await DigestBench.StartAsync();
        await bench.AskAsync("abonner SRANE quotidien 8h");
        Assert.Contains("Rien de nouveau", await bench.AskAsync("apercu"), StringComparison.Ordinal);
        await bench.PublishAsync(9);
        Assert.EndsWith("Et 2 autres.", await bench.AskAsync("!aperçu", DigestBench.Salon), StringComparison.Ordinal);
        Assert.DoesNotContain(await bench.Bot.BodiesAsync(DigestBench.Salon), body => body.Contains("Article", StringComparison.Ordinal));
        await bench.TickAtAsync(DigestBench.At(24, 8));
        Assert.Contains("SRANE : 9 nouvelles", Assert.Single(await bench.DigestBodiesAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_three_can_be_had_at_once_backlog_included()
    {
        await using var bench = await DigestBench.StartAsync();
        await bench.AskAsync("abonner SRANE quotidien 8h");
        await bench.PublishAsync(4, isBacklog: true);
        var answer = await bench.AskAsync("!recentes", DigestBench.Salon);
        Assert.Contains("Article 4 ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Article 1 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hello_leads_a_referent_to_the_same_subscription()
    {
        await using var bench = await DigestBench.StartAsync();
        Assert.Contains("Quelles nouvelles pour « Salle des profs »", await bench.AskAsync("Bonjour !"), StringComparison.Ordinal);
        Assert.Contains("Quand faut-il", await bench.AskAsync("1"), StringComparison.Ordinal);
        Assert.StartsWith("C'est fait", await bench.AskAsync("2"), StringComparison.Ordinal);
        var subscription = Assert.Single(await bench.SubscriptionsAsync());
        Assert.Equal(("source:1", "weekly tuesday 08:00"), (subscription.Target, subscription.Cadence));
    }

    [Theory]
    [InlineData("jeudi 9h", "weekly thursday 09:00")]
    [InlineData("tous les jours à 12h30", "daily 12:30")]
    [InlineData("le mardi", "weekly tuesday 08:00")]
    public async Task Hello_asks_for_salon_source_and_day_and_takes_words_for_numbers(string day, string cadence)
    {
        await using var bench = await DigestBench.StartAsync();
        await bench.Bot.SyncAsync(RoomBuilder.Joined("!labo:rupn.test", "Labo de SVT", DigestBench.Anne));
        Assert.Contains("Pour quel salon", await bench.AskAsync("bonjour"), StringComparison.Ordinal);
        Assert.Contains("Quelles nouvelles pour « Labo de SVT »", await bench.AskAsync("SVT"), StringComparison.Ordinal);
        Assert.Contains("Quand faut-il", await bench.AskAsync("Srane"), StringComparison.Ordinal);
        Assert.StartsWith("C'est fait", await bench.AskAsync(day), StringComparison.Ordinal);
        var subscription = Assert.Single(await bench.SubscriptionsAsync());
        Assert.Equal(("!labo:rupn.test", "source:1", cadence), (subscription.RoomId.Value, subscription.Target, subscription.Cadence));
    }

    [Theory]
    [InlineData("pause jusqu’à la rentrée", "lundi 4 janvier")]
    [InlineData("pause jusqu'à la fin des vacances", "lundi 4 janvier")]
    [InlineData("pause vacances de Noël", "lundi 4 janvier")]
    [InlineData("pause jusqu'aux vacances d'hiver", "samedi 13 février")]
    [InlineData("pause jusqu'au 5 janvier", "mardi 5 janvier")]
    [InlineData("pause jusqu'en janvier", "vendredi 1er janvier")]
    [InlineData("pause 2 semaines", "lundi 7 décembre")]
    [InlineData("pause pour une quinzaine de jours", "mardi 8 décembre")]
    [InlineData("pause jusqu'à vendredi", "vendredi 27 novembre")]
    public async Task A_pause_ends_when_people_say(string command, string day)
    {
        await using var bench = await DigestBench.StartAsync();
        await bench.AskAsync("abonner SRANE mardi 8h");
        Assert.Contains($"jusqu'au {day}", await bench.AskAsync(command), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pause_until_the_return_lets_the_first_digest_of_that_day_out()
    {
        await using var bench = await DigestBench.StartAsync();
        await bench.AskAsync("abonner SRANE quotidien 8h");
        await bench.AskAsync("pause jusqu'à la rentrée");
        await bench.PublishAsync(1);
        await bench.TickAtAsync(DigestBench.At(18, 8, month: 12));
        Assert.Empty(await bench.DigestsAsync());
        await bench.PublishAsync(1, seen: DigestBench.At(3, 8, month: 1, year: 2027));
        await bench.TickAtAsync(DigestBench.At(4, 8, month: 1, year: 2027));
        Assert.Single(await bench.DigestsAsync());
    }

    [Fact]
    public async Task A_pause_without_a_date_and_until_further_notice_is_one_without_end()
    {
        await using var bench = await DigestBench.StartAsync();
        await bench.AskAsync("abonner SRANE mardi 8h");
        Assert.Contains("jusqu'à ce que vous écriviez", await bench.AskAsync("pause jusqu'à nouvel ordre"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_return_of_which_no_calendar_knows_is_asked_for_as_a_date()
    {
        await using var bench = await DigestBench.StartAsync(DigestBench.At(3, 9, month: 9, year: 2035));
        Assert.Contains("Écrivez une date", await bench.AskAsync("pause jusqu'à la rentrée"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pause 3 jours")]
    [InlineData("pause pendant trois jours")]
    public async Task A_pause_may_be_as_long_as_one_says(string command)
    {
        await using var bench = await DigestBench.StartAsync();
        await bench.AskAsync("abonner SRANE mardi 8h");
        Assert.Contains("jusqu'au jeudi 26 novembre à 9 h", await bench.AskAsync(command), StringComparison.Ordinal);
        var status = await bench.AskAsync("statut");
        Assert.Contains("En pause jusqu'au jeudi 26 novembre", status, StringComparison.Ordinal);
        Assert.DoesNotContain("Prochain envoi", status, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_is_probed_and_answered_later()
    {
        await using var bench = await DigestBench.StartAsync();
        Assert.Contains("Je vérifie l'adresse donnée sur exemple.fr", await bench.AskAsync("abonner https://exemple.fr/blog mardi 9h"), StringComparison.Ordinal);
        Assert.Empty(await bench.SubscriptionsAsync());
    }

    [Fact]
    public async Task Leaving_the_salon_ends_its_subscriptions()
    {
        await using var bench = await DigestBench.StartAsync();
        await bench.AskAsync("abonner SRANE lundi");
        var leave = RoomBuilder.Event("m.room.member", DigestBench.Anne, new { membership = "leave" }, BotBench.Robot.Value, bench.Bot.Time.GetUtcNow());
        await bench.Bot.SyncAsync(new RupnBot.Matrix.SyncResponse("s99")
        {
            Rooms = RupnBot.Matrix.SyncRooms.None with { Leave = new Dictionary<RupnBot.Matrix.RoomId, RupnBot.Matrix.LeftRoom> { [DigestBench.Salon] = new() { Timeline = new RupnBot.Matrix.Timeline([leave], false, null) } } },
        });
        Assert.Empty(await bench.SubscriptionsAsync());
    }
}
