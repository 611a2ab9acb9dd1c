using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RupnBot.Bot.Health;
using RupnBot.Scheduling.Calendar;
using RupnBot.Tests.Bench;
using RupnBot.Tests.Sources.Bench;

namespace RupnBot.Tests.Scheduling.Calendar;

/// <summary>The calendar is fetched from a real web server, kept beside the database, and its end is told in time.</summary>
public sealed class CalendarRefreshTests
{
    private static readonly DateOnly Day = new(2026, 12, 14);
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_downloaded_used_kept_for_the_next_start_and_not_asked_for_again_before_its_time()
    {
        await using var site = await SiteAsync("2026-12-12");
        await using var bench = await StartAsync(site);
        var refresh = Refresh(bench, site);
        await refresh.RunAsync(Cancel);
        await refresh.RunAsync(Cancel);
        Assert.True(bench.Get<CurrentSchoolCalendar>().Calendar.IsHoliday(Day, SchoolZone.A));
        Assert.Single(site.Requests);

        await using var after = await bench.RestartAsync(Settings(site));
        await Refresh(after, site).StartAsync(Cancel);
        Assert.True(after.Get<CurrentSchoolCalendar>().Calendar.IsHoliday(Day, SchoolZone.A));
        Assert.Single(site.Requests);

        after.Time.Advance(TimeSpan.FromDays(8));
        Serve(site, "2026-12-19");
        await Refresh(after, site).RunAsync(Cancel);
        Assert.False(after.Get<CurrentSchoolCalendar>().Calendar.IsHoliday(Day, SchoolZone.A));
    }

    [Fact]
    public async Task A_page_in_its_place_changes_nothing_and_is_not_kept()
    {
        await using var site = await NewsSite.StartAsync();
        site.Page("calendar", "<html>Maintenance</html>");
        await using var bench = await StartAsync(site);
        var before = bench.Get<CurrentSchoolCalendar>().Calendar.CoveredUntil(SchoolZone.A);
        await Refresh(bench, site).RunAsync(Cancel);
        Assert.Equal(before, bench.Get<CurrentSchoolCalendar>().Calendar.CoveredUntil(SchoolZone.A));
        Assert.False(File.Exists(Path.Combine(bench.Folder, "school-holidays.json")));
    }

    [Fact]
    public async Task Its_end_makes_the_bot_say_so_and_a_new_one_ends_the_trouble()
    {
        await using var site = await NewsSite.StartAsync();
        await using var bench = await StartAsync(site);
        bench.Time.Advance(TimeSpan.FromDays(3650));
        await Refresh(bench, site).RunAsync(Cancel);
        Assert.Equal(HealthTopics.Calendar, Assert.Single(bench.Get<BotHealth>().Troubles).Topic);
    }

    private static async Task<NewsSite> SiteAsync(string first)
    {
        var site = await NewsSite.StartAsync();
        Serve(site, first);
        return site;
    }

    private static void Serve(NewsSite site, string first) => site.Page(
        "calendar",
        $$"""{"years": [{"from": "2026-09-01", "to": "2027-08-31", "periods": [{"zones": ["A"], "first": "{{first}}", "last": "2027-01-03"}]}]}""",
        "application/json");

    private static Task<BotBench> StartAsync(NewsSite site) => BotBench.StartAsync(settings: Settings(site));

    private static Dictionary<string, string?> Settings(NewsSite site) => new() { ["Sources:AllowPrivate:0"] = site.HostAndPort, ["Sources:HostDelay"] = "00:00:00" };

    // An operator may give only an https address; the site of the test has none.
    private static CalendarRefresh Refresh(BotBench bench, NewsSite site) =>
        ActivatorUtilities.CreateInstance<CalendarRefresh>(bench.Services, Options.Create(new CalendarOptions { Address = new Uri(site.At("calendar")) }));
}
