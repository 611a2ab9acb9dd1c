using System.Text.Json;
using System.Text.Json.Nodes;
using RupnBot.Tests.Polls.Oracle;

namespace RupnBot.EndToEndTests.Polls.Clients;

/// <summary>Where matrix-js-sdk does not follow MSC3381, or the MSC leaves open what it does: each line of docs/poll-counting.md, shown on both sides.</summary>
public sealed class ClientDivergenceTests : IAsyncLifetime
{
    private const string Anne = "@a:rupn.test";
    private const string Karim = "@b:rupn.test";

    private PollModel _sdk = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _sdk = await PollModel.StartAsync(Token);

    public ValueTask DisposeAsync() => _sdk.DisposeAsync();

    [Fact]
    public async Task The_first_end_of_a_page_hides_the_others_of_that_page()
    {
        var events = Salon(Vote("$v1", Anne, 10, "tab"), End("$e1", Karim, 20), End("$e2", RandomHistory.Creator, 30), Vote("$v2", Karim, 40, "pix"));

        var (ours, theirs) = await CountAsync(new ClientView(events, present: 4, pages: 1), events);

        Assert.Equal((30L, 1, 0), (ours.Ended!.Value, ours.Votes["tab"], ours.Votes["pix"]));
        Assert.Equal((null, 1, 1), (theirs!.Ended, theirs.Votes["tab"], theirs.Votes["pix"]));
    }

    [Fact]
    public async Task An_end_that_was_withdrawn_ends_the_poll_still()
    {
        var events = Salon(End("$e1", RandomHistory.Creator, 20), Vote("$v1", Anne, 30, "tab"), Redaction("$r1", "$e1", 40));

        var (ours, theirs) = await CountAsync(new ClientView(events, present: 0, pages: 1), events);

        Assert.Equal((null, 1), (ours.Ended, ours.Votes["tab"]));
        Assert.Equal((20L, 0), (theirs!.Ended!.Value, theirs.Votes["tab"]));
    }

    [Fact]
    public async Task A_moderator_who_has_left_is_not_believed_to_have_ended_it()
    {
        var events = Salon(End("$e1", RandomHistory.Moderator, 20), Vote("$v1", Anne, 30, "tab"));

        var (ours, theirs) = await CountAsync(new ClientView(events, present: 2, pages: 1) { Left = [RandomHistory.Moderator] }, events);

        Assert.Equal((20L, 0), (ours.Ended!.Value, ours.Votes["tab"]));
        Assert.Equal((null, 1), (theirs!.Ended, theirs.Votes["tab"]));
    }

    [Fact]
    public async Task An_edit_that_comes_while_the_poll_is_shown_is_not_followed()
    {
        var edit = Edit("$e1", 10, "jeudi");
        var events = Salon(edit, Vote("$v1", Anne, 20, "jeudi"));
        var live = new ClientView(events, present: 0, pages: 1) { Edits = [], Live = [.. events.Skip(1)] };

        var (ours, theirs) = await CountAsync(live, events);
        var (_, reloaded) = await CountAsync(new ClientView(events, present: 2, pages: 1), events);

        Assert.Equal((1, 1), (ours.Voters, ours.Votes["jeudi"]));
        Assert.Equal((0, 1), (theirs!.Voters, theirs.Spoiled));
        Assert.Equal((1, 1), (reloaded!.Voters, reloaded.Votes["jeudi"]));
    }

    [Fact]
    public async Task An_empty_vote_is_called_spoiled()
    {
        var events = Salon(Vote("$v1", Anne, 10, "tab"), Vote("$v2", Anne, 20));

        var (_, theirs) = await CountAsync(new ClientView(events, present: 2, pages: 1), events);
        var (_, tally, _) = OurCount.Of(events);

        Assert.Equal((0, 0), (tally.Voters, tally.Spoiled));
        Assert.Equal((0, 1), (theirs!.Voters, theirs.Spoiled));
    }

