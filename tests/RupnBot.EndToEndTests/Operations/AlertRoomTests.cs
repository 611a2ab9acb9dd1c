using Microsoft.Data.Sqlite;
using RupnBot.Demo.Colleagues;
using RupnBot.Demo.Feeds;
using RupnBot.Demo.Processes;
using RupnBot.EndToEndTests.Bench;

namespace RupnBot.EndToEndTests.Operations;

/// <summary>What the operators read in their salon.</summary>
public sealed class AlertRoomTests(Homeservers homeservers) : IDisposable
{
    private static readonly TimeSpan SomeTicks = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo _storage = Directory.CreateTempSubdirectory("rupnbot-storage-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _storage.Delete(recursive: true);

    [Fact]
    public async Task A_source_that_failed_for_a_day_is_told_once_and_once_more_when_it_is_back()
    {
        var homeserver = await homeservers.LiftedAsync(Token);
        using var robot = await homeserver.CreateUserAsync("Robot", Token);
        using var paul = await homeserver.CreateUserAsync("Paul Mercier", Token);
        await using var feeds = await FeedServer.StartAsync(0, TimeProvider.System, Token);
        var site = feeds.Site("srane");
        site.Fail(503);
        var alerts = await paul.CreateSalonAsync("Alertes du robot", SalonKind.Private, [robot.UserId], Token);
        await using var bot = await BotProcess.StartAsync(new BotSettings(homeserver.Address, robot.LocalPart, robot.Password, _storage.FullName) { More = Settings(feeds, site, alerts) }, Token);
        await paul.WaitForMemberAsync(alerts, robot.UserId, Token);
        await Demo.Eventually.TrueAsync(() => Read("SELECT count(*) FROM sources WHERE FailingSince IS NOT NULL") == 1, "the source has failed", SomeTicks, Token);
        await bot.StopAsync(Token);

        // A day goes by.
        Run("UPDATE sources SET FailingSince = FailingSince - 90000000, NextPollAt = 0");
        bot.Launch();
        var told = await paul.WaitForTextAsync(alerts, "La source SRANE ne répond plus", Token, SomeTicks);
        Assert.Contains("503", told.Body, StringComparison.Ordinal);
        await bot.StopAsync(Token);
        site.Recover();
        Run("UPDATE sources SET NextPollAt = 0");
        bot.Launch();
        await paul.WaitForTextAsync(alerts, "La source SRANE répond de nouveau", Token, SomeTicks);

        Assert.Equal(2, (await paul.ReadMessagesAsync(alerts, Token)).Count(item => item.Body!.Contains("La source SRANE", StringComparison.Ordinal)));
    }

    private static Dictionary<string, string> Settings(FeedServer feeds, SampleSite site, string alerts) => new()
    {
        ["Bot:AlertRoom"] = alerts,
        ["Bot:WorkingDays"] = "EveryDay",
        ["Bot:WorkingHours"] = "00:00-23:59",
        ["Sources:PollMinutes"] = "1",
        ["Sources:Catalog:0:Name"] = "SRANE",
        ["Sources:Catalog:0:Address"] = feeds.FeedAddress(site).ToString(),
        // In the place of the second one that is shipped.
        ["Sources:Catalog:1:Name"] = "Édu_Num",
        ["Sources:Catalog:1:Address"] = feeds.FeedAddress(feeds.Sites.First(other => other != site)).ToString(),
        ["Sources:AllowPrivate:0"] = $"{feeds.Address.Host}:{feeds.Address.Port}",
    };

    private long Read(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private void Run(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(_storage.FullName, "rupnbot.db"), Pooling = false, DefaultTimeout = 30 }.ConnectionString);
        connection.Open();
        return connection;
    }
}
