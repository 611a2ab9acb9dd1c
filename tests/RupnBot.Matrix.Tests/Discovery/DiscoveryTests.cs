using RupnBot.Matrix.Tests.Client;

namespace RupnBot.Matrix.Tests.Discovery;

public sealed class DiscoveryTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("agent.education.tchap.gouv.fr", false)]
    [InlineData("agent.externe.tchap.gouv.fr", true)]
    public async Task Tchap_names_the_server_of_an_address(string host, bool external)
    {
        await using var server = await FaultyServer.AnsweringAsync(200, $$"""{"hs":"{{host}}"}""");

        var found = await TchapDiscovery.FindAsync(MatrixHttp.CreateClient(), server.Address, "Bot+1@ac-test.fr", TimeProvider.System, ct: Ct);

        Assert.Equal((new Uri($"https://matrix.{host}"), external), (found.Homeserver, found.IsExternal));
        Assert.Equal(
            "/_matrix/identity/api/v1/info?medium=email&address=bot%2B1%40ac-test.fr", Assert.Single(server.Requests).RawTarget);
    }

    [Theory]
    [InlineData("evil.test/path")]
    [InlineData("evil.test:8448")]
    [InlineData("user@evil.test")]
    [InlineData("")]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public async Task A_discovery_that_names_no_plain_host_is_refused(string host)
    {
        await using var server = await FaultyServer.AnsweringAsync(200, $$"""{"hs":"{{host}}"}""");

        var failure = await TestClient.FailureAsync(
            () => TchapDiscovery.FindAsync(MatrixHttp.CreateClient(), server.Address, "a@b.fr", TimeProvider.System, ct: Ct));

        Assert.Equal(MatrixFailure.InvalidResponse, failure.Reason);
    }

    [Fact]
    public async Task A_well_known_file_gives_the_base_address_after_a_redirect()
    {
        await using var server = await FaultyServer.StartAsync(context =>
        {
            if (context.Request.Path == "/elsewhere")
                return FaultyServer.WriteAsync(context, 200, """{"m.homeserver":{"base_url":"https://matrix.rupn.test/"}}""");
            context.Response.Headers.Location = "/elsewhere";
            return FaultyServer.WriteAsync(context, 302, "");
        });

        var found = await WellKnownDiscovery.FindAtAsync(MatrixHttp.CreateClient(), server.Address, TimeProvider.System, null, Ct);

        Assert.Equal(new Uri("https://matrix.rupn.test/"), found);
    }

    [Fact]
    public async Task No_well_known_file_is_no_address()
    {
        await using var server = await FaultyServer.AnsweringAsync(404, "");

        Assert.Null(await WellKnownDiscovery.FindAtAsync(MatrixHttp.CreateClient(), server.Address, TimeProvider.System, null, Ct));
    }

    [Theory]
    [InlineData("<html>not found</html>")]
    [InlineData("{}")]
    [InlineData("""{"m.homeserver":{"base_url":"ftp://x"}}""")]
    [InlineData("""{"m.homeserver":{"base_url":"not an address"}}""")]
    public async Task A_wrong_well_known_file_fails_the_discovery(string body)
    {
        await using var server = await FaultyServer.AnsweringAsync(200, body);

        var failure = await TestClient.FailureAsync(
            () => WellKnownDiscovery.FindAtAsync(MatrixHttp.CreateClient(), server.Address, TimeProvider.System, null, Ct));

        Assert.Equal(MatrixFailure.InvalidResponse, failure.Reason);
    }

    [Fact]
    public async Task A_redirect_without_end_is_given_up()
    {
        await using var server = await FaultyServer.StartAsync(context =>
        {
            context.Response.Headers.Location = "/again";
            return FaultyServer.WriteAsync(context, 301, "");
        });

        await TestClient.FailureAsync(
            () => WellKnownDiscovery.FindAtAsync(MatrixHttp.CreateClient(), server.Address, TimeProvider.System, null, Ct));

        Assert.InRange(server.Requests.Count, 2, 10);
    }

    [Theory]
    [InlineData("rupn.test/path")]
    [InlineData("me@rupn.test")]
    public Task What_is_no_server_name_is_refused(string name) => Assert.ThrowsAsync<ArgumentException>(
        () => WellKnownDiscovery.FindAsync(MatrixHttp.CreateClient(), name, TimeProvider.System, ct: Ct));
}
