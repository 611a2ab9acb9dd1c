using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RupnBot.Almanac.Records;
using RupnBot.Bot.Outbox;
using RupnBot.Matrix;
using RupnBot.Privacy;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Almanac;

public sealed class ReminderRoundsTests
{
    private const string Conseil = "Rappel\u00a0: Conseil, mardi 1er décembre";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_date_is_reminded_of_on_its_morning_once_whatever_restarts_and_whichever_way_the_clock_goes()
    {
        await using var bench = await AlmanacBench.WithAsync(Ics.Day("a", "Conseil", "20261201"));
        await bench.AtAsync(1, 7, 59, month: 12);
        Assert.Empty(await bench.ToldAsync());

        await bench.AtAsync(1, 8, 0, month: 12);
        await bench.TickAsync();
        await bench.RestartAsync();
        await bench.TickAsync();
        await bench.RestartAsync(new DateTimeOffset(2026, 11, 30, 8, 0, 0, TimeSpan.FromHours(1)));
        await bench.TickAsync();
        await bench.AtAsync(1, 8, 30, month: 12);

        Assert.Equal([Conseil], await bench.ToldAsync());
    }

    [Fact]
    public async Task A_calendar_that_is_read_anew_reworded_or_reordered_reminds_of_nothing_twice()
    {
        await using var bench = await AlmanacBench.WithAsync(Ics.Day("a", "Conseil", "20261201"));
        await bench.AtAsync(1, 8, 0, month: 12);

        bench.Publish(Ics.Day("b", "Autre", "20270601"), Ics.Day("a", "Conseil d'administration", "20261201", "SEQUENCE:3\nLOCATION:CDI"));
        await bench.ReadAgainAsync();
        await bench.AtAsync(1, 9, 0, month: 12);

        Assert.Equal([Conseil], await bench.ToldAsync());
    }

    [Fact]
    public async Task One_that_is_moved_after_it_was_said_is_said_again_as_a_change_for_its_new_time()
    {
        await using var bench = await AlmanacBench.WithAsync(Ics.Day("a", "Conseil", "20261201", "BEGIN:VALARM\nTRIGGER:-P5D\nEND:VALARM"));
        await bench.AtAsync(26, 8);
        bench.Publish(Ics.Day("a", "Conseil", "20261208", "SEQUENCE:1\nBEGIN:VALARM\nTRIGGER:-P5D\nEND:VALARM"));
        await bench.ReadAgainAsync();
        await bench.AtAsync(1, 8, 0, month: 12);
        Assert.Equal([Conseil], await bench.ToldAsync());
        await bench.AtAsync(3, 8, 0, month: 12);

        Assert.Equal([Conseil, "Changement de date\u00a0: Conseil, mardi 8 décembre"], await bench.ToldAsync());
    }

    [Fact]
    public async Task One_that_is_moved_before_it_was_said_is_said_at_its_new_time_alone()
    {
        await using var bench = await AlmanacBench.WithAsync(Ics.Day("a", "Conseil", "20261130"));
        bench.Publish(Ics.Day("a", "Conseil", "20261201"));
        await bench.ReadAgainAsync();
        await bench.AtAsync(30, 8);
        await bench.AtAsync(1, 8, 0, month: 12);

        Assert.Equal([Conseil], await bench.ToldAsync());
    }

    [Fact]
    public async Task One_that_is_cancelled_is_said_to_be_where_it_was_said_to_come_and_nowhere_else()
    {
        const string Early = "\nBEGIN:VALARM\nTRIGGER:-P5D\nEND:VALARM";
        await using var bench = await AlmanacBench.WithAsync(Ics.Day("a", "Conseil", "20261201", Early), Ics.Day("b", "Forum", "20261210"));
        await bench.AtAsync(26, 8);
        bench.Publish(Ics.Day("a", "Conseil", "20261201", "STATUS:CANCELLED" + Early), Ics.Day("b", "Forum", "20261210", "STATUS:CANCELLED"));
        await bench.ReadAgainAsync();
        await bench.TickAsync();
        await bench.RestartAsync();
        await bench.AtAsync(10, 8, 0, month: 12);

        Assert.Equal([Conseil, "Annulé\u00a0: Conseil, mardi 1er décembre"], await bench.ToldAsync());
    }

