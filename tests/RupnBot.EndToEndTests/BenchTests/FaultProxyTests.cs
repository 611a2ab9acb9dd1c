using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using RupnBot.Demo.Colleagues;
using RupnBot.EndToEndTests.Bench;
using RupnBot.EndToEndTests.Bench.Faults;

namespace RupnBot.EndToEndTests.BenchTests;

public sealed class FaultProxyTests(Homeservers homeservers) : IAsyncLifetime
{
    private const string Send = "/send/";

    private Colleague _anne = null!;
    private FaultProxy _proxy = null!;
    private HttpClient _http = null!;
    private string _salon = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var homeserver = await homeservers.LiftedAsync(Token);
        _anne = await homeserver.CreateUserAsync("Anne Roy", Token);
        _salon = await _anne.CreateSalonAsync("Forum", SalonKind.Forum, [], Token);
        _proxy = await FaultProxy.StartAsync(homeserver.Address, Token);
        _http = new HttpClient { BaseAddress = _proxy.Address };
        _http.DefaultRequestHeaders.Add("Authorization", "Bearer " + _anne.AccessToken);
    }

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        _anne?.Dispose();
        if (_proxy is not null) await _proxy.DisposeAsync();
    }

    [Fact]
    public async Task A_lost_answer_leaves_the_event_in_the_room_and_a_retry_adds_none()
    {
        var rule = _proxy.Add(new FaultRule(HttpMethod.Put, Send, new Fault.LostAnswer()) { Times = 1 });

        await Assert.ThrowsAsync<HttpRequestException>(() => SayAsync("t1", "Bonjour"));
        var written = Assert.Single(await MessagesAsync());
        using var again = await SayAsync("t1", "Bonjour");

        Assert.Equal(written.EventId, (string?)(await ReadJsonAsync(again))["event_id"]);
        Assert.Single(await MessagesAsync());
        Assert.Equal(1, rule.Fired);
        Assert.Equal(2, Assert.Single(_proxy.Requests.Attempts()).Value);
        Assert.All(_proxy.Requests.All, request => Assert.Equal(("t1", 200), (request.TransactionId, request.ForwardedStatus)));
    }

    [Fact]
    public async Task A_connection_cut_before_forwarding_leaves_nothing_in_the_room()
    {
        _proxy.Add(new FaultRule(HttpMethod.Put, Send, new Fault.CutBeforeForwarding()));

        await Assert.ThrowsAsync<HttpRequestException>(() => SayAsync("t1", "Bonjour"));

        Assert.Empty(await MessagesAsync());
        Assert.Null(Assert.Single(_proxy.Requests.All).ForwardedStatus);
    }

    [Fact]
    public async Task Too_many_requests_say_when_to_come_back_only_as_the_rule_says()
    {
        _proxy.Add(new FaultRule(null, Send, new Fault.TooManyRequests(InBody: TimeSpan.FromMilliseconds(1500))) { Times = 1 });
        _proxy.Add(new FaultRule(null, Send, new Fault.TooManyRequests(InHeader: TimeSpan.FromSeconds(2))) { Times = 1 });

        using var inBody = await SayAsync("t1", "Bonjour");
        using var inHeader = await SayAsync("t1", "Bonjour");
        using var passed = await SayAsync("t1", "Bonjour");

        Assert.Equal(1500, (int)(await ReadJsonAsync(inBody))["retry_after_ms"]!);
        Assert.Null(inBody.Headers.RetryAfter);
        Assert.Null((await ReadJsonAsync(inHeader))["retry_after_ms"]);
        Assert.Equal(TimeSpan.FromSeconds(2), inHeader.Headers.RetryAfter?.Delta);
        Assert.Equal(HttpStatusCode.OK, passed.StatusCode);
    }

    [Fact]
    public async Task An_error_page_is_not_JSON()
    {
        _proxy.Add(new FaultRule(null, "/whoami", new Fault.HtmlError(HttpStatusCode.BadGateway)));

        using var answer = await _http.GetAsync("_matrix/client/v3/account/whoami", Token);

        Assert.Equal((HttpStatusCode.BadGateway, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task Truncated_and_bad_JSON_come_with_200()
    {
        _proxy.Add(new FaultRule(null, "/whoami", new Fault.TruncatedJson()) { Times = 1 });
        _proxy.Add(new FaultRule(null, "/whoami", new Fault.BadJson()) { Times = 1 });

        for (var attempt = 0; attempt < 2; attempt++)
        {
            using var answer = await _http.GetAsync("_matrix/client/v3/account/whoami", Token);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            await Assert.ThrowsAnyAsync<JsonException>(() => ReadJsonAsync(answer));
        }
    }

    [Fact]
    public async Task A_body_cut_halfway_fails_while_it_is_read()
    {
        _proxy.Add(new FaultRule(null, "/messages", new Fault.CutBody()));

        await Assert.ThrowsAsync<HttpRequestException>(() => _http.GetAsync($"_matrix/client/v3/rooms/{_salon}/messages?dir=b", Token));
    }

    [Fact]
    public async Task A_slow_body_arrives_whole_in_the_end()
    {
        _proxy.Add(new FaultRule(null, "/whoami", new Fault.SlowBody(Bytes: 10, TimeSpan.FromMilliseconds(20))));
        var clock = Stopwatch.StartNew();

        using var answer = await _http.GetAsync("_matrix/client/v3/account/whoami", Token);

        Assert.Equal(_anne.UserId, (string?)(await ReadJsonAsync(answer))["user_id"]);
        Assert.True(clock.Elapsed > TimeSpan.FromMilliseconds(80), $"{clock.Elapsed}");
    }

    [Fact]
    public async Task A_long_poll_ends_when_something_happens()
    {
        using var first = await _http.GetAsync("_matrix/client/v3/sync?timeout=0", Token);
        var since = (string?)(await ReadJsonAsync(first))["next_batch"];

        var poll = _http.GetAsync($"_matrix/client/v3/sync?timeout=60000&since={since}", Token);
        var message = await _anne.SayAsync(_salon, "Bonjour", Token);
        using var second = await poll.WaitAsync(TimeSpan.FromSeconds(30), Token);

        var timeline = (await ReadJsonAsync(second))["rooms"]!["join"]![_salon]!["timeline"]!["events"]!.AsArray();
        Assert.Contains(timeline, item => (string?)item!["event_id"] == message);
    }

    [Fact]
    public async Task The_same_seed_spoils_the_same_requests()
    {
        await using var twin = await FaultProxy.StartAsync(_anne.Homeserver, Token);
        var patterns = new List<string>();
        foreach (var proxy in new[] { _proxy, twin })
        {
            proxy.Add(new FaultRule(null, "/versions", new Fault.HtmlError(HttpStatusCode.ServiceUnavailable)) { Probability = 0.5 });
            for (var attempt = 0; attempt < 20; attempt++)
                (await _http.GetAsync(new Uri(proxy.Address, "/_matrix/client/versions"), Token)).Dispose();
            patterns.Add(string.Concat(proxy.Requests.All.Select(request => request.Fault is null ? '.' : 'x')));
        }

        Assert.Equal(patterns[0], patterns[1]);
        Assert.Contains('x', patterns[0]);
        Assert.Contains('.', patterns[0]);
    }

    private async Task<HttpResponseMessage> SayAsync(string transactionId, string text)
    {
        using var content = new StringContent(new JsonObject { ["msgtype"] = "m.text", ["body"] = text }.ToJsonString());
        return await _http.PutAsync($"_matrix/client/v3/rooms/{_salon}{Send}m.room.message/{transactionId}", content, Token);
    }

    private Task<IReadOnlyList<ReceivedEvent>> MessagesAsync() => _anne.ReadMessagesAsync(_salon, Token);

    private static async Task<JsonNode> ReadJsonAsync(HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!;
}
