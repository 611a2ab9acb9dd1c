using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace RupnBot.Matrix.Tests.Client;

public sealed class FaultTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_429_says_how_long_to_wait_and_silences_the_pacer()
    {
        await using var server = await FaultyServer.AnsweringAsync(429, """{"errcode":"M_LIMIT_EXCEEDED","error":"slow","retry_after_ms":1500}""");
        var pacer = new RecordingPacer();
        using var client = TestClient.For(server.Address, pacer: pacer);

        var failure = await TestClient.FailureAsync(() => TestClient.SendAsync(client));

        Assert.Equal(MatrixFailure.RateLimited, failure.Reason);
        Assert.Equal(TimeSpan.FromMilliseconds(1500), failure.RetryAfter);
        Assert.True(failure.IsTransient);
        Assert.Equal([TimeSpan.FromMilliseconds(1500)], pacer.Pauses);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_429_without_its_delay_in_the_body_takes_the_header()
    {
        await using var server = await FaultyServer.StartAsync(context =>
        {
            context.Response.Headers.RetryAfter = "7";
            return FaultyServer.WriteAsync(context, 429, "<html>Too many requests</html>", "text/html");
        });
        using var client = TestClient.For(server.Address);

        var failure = await TestClient.FailureAsync(() => TestClient.SendAsync(client));

        Assert.Equal(MatrixFailure.RateLimited, failure.Reason);
        Assert.Equal(TimeSpan.FromSeconds(7), failure.RetryAfter);
    }

    [Fact]
    public async Task A_429_without_any_delay_still_silences_the_pacer()
    {
        await using var server = await FaultyServer.AnsweringAsync(429, "");
        var pacer = new RecordingPacer();
        using var client = TestClient.For(server.Address, pacer: pacer);

        var failure = await TestClient.FailureAsync(() => TestClient.SendAsync(client));

        Assert.Null(failure.RetryAfter);
        Assert.Single(pacer.Pauses, pause => pause > TimeSpan.Zero);
    }

    [Theory]
    [InlineData("-5", 0)]
    [InlineData("9223372036854775807", 86400)]
    public async Task An_absurd_delay_is_brought_within_a_day(string milliseconds, int seconds)
    {
        await using var server = await FaultyServer.AnsweringAsync(429, "{\"retry_after_ms\":" + milliseconds + "}");
        using var client = TestClient.For(server.Address);

        var failure = await TestClient.FailureAsync(() => TestClient.SendAsync(client));

        Assert.Equal(TimeSpan.FromSeconds(seconds), failure.RetryAfter);
    }

    [Fact]
    public async Task An_error_carries_its_code_and_status()
    {
        await using var server = await FaultyServer.AnsweringAsync(403, """{"errcode":"M_FORBIDDEN","error":"not in room"}""");
        using var client = TestClient.For(server.Address);

        var failure = await TestClient.FailureAsync(() => TestClient.SendAsync(client));

        Assert.Equal((MatrixFailure.Server, HttpStatusCode.Forbidden, "M_FORBIDDEN"), (failure.Reason, failure.Status, failure.ErrorCode));
        Assert.Equal("not in room", failure.ServerText);
        Assert.False(failure.IsTransient);
    }

    [Theory]
    [InlineData("""{"errcode":"ORG_MATRIX_EXPIRED_ACCOUNT"}""", 403, MatrixFailure.AccountExpired)]
    [InlineData("""{"errcode":"M_CANNOT_OVERWRITE_MEDIA"}""", 409, MatrixFailure.MediaAlreadyUploaded)]
    [InlineData("""{"errcode":"M_UNRECOGNIZED"}""", 404, MatrixFailure.Unsupported)]
    [InlineData("""{"errcode":"M_UNKNOWN_TOKEN"}""", 401, MatrixFailure.UnknownToken)]
    [InlineData("""{"errcode":17,"error":["odd"]}""", 400, MatrixFailure.Server)]
    [InlineData("""{"errcode":"\ud800"}""", 400, MatrixFailure.Server)]
    public async Task A_failure_is_named_for_what_it_is(string body, int status, MatrixFailure reason)
    {
        await using var server = await FaultyServer.AnsweringAsync(status, body);
        using var client = TestClient.For(server.Address);

        var failure = await TestClient.FailureAsync(() => TestClient.SendAsync(client));

        Assert.Equal(reason, failure.Reason);
    }

    [Fact]
    public async Task A_page_of_a_reverse_proxy_is_an_error_without_a_code_that_may_pass()
    {
        await using var server = await FaultyServer.AnsweringAsync(502, "<html><h1>502 Bad Gateway</h1></html>", "text/html");
        using var client = TestClient.For(server.Address);

        var failure = await TestClient.FailureAsync(() => TestClient.SendAsync(client));

        Assert.Equal((MatrixFailure.Server, HttpStatusCode.BadGateway, null), (failure.Reason, failure.Status, failure.ErrorCode));
        Assert.True(failure.IsTransient);
        Assert.DoesNotContain("Gateway</h1>", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>Maintenance</html>")]
    [InlineData("{\"event_id\":")]
    [InlineData("{}")]
    [InlineData("{\"event_id\":\"not an id\"}")]
    [InlineData("{\"event_id\":null}")]
    [InlineData("")]
    [InlineData("null")]
    public async Task An_answer_that_is_not_what_it_must_be_is_an_invalid_response(string body)
    {
        await using var server = await FaultyServer.AnsweringAsync(200, body);
        using var client = TestClient.For(server.Address);

        var failure = await TestClient.FailureAsync(() => TestClient.SendAsync(client));

        Assert.Equal(MatrixFailure.InvalidResponse, failure.Reason);
        Assert.True(failure.IsTransient);
    }

    [Fact]
    public async Task The_last_of_duplicate_keys_wins()
    {
        await using var server = await FaultyServer.AnsweringAsync(200, """{"event_id":"$a","event_id":"$b"}""");
        using var client = TestClient.For(server.Address);

        Assert.Equal("$b", (await TestClient.SendAsync(client)).Value);
    }

    [Fact]
    public async Task A_cut_connection_is_a_transport_fault_and_a_PUT_is_not_repeated()
    {
        await using var server = await FaultyServer.StartAsync(async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("{\"event", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
        });
        using var client = TestClient.For(server.Address);

        var failure = await TestClient.FailureAsync(() => TestClient.SendAsync(client));

        Assert.Equal(MatrixFailure.Transport, failure.Reason);
        Assert.True(failure.IsTransient);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Nobody_listening_is_a_transport_fault()
    {
        Uri gone;
        await using (var server = await FaultyServer.AnsweringAsync(200, "{}")) gone = server.Address;
        using var client = TestClient.For(gone);

        var failure = await TestClient.FailureAsync(() => TestClient.SendAsync(client));

        Assert.Equal(MatrixFailure.Transport, failure.Reason);
    }

    [Fact]
    public async Task A_body_that_never_ends_runs_into_the_time_out()
    {
        await using var server = await FaultyServer.StartAsync(async context =>
        {
            await context.Response.WriteAsync("{", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var client = TestClient.For(server.Address, options: options => options with { RequestTimeout = TimeSpan.FromMilliseconds(200) });

        var failure = await TestClient.FailureAsync(() => TestClient.SendAsync(client));

        Assert.Equal(MatrixFailure.Timeout, failure.Reason);
    }

    [Fact]
    public async Task The_callers_cancellation_is_no_fault()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        await using var server = await FaultyServer.StartAsync(async context =>
        {
            await source.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var client = TestClient.For(server.Address);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.WhoAmIAsync(source.Token));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_huge_body_is_refused_whether_it_says_its_length_or_not(bool says)
    {
        await using var server = await FaultyServer.StartAsync(async context =>
        {
            var chunk = Encoding.ASCII.GetBytes(new string(' ', 64 * 1024));
            if (says) context.Response.ContentLength = chunk.Length * 32;
            for (var i = 0; i < 32; i++) await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
        });
        using var client = TestClient.For(server.Address, options: options => options with { MaximumResponseBytes = 100_000 });

        var failure = await TestClient.FailureAsync(() => TestClient.SendAsync(client));

        Assert.Equal(MatrixFailure.ResponseTooLarge, failure.Reason);
        Assert.False(failure.IsTransient);
    }

    [Fact]
    public async Task A_GET_is_tried_twice_more_when_the_gateway_fails_and_waits_its_turn_each_time()
    {
        var left = 2;
        await using var server = await FaultyServer.StartAsync(context => Interlocked.Decrement(ref left) >= 0
            ? FaultyServer.WriteAsync(context, 503, "busy")
            : FaultyServer.WriteAsync(context, 200, """{"user_id":"@bot:rupn.test"}"""));
        var pacer = new RecordingPacer();
        using var client = TestClient.For(server.Address, pacer: pacer);

        var owner = await client.WithPriority(RequestPriority.Background).WhoAmIAsync(Ct);

        Assert.Equal(TestClient.User, owner.UserId);
        Assert.Equal(3, server.Requests.Count);
        Assert.Equal([RequestPriority.Background, RequestPriority.Background, RequestPriority.Background], pacer.Waits);
    }

    [Fact]
    public async Task A_500_is_not_tried_again()
    {
        await using var server = await FaultyServer.AnsweringAsync(500, """{"errcode":"M_UNKNOWN"}""");
        using var client = TestClient.For(server.Address);

        await TestClient.FailureAsync(() => client.WhoAmIAsync(Ct));

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = await FaultyServer.AnsweringAsync(200, """{"event_id":"$stolen"}""");
        await using var server = await FaultyServer.StartAsync(context =>
        {
            context.Response.Headers.Location = elsewhere.Address.ToString();
            return FaultyServer.WriteAsync(context, 307, "");
        });
        using var client = TestClient.For(server.Address);

        var failure = await TestClient.FailureAsync(() => TestClient.SendAsync(client));

        Assert.Equal(HttpStatusCode.TemporaryRedirect, failure.Status);
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task Sync_does_not_wait_its_turn()
    {
        await using var server = await FaultyServer.AnsweringAsync(200, """{"next_batch":"s1"}""");
        var pacer = new RecordingPacer();
        using var client = TestClient.For(server.Address, pacer: pacer);

        var response = await client.SyncAsync(null, null, TimeSpan.Zero, ct: Ct);

        Assert.Equal("s1", response.NextBatch);
        Assert.Empty(pacer.Waits);
    }

    [Fact]
    public async Task A_request_without_a_session_says_so_and_never_leaves()
    {
        await using var server = await FaultyServer.AnsweringAsync(200, "{}");
        using var client = TestClient.For(server.Address);
        client.UseSession(null);

        var failure = await TestClient.FailureAsync(() => client.WhoAmIAsync(Ct));

        Assert.Equal(MatrixFailure.NoSession, failure.Reason);
        Assert.Empty(server.Requests);
    }
}
