namespace RupnBot.Matrix.Tests.Client;

public sealed class SecrecyTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(500)]
    [InlineData(200)]
    public async Task Neither_token_nor_password_nor_ids_come_out_in_errors_and_logs(int status)
    {
        // The worst of servers sends back all it was told.
        await using var server = await FaultyServer.StartAsync(context => FaultyServer.WriteAsync(
            context, status, $$"""{"errcode":"{{TestClient.Token}}","error":"{{TestClient.Token}} p4ssw0rd!","user_id":"{{TestClient.Token}}"}"""));
        var logger = new RecordingLogger();
        using var client = TestClient.For(server.Address, logger: logger);

        var failures = new[]
        {
            await TestClient.FailureAsync(() => TestClient.SendAsync(client)),
            await TestClient.FailureAsync(() => client.WhoAmIAsync(Ct)),
            await TestClient.FailureAsync(() => client.LoginWithPasswordAsync("bot", "p4ssw0rd!", ct: Ct)),
            await TestClient.FailureAsync(() => client.SyncAsync("since", null, TimeSpan.Zero, ct: Ct)),
        };

        string[] texts = [.. failures.Select(failure => failure.ToString()), .. logger.Lines];
        Assert.NotEmpty(logger.Lines);
        Assert.All(texts, text => Assert.DoesNotContain(TestClient.Token, text, StringComparison.Ordinal));
        Assert.All(texts, text => Assert.DoesNotContain("p4ssw0rd", text, StringComparison.Ordinal));
        Assert.All(texts, text => Assert.DoesNotContain("salon", text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_session_shows_who_and_where_but_no_token()
    {
        var session = TestClient.Session with { RefreshToken = "refresh_secret" };

        Assert.Equal("@bot:rupn.test on DEVICE", session.ToString());
    }

    [Fact]
    public async Task A_token_with_a_line_feed_is_refused_without_being_quoted()
    {
        await using var server = await FaultyServer.AnsweringAsync(200, "{}");
        using var client = TestClient.For(server.Address);

        var failure = await Assert.ThrowsAsync<ArgumentException>(() => client.UseAccessTokenAsync("secret\n", ct: Ct));

        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task The_token_goes_in_the_header_and_not_in_the_address()
    {
        await using var server = await FaultyServer.AnsweringAsync(200, """{"event_id":"$e"}""");
        using var client = TestClient.For(server.Address);

        await TestClient.SendAsync(client);

        var asked = Assert.Single(server.Requests);
        Assert.Equal("Bearer " + TestClient.Token, asked.Authorization);
        Assert.DoesNotContain(TestClient.Token, asked.RawTarget, StringComparison.Ordinal);
    }
}