    [Fact]
    public async Task What_begins_on_one_morning_is_one_message()
    {
        await using var bench = await AlmanacBench.WithAsync(
            Ics.Day("a", "Campagne Pix", "20261201", "DTEND;VALUE=DATE:20270101"), Ics.Day("b", "Conseil", "20261201"), Ics.Timed("c", "Atelier", "20261201T173000", "LOCATION:CDI"));
        await bench.AtAsync(1, 8, 0, month: 12);

        Assert.Equal(
            "Rappels\u00a0:\n\n- Conseil, mardi 1er décembre\n- Campagne Pix, du mardi 1er décembre au jeudi 31 décembre\n- Atelier, mardi 1er décembre à 17 h 30 (CDI)",
            Assert.Single(await bench.ToldAsync()));
    }

    [Fact]
    public async Task Of_very_many_a_dozen_is_said_and_the_rest_is_counted()
    {
        await using var bench = await AlmanacBench.WithAsync([.. Enumerable.Range(1, 40).Select(i => Ics.Day($"e{i}", $"Opération {i}", "20261201"))]);
        await bench.AtAsync(1, 8, 0, month: 12);
        await bench.AtAsync(1, 9, 0, month: 12);

        Assert.EndsWith("Et 28 autres dates. Pour tout voir\u00a0: !rappels", Assert.Single(await bench.ToldAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_said_outside_of_working_time_and_what_is_still_true_is_said_after_it()
    {
        await using var bench = await AlmanacBench.WithAsync(Ics.Day("a", "Campagne Pix", "20261128", "DTEND;VALUE=DATE:20261205"));
        await bench.AtAsync(28, 10);
        await bench.AtAsync(29, 10);
        Assert.Empty(await bench.ToldAsync());
        await bench.AtAsync(30, 8);

        Assert.Equal(["Rappel\u00a0: Campagne Pix, du samedi 28 novembre au vendredi 4 décembre"], await bench.ToldAsync());
    }

    [Fact]
    public async Task After_a_silence_what_is_over_is_not_said_and_what_is_not_is()
    {
        await using var bench = await AlmanacBench.WithAsync(Ics.Day("a", "Conseil", "20261201"), Ics.Day("b", "Campagne Pix", "20261201", "DTEND;VALUE=DATE:20270101"));
        await bench.AtAsync(3, 9, 0, month: 12);

        Assert.Equal(["Rappel\u00a0: Campagne Pix, du mardi 1er décembre au jeudi 31 décembre"], await bench.ToldAsync());
    }

    [Fact]
    public async Task What_was_due_before_the_salon_asked_is_not_made_up_for()
    {
        await using var bench = await AlmanacBench.WithAsync(Ics.Day("a", "Campagne Pix", "20261102", "DTEND;VALUE=DATE:20261201"));
        await bench.AtAsync(24, 9);
        Assert.Empty(await bench.ToldAsync());
    }

    [Fact]
    public async Task During_a_pause_nothing_is_said_and_after_it_what_is_still_true()
    {
        await using var bench = await AlmanacBench.WithAsync(Ics.Day("a", "Campagne Pix", "20261201", "DTEND;VALUE=DATE:20270101"), Ics.Day("b", "Conseil", "20261201"));
        await bench.SayAsync("pause");
        await bench.AtAsync(1, 8, 0, month: 12);
        Assert.Empty(await bench.ToldAsync());
        await bench.Bot.Database.WriteAsync(db => db.Set<RupnBot.Subscriptions.SalonPause>().ExecuteDeleteAsync(Token), Token);
        await bench.AtAsync(2, 8, 0, month: 12);

        Assert.Contains("Campagne Pix", Assert.Single(await bench.ToldAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_could_not_leave_that_day_is_due_again()
    {
        await using var bench = await AlmanacBench.WithAsync(Ics.Day("a", "Campagne Pix", "20261201", "DTEND;VALUE=DATE:20270101"));
        await bench.AtAsync(1, 8, 0, month: 12);
        await bench.Bot.Database.WriteAsync(db => db.Set<OutboxMessage>().Where(row => row.RoomId == AlmanacBench.Salon && row.Content.Contains("Campagne")).ExecuteUpdateAsync(set => set.SetProperty(row => row.State, OutboxState.Expired), Token), Token);
        await bench.AtAsync(2, 8, 0, month: 12);
        await bench.TickAsync();

        Assert.Equal(2, (await bench.ToldAsync()).Count);
        Assert.Equal(1, await bench.Bot.Database.ReadAsync(db => db.Set<ReminderSlot>().CountAsync(Token), Token));
    }

    [Fact]
    public async Task The_year_goes_on_without_the_calendar_being_read_again()
    {
        await using var bench = await AlmanacBench.WithAsync(Ics.Day("a", "Campagne Pix", "20251201", "RRULE:FREQ=YEARLY"));
        bench.Site.Status(AlmanacBench.Path, 404);
        await bench.AtAsync(1, 8, 0, month: 12);
        await bench.AtAsync(1, 7, 40, month: 12, year: 2027);
        await bench.AtAsync(1, 8, 1, month: 12, year: 2027);

        Assert.Equal(2, (await bench.ToldAsync()).Count);
        Assert.Equal("HttpStatus", (await bench.CalendarAsync())!.FailureReason);
    }

    [Fact]
    public async Task Reminders_and_that_they_were_given_follow_the_salon_into_its_successor()
    {
        await using var bench = await AlmanacBench.WithAsync(Ics.Day("a", "Conseil", "20261201"), Ics.Day("b", "Forum", "20261202"));
        await bench.AtAsync(1, 8, 0, month: 12);
        var next = new RoomId("!next:rupn.test");
        await bench.Bot.SyncAsync(RoomBuilder.Joined(next.Value, "Salle des profs", AlmanacBench.Anne));
        await bench.Bot.Database.WriteAsync(
            async db =>
            {
                foreach (var move in bench.Bot.Services.GetServices<RupnBot.Bot.Sync.IRoomMoveHandler>()) await move.MoveAsync(db, AlmanacBench.Salon, next, bench.Bot.Time.GetUtcNow(), Token);
            },
            Token);
        await bench.AtAsync(1, 9, 0, month: 12);
        await bench.AtAsync(2, 8, 0, month: 12);

        Assert.Single(await bench.ToldAsync());
        Assert.Equal(["Rappel\u00a0: Forum, mercredi 2 décembre"], (await bench.Bot.BodiesAsync(next)).Where(body => body.StartsWith("Rappel", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Slots_of_long_ago_are_erased_and_a_calendar_nobody_has_goes()
    {
        await using var bench = await AlmanacBench.WithAsync(Ics.Day("a", "Conseil", "20261201"));
        await bench.AtAsync(1, 8, 0, month: 12);
        await bench.Bot.SyncAsync(new SyncResponse("left") { Rooms = SyncRooms.None with { Leave = new Dictionary<RoomId, LeftRoom> { [AlmanacBench.Salon] = new() } } });
        Assert.Null(await bench.CalendarAsync());
        bench.Bot.Time.Advance(ReminderSlot.Kept + TimeSpan.FromDays(1));
        await bench.Bot.Database.WriteAsync(
            async db =>
            {
                foreach (var data in bench.Bot.Services.GetServices<IPersonalData>()) await data.PurgeAsync(db, bench.Bot.Time.GetUtcNow(), Token);
            },
            Token);

        Assert.Equal(0, await bench.Bot.Database.ReadAsync(db => db.Set<ReminderSlot>().CountAsync(Token), Token));
    }
}
