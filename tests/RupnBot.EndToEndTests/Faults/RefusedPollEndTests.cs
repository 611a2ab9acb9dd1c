using System.Text.Json.Nodes;
using RupnBot.Demo.Colleagues;
using RupnBot.EndToEndTests.Bench;

namespace RupnBot.EndToEndTests.Faults;

/// <summary>The salon's owner lets nobody end polls any more, the bot's own end included.</summary>
public sealed class RefusedPollEndTests(Homeservers homeservers)
{
    private const string Levels = "m.room.power_levels";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_result_is_told_once_all_the_same()
    {
        await using var bot = await ProxiedBot.StartAsync(
            await homeservers.LiftedAsync(Token), Token, new Dictionary<string, string> { ["Bot:WorkingDays"] = "EveryDay", ["Bot:WorkingHours"] = "00:00-23:59" });
        using var anne = await bot.Homeserver.CreateUserAsync("Anne Roy", Token);
        using var karim = await bot.Homeserver.CreateUserAsync("Karim Diallo", Token);
        var salon = await anne.CreateSalonAsync("Salle des professeurs", SalonKind.Forum, [bot.Account.UserId], Token);
        await anne.WaitForTextAsync(salon, "Je ne conserve pas vos conversations", Token);
        await karim.JoinAsync(salon, Token);
        await anne.SayAsync(salon, "!sondage Quel atelier ? | Tablettes | Pix", Token);
        var poll = await karim.WaitForPollAsync(salon, "Quel atelier", Token);
        await karim.VoteForAsync(salon, poll, "Pix", Token);
        var levels = await anne.StateAsync(salon, Levels, Token);
        if (levels["events"] is not JsonObject events) levels["events"] = events = [];
        events["org.matrix.msc3381.poll.end"] = 100;
        await anne.SetStateAsync(salon, Levels, levels, Token);

        await anne.SayAsync(salon, "!clore", Token);
        var result = await anne.WaitForTextAsync(salon, "votant sur", Token);
        await karim.VoteForAsync(salon, poll, "Tablettes", Token);
        await anne.SayAsync(salon, "!resultats", Token);
        await anne.WaitForAsync(salon, item => item.Sender == bot.Account.UserId && item.MessageType == "m.notice" && item.Body?.Contains("votant sur", StringComparison.Ordinal) == true, Token);

        Assert.Contains("Pix\u00a0: 1 voix, 100", result.Body, StringComparison.Ordinal);
        var messages = await anne.ReadAsync(salon, Token);
        Assert.Equal(2, messages.Count(item => item.Sender == bot.Account.UserId && item.Body?.Contains("votant sur", StringComparison.Ordinal) == true));
        // What came after the bot had closed it is not counted, although Matrix knows of no end.
        Assert.DoesNotContain(messages, item => item.Body?.Contains("Tablettes\u00a0: 1 voix", StringComparison.Ordinal) == true);
        Assert.DoesNotContain(messages, item => item.Type == "org.matrix.msc3381.poll.end");
    }
}
