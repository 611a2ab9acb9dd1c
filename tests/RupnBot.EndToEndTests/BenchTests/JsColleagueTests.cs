using RupnBot.Demo.Colleagues;
using RupnBot.EndToEndTests.Bench;

namespace RupnBot.EndToEndTests.BenchTests;

public sealed class JsColleagueTests(Homeservers homeservers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_real_client_SDK_reads_a_poll_and_votes_in_it()
    {
        var homeserver = await homeservers.LiftedAsync(Token);
        using var anne = await homeserver.CreateUserAsync("Anne Roy", Token);
        using var karim = await homeserver.CreateUserAsync("Karim Diallo", Token);
        var salon = await anne.CreateSalonAsync("Forum", SalonKind.Forum, [], Token);
        await using var sdk = await JsColleague.LogInAsync(homeserver.Address, karim.LocalPart, karim.Password, Token);

        await sdk.JoinAsync(salon, Token);
        var poll = await anne.StartPollAsync(salon, "Quel atelier ?", ["Tablettes", "Pix"], Token);
        await sdk.WaitForAsync(item => (string?)item["event_id"] == poll, Token);
        await sdk.VoteAsync(salon, poll, "a2", Token);

        var vote = await anne.WaitForAsync(salon, item => item.Sender == karim.UserId && item.RelatesTo == poll, Token);
        Assert.Equal("org.matrix.msc3381.poll.response", vote.Type);
        Assert.Equal("a2", (string?)vote.Content["org.matrix.msc3381.poll.response"]!["answers"]![0]);
        var model = await sdk.ReadPollAsync(salon, poll, Token);
        Assert.Equal("Quel atelier ?", (string?)model["question"]);
        Assert.Equal(["Tablettes", "Pix"], model["answers"]!.AsArray().Select(answer => (string?)answer!["text"]));
    }

    [Fact]
    public async Task A_poll_that_the_SDK_makes_and_ends_has_the_shapes_Tchap_reads()
    {
        var homeserver = await homeservers.LiftedAsync(Token);
        using var anne = await homeserver.CreateUserAsync("Anne Roy", Token);
        var salon = await anne.CreateSalonAsync("Forum", SalonKind.Forum, [], Token);
        await using var sdk = await JsColleague.LogInAsync(homeserver.Address, anne.LocalPart, anne.Password, Token);

        var pollId = await sdk.StartPollAsync(salon, "Quel jour ?", ["Lundi", "Mardi"], Token);
        var poll = await anne.WaitForPollAsync(salon, "Quel jour ?", Token);
        await anne.VoteForAsync(salon, poll, "Mardi", Token);
        var endId = await sdk.EndPollAsync(salon, pollId, "Mardi", Token);

        Assert.Equal(pollId, poll.EventId);
        var end = await anne.WaitForAsync(salon, item => item.EventId == endId, Token);
        Assert.Equal(("org.matrix.msc3381.poll.end", "m.reference", pollId), (end.Type, end.RelationType, end.RelatesTo));
    }
}