    [Fact]
    public async Task The_names_of_the_specification_are_not_understood()
    {
        var vote = JsonSerializer.SerializeToElement(Related("$v1", "m.poll.response", Anne, 10, "m.reference", new JsonObject { ["m.selections"] = new JsonArray("tab") }));
        var events = Salon(vote);
        var stable = new JsonObject
        {
            ["m.poll"] = new JsonObject { ["question"] = new JsonObject { ["m.text"] = Text("?") }, ["answers"] = new JsonArray(new JsonObject { ["m.id"] = "tab", ["m.text"] = Text("Tablettes") }) },
        };
        IReadOnlyList<JsonElement> stableEvents = [JsonSerializer.SerializeToElement(Event(RandomHistory.Start, "m.poll.start", RandomHistory.Creator, 0, stable)), vote];

        var (ours, theirs) = await CountAsync(new ClientView(events, present: 1, pages: 1), events);
        var (oursOfStable, theirsOfStable) = await CountAsync(new ClientView(stableEvents, present: 1, pages: 1), stableEvents);

        Assert.Equal((1, 1), (ours.Votes["tab"], oursOfStable.Votes["tab"]));
        Assert.Equal(0, theirs!.Votes["tab"]);
        Assert.Null(theirsOfStable);
    }

    [Fact]
    public async Task Of_two_votes_of_one_instant_the_last_that_came_stands()
    {
        JsonElement[] votes = [Vote("$a", Anne, 10, "tab"), Vote("$b", Anne, 10, "pix")];
        var events = Salon(votes);
        var turned = Salon([.. votes.AsEnumerable().Reverse()]);

        var (ours, theirs) = await CountAsync(new ClientView(events, present: 2, pages: 1), events);
        var (oursTurned, theirsTurned) = await CountAsync(new ClientView(turned, present: 2, pages: 1), turned);

        Assert.Equal((1, 1), (ours.Votes["pix"], oursTurned.Votes["pix"]));
        Assert.Equal((1, 1), (theirs!.Votes["pix"], theirsTurned!.Votes["tab"]));
    }

    private async Task<(ModelCount Ours, ModelCount? Theirs)> CountAsync(ClientView view, IReadOnlyList<JsonElement> events) =>
        (ClientCountTests.Ours(events), (await _sdk.CountAsync([view], Token))[0]);

    private static IReadOnlyList<JsonElement> Salon(params IReadOnlyList<JsonElement> others) =>
        [JsonSerializer.SerializeToElement(Event(RandomHistory.Start, "org.matrix.msc3381.poll.start", RandomHistory.Creator, 0, Poll("tab", "pix"))), .. others];

    private static JsonElement Vote(string id, string sender, int instant, params ReadOnlySpan<string> answers)
    {
        var list = new JsonArray([.. answers.ToArray().Select(answer => (JsonNode)answer)]);
        return JsonSerializer.SerializeToElement(Related(
            id, "org.matrix.msc3381.poll.response", sender, instant, "m.reference", new JsonObject { ["org.matrix.msc3381.poll.response"] = new JsonObject { ["answers"] = list } }));
    }

    private static JsonElement End(string id, string sender, int instant) =>
        JsonSerializer.SerializeToElement(Related(id, "org.matrix.msc3381.poll.end", sender, instant, "m.reference", new JsonObject { ["org.matrix.msc3381.poll.end"] = new JsonObject() }));

    private static JsonElement Edit(string id, int instant, params string[] answers)
    {
        var content = Poll(answers);
        content["m.new_content"] = Poll(answers);
        return JsonSerializer.SerializeToElement(Related(id, "org.matrix.msc3381.poll.start", RandomHistory.Creator, instant, "m.replace", content));
    }

    private static JsonElement Redaction(string id, string target, int instant)
    {
        var redaction = Event(id, "m.room.redaction", RandomHistory.Creator, instant, []);
        redaction["redacts"] = target;
        return JsonSerializer.SerializeToElement(redaction);
    }

    private static JsonObject Poll(params string[] answers) => new()
    {
        ["org.matrix.msc3381.poll.start"] = new JsonObject
        {
            ["question"] = new JsonObject { ["org.matrix.msc1767.text"] = "?" },
            ["answers"] = new JsonArray([.. answers.Select(id => (JsonNode)new JsonObject { ["id"] = id, ["org.matrix.msc1767.text"] = id })]),
        },
    };

    private static JsonArray Text(string body) => new(new JsonObject { ["body"] = body });

    private static JsonObject Related(string id, string type, string sender, int instant, string relation, JsonObject content)
    {
        content["m.relates_to"] = new JsonObject { ["rel_type"] = relation, ["event_id"] = RandomHistory.Start };
        return Event(id, type, sender, instant, content);
    }

    private static JsonObject Event(string id, string type, string sender, int instant, JsonObject content) => new()
    {
        ["type"] = type,
        ["event_id"] = id,
        ["sender"] = sender,
        ["origin_server_ts"] = instant,
        ["content"] = content,
    };
}
