using System.Text.Json.Nodes;
using RupnBot.EndToEndTests.Bench;

namespace RupnBot.EndToEndTests.Faults;

/// <summary>A salon where the bot may not write any more.</summary>
public sealed class MutedSalonTests(SharedBot shared) : IClassFixture<SharedBot>
{
    private const string Levels = "m.room.power_levels";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_asked_is_told_in_private_and_other_salons_go_on()
    {
        using var muted = await AskedSalon.OpenAsync(shared.Bot, Token);
        using var other = await AskedSalon.OpenAsync(shared.Bot, Token);
        var chat = await muted.Anne.OpenDirectChatAsync(shared.Bot.Account.UserId, Token);
        await muted.Anne.WaitForTextAsync(chat, "pas à pas", Token);
        await SetEventsDefaultAsync(muted, 100);

        await muted.Anne.SayAsync(muted.RoomId, "!statut", Token);
        await other.AskAsync("!statut", Token);
        var told = await muted.Anne.WaitForTextAsync(chat, "Je n'ai pas pu écrire dans « Salle des professeurs »", Token);
        await other.AssertEachAnsweredOnceAsync(Token);

        Assert.Contains("je n'en ai pas le droit", told.Body, StringComparison.Ordinal);
        Assert.Equal(1, shared.Bot.Proxy.Requests.All.Count(request => request.Path.Contains(muted.Sends, StringComparison.Ordinal) && request.ForwardedStatus == 403));
        await SetEventsDefaultAsync(muted, 0);
        await muted.AssertEachAnsweredOnceAsync(Token);
    }

    [Fact]
    public async Task A_salon_that_removes_the_bot_gets_it_back_by_an_invitation()
    {
        using var salon = await AskedSalon.OpenAsync(shared.Bot, Token);
        using var other = await AskedSalon.OpenAsync(shared.Bot, Token);

        await salon.Anne.KickAsync(salon.RoomId, shared.Bot.Account.UserId, Token);
        await salon.Anne.SayAsync(salon.RoomId, "!statut", Token);
        await other.AssertEachAnsweredOnceAsync(Token);
        await salon.Anne.InviteAsync(salon.RoomId, shared.Bot.Account.UserId, Token);
        await salon.Anne.WaitForMemberAsync(salon.RoomId, shared.Bot.Account.UserId, Token);

        // What was asked while it was out stays unanswered: it is from before the bot's own join.
        await salon.AssertEachAnsweredOnceAsync(Token);
    }

    private static async Task SetEventsDefaultAsync(AskedSalon salon, int level)
    {
        var levels = await salon.Anne.StateAsync(salon.RoomId, Levels, Token);
        levels["events_default"] = JsonValue.Create(level);
        await salon.Anne.SetStateAsync(salon.RoomId, Levels, levels, Token);
    }
}
