namespace RupnBot.Matrix.Tests.Client;

public sealed class PathTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ids_are_one_segment_whatever_they_hold()
    {
        await using var server = await FaultyServer.AnsweringAsync(200, """{"event_id":"$e"}""");
        using var client = TestClient.For(server.Address);

        await client.RedactAsync(new RoomId("!a/b?c#d:rupn.test"), new EventId("$x/é+%2F"), "t/1", ct: Ct);

        Assert.Equal(
            "/_matrix/client/v3/rooms/%21a%2Fb%3Fc%23d%3Arupn.test/redact/%24x%2F%C3%A9%2B%252F/t%2F1",
            Assert.Single(server.Requests).RawTarget);
    }

    [Theory]
    [InlineData("", "/m.test/")]
    [InlineData("..", "/m.test/%2E%2E")]
    [InlineData("@a:b.c", "/m.test/%40a%3Ab.c")]
    public async Task A_state_key_does_not_climb_out_of_its_path(string key, string end)
    {
        await using var server = await FaultyServer.AnsweringAsync(200, """{"event_id":"$e"}""");
        using var client = TestClient.For(server.Address);

        await client.SendStateAsync(TestClient.Room, "m.test", key, "{}"u8.ToArray(), Ct);

        Assert.Equal("/_matrix/client/v3/rooms/%21salon%3Arupn.test/state" + end, Assert.Single(server.Requests).RawTarget);
    }

    [Fact]
    public async Task A_base_address_may_have_a_path_of_its_own()
    {
        await using var server = await FaultyServer.AnsweringAsync(200, """{"versions":["v1.11"]}""");
        using var client = TestClient.For(new Uri(server.Address, "/behind/proxy/"));

        var versions = await client.GetVersionsAsync(Ct);

        Assert.True(versions.Supports("v1.11"));
        Assert.Equal("/behind/proxy/_matrix/client/versions", Assert.Single(server.Requests).RawTarget);
    }

    [Fact]
    public async Task Query_values_are_escaped()
    {
        await using var server = await FaultyServer.AnsweringAsync(200, """{"chunk":[],"start":"a"}""");
        using var client = TestClient.For(server.Address);

        await client.GetMessagesAsync(TestClient.Room, Direction.Backward, from: "t&limit=1", filterJson: """{"types":["m.é"]}""", ct: Ct);

        Assert.EndsWith(
            "/messages?dir=b&from=t%26limit%3D1&filter=%7B%22types%22%3A%5B%22m.%C3%A9%22%5D%7D",
            Assert.Single(server.Requests).RawTarget,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://rupn.test")]
    [InlineData("file:///etc/passwd")]
    public void A_homeserver_that_is_no_web_address_is_refused(string address) =>
        Assert.Throws<ArgumentException>(() => TestClient.For(new Uri(address)));
}
