using System.Net;
using System.Text.Json.Nodes;
using RupnBot.Demo.Colleagues;
using RupnBot.Demo.Homeservers;
using RupnBot.EndToEndTests.Bench;

namespace RupnBot.EndToEndTests.BenchTests;

public sealed class HomeserverTests(Homeservers homeservers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_salon_has_the_power_levels_and_rules_of_Tchap()
    {
        var homeserver = await homeservers.LiftedAsync(Token);
        using var anne = await homeserver.CreateUserAsync("Anne Roy [Collège Jean-Moulin]", Token);

        var salon = await anne.CreateSalonAsync("Salle des professeurs", SalonKind.Private, [], Token);

        var levels = await anne.StateAsync(salon, "m.room.power_levels", Token);
        Assert.Equal((50, 100, 0), ((int)levels["invite"]!, (int)levels["state_default"]!, (int)levels["events_default"]!));
        Assert.Equal("restricted", (string?)(await anne.StateAsync(salon, "im.vector.room.access_rules", Token))["rule"]);
        await Assert.ThrowsAsync<MatrixCallException>(() => anne.StateAsync(salon, "m.room.encryption", Token));
    }

    [Fact]
    public async Task A_vote_reaches_the_others_in_the_salon()
    {
        var homeserver = await homeservers.LiftedAsync(Token);
        using var anne = await homeserver.CreateUserAsync("Anne Roy", Token);
        using var karim = await homeserver.CreateUserAsync("Karim Diallo", Token);
        var salon = await anne.CreateSalonAsync("Forum", SalonKind.Forum, [], Token);
        await karim.JoinAsync(salon, Token);
        await anne.StartPollAsync(salon, "Quel atelier ?", ["Tablettes", "Pix"], Token);

        var poll = await karim.WaitForPollAsync(salon, "Quel atelier ?", Token);
        await karim.VoteForAsync(salon, poll, "Pix", Token);

        var vote = await anne.WaitForAsync(salon, item => item.Sender == karim.UserId && item.RelatesTo == poll.EventId, Token);
        Assert.Equal("a2", (string?)vote.Content["org.matrix.msc3381.poll.response"]!["answers"]![0]);
    }

    [Fact]
    public async Task Messages_sent_without_pause_are_throttled_by_Synapses_own_limit()
    {
        var homeserver = await homeservers.ThrottledAsync(Token);
        using var anne = await homeserver.CreateUserAsync("Anne Roy", Token);
        var salon = await anne.CreateSalonAsync("Forum", SalonKind.Forum, [], Token);
        using var http = new HttpClient { BaseAddress = homeserver.Address };
        http.DefaultRequestHeaders.Add("Authorization", "Bearer " + anne.AccessToken);

        for (var index = 0; index < 100; index++)
        {
            using var content = new StringContent("""{"msgtype":"m.text","body":"!"}""");
            using var answer = await http.PutAsync($"_matrix/client/v3/rooms/{salon}/send/m.room.message/{index}", content, Token);
            if (answer.StatusCode == HttpStatusCode.OK) continue;
            var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!;
            Assert.Equal((HttpStatusCode.TooManyRequests, "M_LIMIT_EXCEEDED"), (answer.StatusCode, (string?)body["errcode"]));
            Assert.True((int)body["retry_after_ms"]! > 0);
            return;
        }

        Assert.Fail("A hundred messages in a row were all accepted.");
    }

    [Fact]
    public async Task A_homeserver_that_was_killed_comes_back_on_its_port_with_its_data()
    {
        await using var homeserver = await LocalHomeserver.StartAsync(throttle: false, Token);
        using var anne = await homeserver.CreateUserAsync("Anne Roy", Token);
        var salon = await anne.CreateSalonAsync("Forum", SalonKind.Forum, [], Token);
        var message = await anne.SayAsync(salon, "Bonjour", Token);

        await homeserver.StopAsync(kill: true, Token);
        await Assert.ThrowsAsync<HttpRequestException>(() => anne.ReadAsync(salon, Token));
        await homeserver.StartAgainAsync(Token);

        Assert.Contains(await anne.ReadMessagesAsync(salon, Token), item => item.EventId == message);
    }
}
