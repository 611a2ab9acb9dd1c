using Microsoft.EntityFrameworkCore;
using RupnBot.Almanac;
using RupnBot.Almanac.Fetching;
using RupnBot.Almanac.Records;
using RupnBot.Bot.Jobs;
using RupnBot.Bot.Outbox;
using RupnBot.Matrix;
using RupnBot.Tests.Bench;
using RupnBot.Tests.Sources.Bench;

namespace RupnBot.Tests.Almanac;

/// <summary>A salon of Anne, its référent, her direct chat, and a real web server with a calendar that a test changes. It is Monday 23 November 2026, 9 h.</summary>
internal sealed class AlmanacBench : IAsyncDisposable
{
    public const string Anne = "@anne:rupn.test";
    public const string Karim = "@karim:rupn.test";
    public const string Path = "film.ics";
    public static readonly RoomId Salon = new("!salon:rupn.test");
    public static readonly RoomId Chat = new("!chat:rupn.test");

    private readonly Dictionary<string, string?> _settings;
    private int _version;

    private AlmanacBench(BotBench bot, NewsSite site, Dictionary<string, string?> settings) => (Bot, Site, _settings) = (bot, site, settings);

    public BotBench Bot { get; private set; }

    public NewsSite Site { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<AlmanacBench> StartAsync(bool inCatalog = false)
    {
        var site = await NewsSite.StartAsync();
        var settings = new Dictionary<string, string?> { ["Sources:AllowPrivate:0"] = site.HostAndPort, ["Sources:HostDelay"] = "00:00:00" };
        if (inCatalog) (settings["Reminders:Calendars:0:Name"], settings["Reminders:Calendars:0:Address"]) = ("Film du SRANE", site.At(Path));
        var bench = new AlmanacBench(await BotBench.StartAsync(settings: settings), site, settings);
        await bench.Bot.Get<CatalogCalendars>().StartAsync(Token);
        await bench.Bot.SyncAsync(RoomBuilder.Joined(Salon.Value, "Salle des profs", Anne, Karim), RoomBuilder.Direct(Chat.Value, Anne));
        await bench.JobsAsync();
        return bench;
    }

    /// <summary>The salon is reminded of a calendar of these events.</summary>
    public static async Task<AlmanacBench> WithAsync(params string[] events)
    {
        var bench = await StartAsync();
        bench.Publish(events);
        await bench.SayAsync($"rappels {bench.Site.At(Path)}");
        await bench.JobsAsync();
        return bench;
    }

    /// <summary>What the calendar says from now on.</summary>
    public void Publish(params string[] events) => Site.Tagged(Path, Ics.Of(events), "text/calendar; charset=utf-8", $"\"{++_version}\"");

    public Task SayAsync(string text, string user = Anne, RoomId? room = null) => Bot.SyncAsync(new RoomBuilder(room ?? Chat).Says(user, text, Bot.Time.GetUtcNow()));

    public Task JobsAsync() => Bot.Get<JobWorker>().RunDueAsync(Token);

    /// <summary>The clock says this; then what a tick does.</summary>
    public async Task AtAsync(int day, int hour, int minute = 0, int month = 11, int year = 2026)
    {
        Bot.Time.SetUtcNow(new DateTimeOffset(new DateTime(year, month, day, hour, minute, 0), Ics.Paris.GetUtcOffset(new DateTime(year, month, day, hour, minute, 0))));
        await TickAsync();
    }

    public async Task TickAsync()
    {
        await Bot.Get<ReminderRounds>().RunAsync(Token);
        await Bot.Get<CalendarReads>().RunAsync(Token);
    }

    /// <summary>The calendar is read again now, whenever it would be.</summary>
    public async Task ReadAgainAsync()
    {
        await Bot.Database.WriteAsync(db => db.Set<YearCalendar>().ExecuteUpdateAsync(set => set.SetProperty(row => row.NextReadAt, Bot.Time.GetUtcNow()), Token), Token);
        await Bot.Get<CalendarReads>().RunAsync(Token);
    }

    /// <summary>What the salon was reminded of.</summary>
    public async Task<List<string>> ToldAsync() => [.. (await Bot.BodiesAsync(Salon)).Where(body => body.StartsWith("Rappel", StringComparison.Ordinal) || body.StartsWith("Changement", StringComparison.Ordinal) || body.StartsWith("Annulé", StringComparison.Ordinal))];

    public async Task<string> LastAsync(RoomId room) => (await Bot.BodiesAsync(room))[^1];

    public async Task<OutboxMessage> LastRowAsync() => (await Bot.OutboxAsync())[^1];

    public Task<YearCalendar?> CalendarAsync() => Bot.Database.ReadAsync(db => db.Set<YearCalendar>().SingleOrDefaultAsync(Token), Token);

    /// <summary>Another process on the same data, perhaps with a clock that was put back.</summary>
    public async Task RestartAsync(DateTimeOffset? now = null)
    {
        await Bot.Services.DisposeAsync();
        Bot = await BotBench.StartAsync(now ?? Bot.Time.GetUtcNow(), _settings, Bot.Folder);
    }

    public async ValueTask DisposeAsync()
    {
        await Bot.DisposeAsync();
        await Site.DisposeAsync();
        if (Directory.Exists(Bot.Folder)) Directory.Delete(Bot.Folder, recursive: true);
    }
}
