using System.Net.Http.Headers;
using RupnBot.Demo;
using RupnBot.Demo.Colleagues;
using RupnBot.EndToEndTests.Bench;
using RupnBot.EndToEndTests.Bench.Faults;

namespace RupnBot.EndToEndTests.Faults;

/// <summary>The account's owner ends all sessions, the bot's too.</summary>
public sealed class LostLoginTests(Homeservers homeservers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_bot_logs_in_again_as_the_same_device_and_says_nothing_twice()
    {
        await using var bot = await ProxiedBot.StartAsync(await homeservers.LiftedAsync(Token), Token);
        using var salon = await AskedSalon.OpenAsync(bot, Token);
        await bot.ListeningAsync(Token);
        // The homeserver has the answer, and forgets its transaction id with the device; the bot knows neither.
        var lost = bot.Proxy.Add(new FaultRule(HttpMethod.Put, salon.Sends, new Fault.LostAnswer()) { Times = 1 });
        bot.Proxy.Add(new FaultRule(HttpMethod.Put, salon.Sends, new Fault.CutBeforeForwarding()));
        bot.Proxy.Add(new FaultRule(HttpMethod.Get, "/sync", new Fault.CutBeforeForwarding()));
        await salon.AskAsync("!statut", Token);
        await Eventually.TrueAsync(() => lost.Fired == 1, "the answer is lost", null, Token);

        await LogOutEverywhereAsync(bot);
        bot.Proxy.Clear();

        await salon.AssertEachAnsweredOnceAsync(Token);
        using var owner = await Colleague.LogInAsync(bot.Homeserver.Address, bot.Account.LocalPart, bot.Account.Password, Token);
        Assert.Equal(2, (await DevicesAsync(owner)).Count);
        Assert.Equal(2, bot.Proxy.Requests.All.Count(request => request is { Method: "POST", Path: "/_matrix/client/v3/login", ForwardedStatus: 200 }));
    }

    private static async Task LogOutEverywhereAsync(ProxiedBot bot)
    {
        using var http = Authorised(bot.Account);
        using var answer = await http.PostAsync("_matrix/client/v3/logout/all", null, Token);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<IReadOnlyList<string>> DevicesAsync(Colleague owner)
    {
        using var http = Authorised(owner);
        var answer = System.Text.Json.Nodes.JsonNode.Parse(await http.GetStringAsync("_matrix/client/v3/devices", Token))!;
        return [.. answer["devices"]!.AsArray().Select(device => (string)device!["device_id"]!)];
    }

    private static HttpClient Authorised(Colleague owner)
    {
        var http = new HttpClient { BaseAddress = owner.Homeserver };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", owner.AccessToken);
        return http;
    }
}
