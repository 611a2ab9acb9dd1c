using System.Net;
using RupnBot.Demo;
using RupnBot.Demo.Colleagues;
using RupnBot.EndToEndTests.Bench;
using RupnBot.EndToEndTests.Bench.Faults;

namespace RupnBot.EndToEndTests.Faults;

/// <summary>The bot is invited and cannot come in at first.</summary>
public sealed class InviteFaultTests(SharedBot shared) : IClassFixture<SharedBot>
{
    private const string Join = "/join";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_comes_in_and_greets_once()
    {
        var rules = new[] { "503 in HTML", "429 with retry_after_ms", "cut before the server", "answer lost" }
            .Select(fault => shared.Bot.Proxy.Add(new FaultRule(HttpMethod.Post, Join, FaultNames.Named(fault)) { Times = 1 })).ToList();

        await Task.WhenAll(rules.Select(_ => ComeInAsync()));

        Assert.All(rules, rule => Assert.Equal(1, rule.Fired));
    }

    [Fact]
    public async Task A_join_that_was_refused_for_good_stops_nothing_and_a_new_invitation_is_followed()
    {
        var robot = shared.Bot.Account.UserId;
        using var anne = await shared.Bot.Homeserver.CreateUserAsync("Anne Roy", Token);
        var rule = shared.Bot.Proxy.Add(new FaultRule(HttpMethod.Post, Join, new Fault.MatrixError(HttpStatusCode.Forbidden, "M_FORBIDDEN")) { Times = 1 });
        var refused = await anne.CreateSalonAsync("Forum", SalonKind.Private, [robot], Token);
        await Eventually.TrueAsync(() => rule.Fired == 1, "the join is refused", null, Token);

        using var other = await AskedSalon.OpenAsync(shared.Bot, Token);
        await other.AssertEachAnsweredOnceAsync(Token);
        await anne.KickAsync(refused, robot, Token);
        await anne.InviteAsync(refused, robot, Token);

        await anne.WaitForMemberAsync(refused, robot, Token);
    }

    private async Task ComeInAsync()
    {
        using var salon = await AskedSalon.OpenAsync(shared.Bot, Token);
        await salon.AssertEachAnsweredOnceAsync(Token);
        Assert.Single(await salon.Anne.ReadMessagesAsync(salon.RoomId, Token), IsWelcome);
    }

    private static bool IsWelcome(ReceivedEvent item) => item.Body!.StartsWith("Bonjour, je suis le robot", StringComparison.Ordinal);
}
