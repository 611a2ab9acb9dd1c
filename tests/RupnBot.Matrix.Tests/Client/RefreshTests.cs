using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace RupnBot.Matrix.Tests.Client;

public sealed class RefreshTests
{
    private const string Expired = """{"errcode":"M_UNKNOWN_TOKEN","soft_logout":true}""";
    private const string Renewed = """{"access_token":"new","refresh_token":"refresh2","expires_in_ms":300000}""";

    private static readonly MatrixSession Old = TestClient.Session with { AccessToken = "old", RefreshToken = "refresh1" };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_requests_that_find_the_token_expired_renew_it_once()
    {
        await using var server = await StartAsync();
        using var client = TestClient.For(server.Address, Old);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => TestClient.SendAsync(client)));

        Assert.Single(server.Requests, asked => asked.RawTarget.EndsWith("/refresh", StringComparison.Ordinal));
        Assert.Equal(("new", "refresh2"), (client.Session!.AccessToken, client.Session.RefreshToken));
    }

    [Fact]
    public async Task The_new_session_is_stored_before_its_token_is_used()
    {
        await using var server = await StartAsync();
        var usedBefore = -1;
        MatrixSession? stored = null;
        using var client = TestClient.For(server.Address, Old, options: options => options with
        {
            SessionChanged = (session, _) =>
            {
                usedBefore = server.Requests.Count(asked => asked.Authorization == "Bearer new");
                stored = session;
                return Task.CompletedTask;
            },
        });

        await TestClient.SendAsync(client);

        Assert.Equal(0, usedBefore);
        Assert.Equal(client.Session, stored);
        Assert.Single(server.Requests, asked => asked.Authorization == "Bearer new");
    }

    [Fact]
    public async Task A_session_that_could_not_be_stored_is_not_used()
    {
        await using var server = await StartAsync();
        using var client = TestClient.For(server.Address, Old, options: options => options with
        {
            SessionChanged = (_, _) => throw new InvalidOperationException("disk full"),
        });

        await Assert.ThrowsAsync<InvalidOperationException>(() => TestClient.SendAsync(client));

        Assert.Equal(Old, client.Session);
        Assert.DoesNotContain(server.Requests, asked => asked.Authorization == "Bearer new");
    }

    [Fact]
    public async Task A_token_about_to_expire_is_renewed_before_it_is_refused()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        await using var server = await StartAsync();
        using var client = TestClient.For(server.Address, Old with { ExpiresAt = time.GetUtcNow().AddSeconds(300) }, time: time);

        time.Advance(TimeSpan.FromSeconds(280));
        await TestClient.SendAsync(client);

        Assert.DoesNotContain(server.Requests, asked => asked.Authorization == "Bearer old");
        Assert.Equal(time.GetUtcNow().AddSeconds(300), client.Session!.ExpiresAt);
    }

    [Fact]
    public async Task A_refused_renewal_surfaces_as_a_lost_token()
    {
        await using var server = await FaultyServer.AnsweringAsync(401, """{"errcode":"M_UNKNOWN_TOKEN","soft_logout":false}""");
        using var client = TestClient.For(server.Address, Old);

        var failure = await TestClient.FailureAsync(() => TestClient.SendAsync(client));

        Assert.Equal((MatrixFailure.UnknownToken, HttpStatusCode.Unauthorized, false), (failure.Reason, failure.Status, failure.SoftLogout));
        Assert.Equal(2, server.Requests.Count);
        Assert.DoesNotContain("refresh1", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_renewal_that_meets_a_gateway_fault_is_a_passing_fault_and_keeps_the_session()
    {
        await using var server = await FaultyServer.StartAsync(context => context.Request.Path.Value!.EndsWith("/refresh", StringComparison.Ordinal)
            ? FaultyServer.WriteAsync(context, 502, "")
            : FaultyServer.WriteAsync(context, 401, Expired));
        using var client = TestClient.For(server.Address, Old);

        var failure = await TestClient.FailureAsync(() => TestClient.SendAsync(client));

        Assert.True(failure.IsTransient);
        Assert.Equal(Old, client.Session);
    }

    [Fact]
    public async Task Without_a_refresh_token_a_soft_logout_is_told_to_the_caller()
    {
        await using var server = await FaultyServer.AnsweringAsync(401, Expired);
        using var client = TestClient.For(server.Address);

        var failure = await TestClient.FailureAsync(() => TestClient.SendAsync(client));

        Assert.Equal((MatrixFailure.UnknownToken, true), (failure.Reason, failure.SoftLogout));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_new_token_that_is_refused_too_ends_the_attempts()
    {
        await using var server = await FaultyServer.StartAsync(context => context.Request.Path.Value!.EndsWith("/refresh", StringComparison.Ordinal)
            ? FaultyServer.WriteAsync(context, 200, Renewed)
            : FaultyServer.WriteAsync(context, 401, Expired));
        using var client = TestClient.For(server.Address, Old);

        var failure = await TestClient.FailureAsync(() => client.WhoAmIAsync(Ct));

        Assert.Equal(MatrixFailure.UnknownToken, failure.Reason);
        Assert.Equal(3, server.Requests.Count);
    }

    private static Task<FaultyServer> StartAsync() => FaultyServer.StartAsync(context =>
    {
        if (context.Request.Path.Value!.EndsWith("/refresh", StringComparison.Ordinal)) return FaultyServer.WriteAsync(context, 200, Renewed);
        return context.Request.Headers.Authorization == "Bearer new"
            ? FaultyServer.WriteAsync(context, 200, """{"event_id":"$e"}""")
            : FaultyServer.WriteAsync(context, 401, Expired);
    });
}
