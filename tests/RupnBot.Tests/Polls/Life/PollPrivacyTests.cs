using System.Text;
using Microsoft.EntityFrameworkCore;
using RupnBot.Matrix;
using RupnBot.Polls.Records;
using RupnBot.Privacy;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Polls.Life;

public sealed class PollPrivacyTests
{
    private const string Outsider = "@someone-who-votes:rupn.test";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ordinary_messages_never_reach_the_database_file()
    {
        await using var bench = await PollBench.WithPollAsync();

        await bench.SayAsync(PollBench.Karim, "zebulon mange des pommes");
        await bench.SayAsync(PollBench.Karim, "!!! zebulon en réunion");

        Assert.False(await HoldsAsync(bench, "zebulon"));
        // The search itself finds what is there.
        Assert.True(await HoldsAsync(bench, "Tablettes"));
    }

    [Fact]
    public async Task Votes_name_nobody_in_the_database_file()
    {
        await using var bench = await PollBench.WithPollAsync();
        await bench.Bot.SyncAsync(new RoomBuilder(PollBench.Salon).Sends(Outsider, EventTypes.PollResponse, PollBench.Vote("a1"), bench.Now));

        Assert.Equal(1, await bench.BallotsAsync());
        Assert.False(await HoldsAsync(bench, "someone-who-votes"));
    }

    [Fact]
    public async Task Who_asks_is_shown_and_rid_of_their_votes_and_they_are_not_read_back()
    {
        await using var bench = await PollBench.WithPollAsync();
        await bench.VoteAsync(PollBench.Karim, "a1", eventId: "$vote");
        await bench.VoteAsync(PollBench.Lise, "a2");
        Assert.Single(await DescribeAsync(bench, PollBench.Karim));

        await EachAsync(bench, (data, db) => data.ForgetAsync(db, new UserId(PollBench.Karim), bench.Now, Token));
        await bench.VoteAsync(PollBench.Karim, "a1", eventId: "$vote");

        Assert.Equal(1, await bench.BallotsAsync());
        Assert.Empty(await DescribeAsync(bench, PollBench.Karim));
    }

    [Fact]
    public async Task Votes_are_purged_before_the_poll_and_its_counts_stay()
    {
        await using var bench = await PollBench.WithPollAsync();
        await bench.VoteAsync(PollBench.Karim, "a1");
        await bench.CloseInTimeAsync();
        await bench.ReadAsync();

        await EachAsync(bench, (data, db) => data.PurgeAsync(db, bench.Now.AddDays(59), Token));
        Assert.Equal(1, await bench.BallotsAsync());
        await EachAsync(bench, (data, db) => data.PurgeAsync(db, bench.Now.AddDays(61), Token));
        Assert.Equal(0, await bench.BallotsAsync());
        Assert.Contains("\"Voters\":1", (await bench.PollAsync()).Result, StringComparison.Ordinal);
        await EachAsync(bench, (data, db) => data.PurgeAsync(db, bench.Now.AddDays(1096), Token));

        Assert.Equal(0, await bench.Bot.Database.ReadAsync(db => db.Set<Poll>().CountAsync(Token), Token));
    }

    private static async Task EachAsync(PollBench bench, Func<IPersonalData, RupnBot.Storage.BotDbContext, Task> act)
    {
        foreach (var data in bench.Bot.Get<IEnumerable<IPersonalData>>()) await bench.Bot.Database.WriteAsync(db => act(data, db), Token);
    }

    private static async Task<List<string>> DescribeAsync(PollBench bench, string user)
    {
        var lines = new List<string>();
        foreach (var data in bench.Bot.Get<IEnumerable<IPersonalData>>().Where(data => data.GetType().Name == "PollPersonalData"))
            lines.AddRange(await bench.Bot.Database.ReadAsync(db => data.DescribeAsync(db, new UserId(user), Token), Token));
        return lines;
    }

    /// <summary>The raw bytes of the database and of its log.</summary>
    private static async Task<bool> HoldsAsync(PollBench bench, string text)
    {
        var sought = Encoding.UTF8.GetBytes(text);
        foreach (var file in Directory.GetFiles(bench.Bot.Folder, "rupnbot.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy, Token);
            if (copy.ToArray().AsSpan().IndexOf(sought) >= 0) return true;
        }

        return false;
    }
}
