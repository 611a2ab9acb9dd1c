using RupnBot.Demo.Colleagues;
using RupnBot.EndToEndTests.Bench;

namespace RupnBot.EndToEndTests.Rooms;

/// <summary>A salon replaced by a newer one, as a client's "upgrade" does, with the bot in the middle of its work.</summary>
public sealed class UpgradedSalonTests(Homeservers homeservers)
{
    private static readonly Dictionary<string, string> AtAnyHour = new() { ["Bot:WorkingDays"] = "EveryDay", ["Bot:WorkingHours"] = "00:00-23:59" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Subscriptions_polls_and_referents_go_to_the_successor_and_nothing_comes_twice()
    {
        await using var bot = await ProxiedBot.StartAsync(await homeservers.LiftedAsync(Token), Token, AtAnyHour);
        using var anne = await bot.Homeserver.CreateUserAsync("Anne Roy", Token);
        using var karim = await bot.Homeserver.CreateUserAsync("Karim Diallo", Token);
        var old = await anne.CreateSalonAsync("Salle des professeurs", SalonKind.Forum, [bot.Account.UserId], Token, roomVersion: "10");
        await anne.WaitForTextAsync(old, "Je ne conserve pas vos conversations", Token);
        await karim.JoinAsync(old, Token);
        await AskAsync(anne, old, "!abonner SRANE lundi 8h", "C'est fait");
        await AskAsync(anne, old, $"!referent {karim.UserId}", "référent");
        await anne.SayAsync(old, "!sondage Quel atelier ? | Tablettes | Pix", Token);
        var poll = await karim.WaitForPollAsync(old, "Quel atelier", Token);
        await karim.VoteForAsync(old, poll, "Pix", Token);

        // From the version before last into the one whose creators stand above all levels.
        var successor = await anne.UpgradeAsync(old, "12", Token);
        await InviteAsync(anne, successor, bot.Account.UserId);
        await anne.WaitForMemberAsync(successor, bot.Account.UserId, Token);
        await karim.JoinAsync(successor, Token);

        var subscriptions = await AskAsync(karim, successor, "!abonnements", "SRANE");
        Assert.Contains("chaque lundi à 8", subscriptions.Body, StringComparison.Ordinal);
        // Karim has no power there: that he is a référent has moved too.
        await karim.SayAsync(successor, "!clore", Token);
        var result = await anne.WaitForTextAsync(successor, "votant sur", Token, TimeSpan.FromMinutes(2));
        Assert.Contains("Pix\u00a0: 1 voix", result.Body, StringComparison.Ordinal);

        Assert.DoesNotContain(await OwnAsync(old), item => item.Body!.Contains("votant sur", StringComparison.Ordinal));
        var said = await OwnAsync(successor);
        Assert.Single(said, item => item.Body!.Contains("votant sur", StringComparison.Ordinal));
        // They know it: it does not introduce itself again.
        Assert.DoesNotContain(said, item => item.Body!.Contains("Je ne conserve pas", StringComparison.Ordinal));

        async Task<IReadOnlyList<ReceivedEvent>> OwnAsync(string room) => [.. (await anne.ReadMessagesAsync(room, Token)).Where(item => item.Sender == bot.Account.UserId)];
    }

    private static async Task<ReceivedEvent> AskAsync(Colleague who, string room, string command, string expected)
    {
        await who.SayAsync(room, command, Token);
        return await who.WaitForTextAsync(room, expected, Token);
    }

    // Where anybody may join, the bot follows by itself as soon as it reads of the successor: then it may be there before the invitation.
    private static async Task InviteAsync(Colleague anne, string salon, string robot)
    {
        try
        {
            await anne.InviteAsync(salon, robot, Token);
        }
        catch (MatrixCallException e) when (e is { ErrorCode: "M_FORBIDDEN" } && e.Message.Contains("already in the room", StringComparison.Ordinal))
        {
        }
    }
}
