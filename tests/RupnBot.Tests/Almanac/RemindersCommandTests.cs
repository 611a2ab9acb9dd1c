using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RupnBot.Almanac.Fetching;
using RupnBot.Almanac.Records;
using RupnBot.Bot.Jobs;
using RupnBot.Matrix;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Almanac;

public sealed class RemindersCommandTests
{
    private const string Nb = "\u00a0";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_address_is_read_the_salon_subscribed_and_the_next_dates_are_said()
    {
        await using var bench = await AlmanacBench.WithAsync(Ics.Day("a", "Conseil", "20261201"), Ics.Day("b", "Passé", "20261101"), Ics.Timed("c", "Bombe", "20261201T080000", "RRULE:FREQ=SECONDLY"));

        var said = await bench.LastAsync(AlmanacBench.Chat);
        Assert.StartsWith($"C'est fait{Nb}: «{Nb}Salle des profs{Nb}» recevra les rappels de «{Nb}Film annuel{Nb}»{Nb}: 1 date dans l'année.", said, StringComparison.Ordinal);
        Assert.Contains("- Conseil, mardi 1er décembre", said, StringComparison.Ordinal);
        Assert.Contains("1 événement est laissé de côté", said, StringComparison.Ordinal);
        Assert.Contains("rappels fin Film annuel", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unchanged_calendar_is_not_sent_again_and_one_that_cannot_be_read_keeps_its_dates()
    {
        await using var bench = await AlmanacBench.WithAsync(Ics.Day("a", "Conseil", "20261201"));
        await bench.ReadAgainAsync();
        bench.Site.Page(AlmanacBench.Path, "<html>Connexion</html>");
        await bench.ReadAgainAsync();

        Assert.Equal(["200 film.ics", "304 film.ics", "200 film.ics"], bench.Site.Requests);
        Assert.Equal("NotACalendar", (await bench.CalendarAsync())!.FailureReason);
        await bench.SayAsync("rappels");
        Assert.Contains("n'est plus lisible depuis lundi", await bench.LastAsync(AlmanacBench.Chat), StringComparison.Ordinal);
        await bench.AtAsync(1, 8, 0, month: 12);
        Assert.Single(await bench.ToldAsync());
    }

    [Theory]
    [InlineData(404, null, "je ne peux pas lire http")]
    [InlineData(200, "<html>", "ce n'est pas un calendrier")]
    [InlineData(200, "BEGIN:VCALENDAR\r\nEND:VCALENDAR", "ne contient aucune date")]
    public async Task What_cannot_be_read_is_told_and_nothing_is_subscribed(int status, string? body, string said)
    {
        await using var bench = await AlmanacBench.StartAsync();
        if (body is null) bench.Site.Status(AlmanacBench.Path, status);
        else bench.Site.Page(AlmanacBench.Path, body);

        await bench.SayAsync($"rappels {bench.Site.At(AlmanacBench.Path)}");
        await bench.JobsAsync();

        Assert.Contains(said, await bench.LastAsync(AlmanacBench.Chat), StringComparison.Ordinal);
        Assert.Null(await bench.CalendarAsync());
    }

    [Fact]
    public async Task A_private_address_is_not_asked()
    {
        await using var bench = await AlmanacBench.StartAsync();
        await bench.SayAsync("rappels http://127.0.0.1:1/film.ics");
        await bench.JobsAsync();
        Assert.Contains("je ne peux pas lire", await bench.LastAsync(AlmanacBench.Chat), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_of_the_operators_list_is_subscribed_by_its_name_or_near_it()
    {
        await using var bench = await AlmanacBench.StartAsync(inCatalog: true);
        bench.Publish(Ics.Day("a", "Conseil", "20261201"));
        await bench.TickAsync();
        await bench.SayAsync("rappels Flim du SRANE");
        Assert.Contains($"Vouliez-vous dire «{Nb}Film du SRANE{Nb}»", await bench.LastAsync(AlmanacBench.Chat), StringComparison.Ordinal);
        await bench.SayAsync("rappels film du srane");
        Assert.Contains($"«{Nb}Film du SRANE{Nb}»{Nb}: 1 date", await bench.LastAsync(AlmanacBench.Chat), StringComparison.Ordinal);
        await bench.AtAsync(1, 8, 0, month: 12);

        Assert.Single(await bench.ToldAsync());
    }

    [Fact]
    public async Task A_colleague_changes_nothing()
    {
        await using var bench = await AlmanacBench.WithAsync(Ics.Day("a", "Conseil", "20261201"));
        await bench.SayAsync("!rappels fin", AlmanacBench.Karim, AlmanacBench.Salon);
        await bench.SayAsync($"!rappels {bench.Site.At("other.ics")}", AlmanacBench.Karim, AlmanacBench.Salon);
        Assert.Equal(2, (await bench.Bot.BodiesAsync(AlmanacBench.Salon)).Count(body => body.StartsWith("Je n'ai rien changé", StringComparison.Ordinal)));
        Assert.NotNull(await bench.CalendarAsync());
    }

    [Fact]
    public async Task It_stands_among_the_subscriptions_and_ends_with_them()
    {
        await using var bench = await AlmanacBench.WithAsync(Ics.Day("a", "Conseil", "20261201"));
        await bench.SayAsync("abonnements");
        Assert.Contains("- Film annuel, rappels de dates. Prochaine\u00a0: Conseil, mardi 1er décembre", await bench.LastAsync(AlmanacBench.Chat), StringComparison.Ordinal);
        await bench.SayAsync("desabonner film annuel");

        Assert.Contains("n'a plus aucun abonnement", await bench.LastAsync(AlmanacBench.Chat), StringComparison.Ordinal);
        Assert.Null(await bench.CalendarAsync());
    }

    [Fact]
    public async Task It_ends_by_its_own_word()
    {
        await using var bench = await AlmanacBench.WithAsync(Ics.Day("a", "Conseil", "20261201"));
        await bench.SayAsync("rappels fin autre chose");
        Assert.Contains("Il a\u00a0: Film annuel", await bench.LastAsync(AlmanacBench.Chat), StringComparison.Ordinal);
        await bench.SayAsync("rappels fin Film annuel");
        await bench.AtAsync(1, 8, 0, month: 12);

        Assert.Null(await bench.CalendarAsync());
        Assert.Empty(await bench.ToldAsync());
    }

    [Fact]
    public async Task Subscribing_news_to_the_address_of_a_calendar_says_what_to_write_instead()
    {
        await using var bench = await AlmanacBench.StartAsync();
        await bench.SayAsync("abonner https://exemple.fr/film.ics lundi");
        Assert.Contains("rappels https://exemple.fr/film.ics", await bench.LastAsync(AlmanacBench.Chat), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_dates_are_dates_to_come_of_the_hand_out()
    {
        await using var bench = await AlmanacBench.WithAsync(Ics.Day("a", "Campagne Pix", "20261102", "DTEND;VALUE=DATE:20261201"), Ics.Timed("b", "Conseil", "20261201T180000", "LOCATION:CDI"));
        await bench.SayAsync("fiche texte");

        var page = await bench.LastAsync(AlmanacBench.Chat);
        Assert.Contains("- lundi 2 novembre, Campagne Pix (jusqu'au lundi 30 novembre)", page, StringComparison.Ordinal);
        Assert.Contains("Conseil (CDI)", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asked_is_shown_it_and_forgotten_when_they_wish()
    {
        await using var bench = await AlmanacBench.WithAsync(Ics.Day("a", "Conseil", "20261201"));
        await bench.SayAsync("mes-donnees");
        Assert.Contains("1 calendrier de salon porte votre identifiant", await bench.LastAsync(AlmanacBench.Chat), StringComparison.Ordinal);
        await bench.SayAsync("oublie-moi");
        await bench.SayAsync("1");

        Assert.Null((await bench.Bot.Database.ReadAsync(db => db.Set<CalendarSubscription>().SingleAsync(Token), Token)).CreatedBy);
    }

    [Fact]
    public async Task A_file_is_for_the_one_salon_or_for_the_one_that_is_chosen()
    {
        await using var bench = await AlmanacBench.StartAsync();
        await SendAsync(bench);
        Assert.Equal(AlmanacBench.Salon, (await RequestAsync(bench)).SalonId);
        await bench.Bot.Database.WriteAsync(db => db.Set<Job>().ExecuteDeleteAsync(Token), Token);
        await bench.Bot.SyncAsync(RoomBuilder.Joined("!other:rupn.test", "Conseil pédagogique", AlmanacBench.Anne));

        await SendAsync(bench);
        Assert.Contains("Pour quel salon", await bench.LastAsync(AlmanacBench.Chat), StringComparison.Ordinal);
        await bench.SayAsync("1");

        var request = await RequestAsync(bench);
        Assert.Equal((new RoomId("!other:rupn.test"), "mxc://rupn.test/film", "film.ics"), (request.SalonId, request.Mxc, request.FileName));
    }

    private static Task SendAsync(AlmanacBench bench) => bench.Bot.SyncAsync(new RoomBuilder(AlmanacBench.Chat).Sends(
        AlmanacBench.Anne, EventTypes.Message, new { msgtype = "m.file", body = "film.ics", url = "mxc://rupn.test/film", info = new { mimetype = "text/calendar" } }, bench.Bot.Time.GetUtcNow()));

    private static async Task<CalendarRequest> RequestAsync(AlmanacBench bench)
    {
        var job = await bench.Bot.Database.ReadAsync(db => db.Set<Job>().SingleAsync(job => job.Kind == CalendarRequest.JobKind, Token), Token);
        return JsonSerializer.Deserialize<CalendarRequest>(job.Payload)!;
    }
}
