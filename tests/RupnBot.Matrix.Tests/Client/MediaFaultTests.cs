namespace RupnBot.Matrix.Tests.Client;

public sealed class MediaFaultTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static MxcUri File => MxcUri.TryParse("mxc://rupn.test/abc", out var uri) ? uri : throw new InvalidOperationException();

    [Fact]
    public async Task A_server_without_authenticated_media_is_asked_the_old_way()
    {
        await using var server = await FaultyServer.StartAsync(context => context.Request.Path.StartsWithSegments("/_matrix/client/v1/media")
            ? FaultyServer.WriteAsync(context, 404, """{"errcode":"M_UNRECOGNIZED"}""")
            : FaultyServer.WriteAsync(context, 200, "hello", "text/plain"));
        using var client = TestClient.For(server.Address);

        var media = await client.DownloadAsync(File, ct: Ct);

        Assert.Equal("hello"u8.ToArray(), media.Content);
        Assert.Equal(
            ["/_matrix/client/v1/media/download/rupn.test/abc", "/_matrix/media/v3/download/rupn.test/abc"],
            server.Requests.Select(asked => asked.RawTarget));
    }

    [Fact]
    public async Task A_missing_file_is_not_looked_for_the_old_way()
    {
        await using var server = await FaultyServer.AnsweringAsync(404, """{"errcode":"M_NOT_FOUND"}""");
        using var client = TestClient.For(server.Address);

        var failure = await TestClient.FailureAsync(() => client.DownloadAsync(File, ct: Ct));

        Assert.Equal("M_NOT_FOUND", failure.ErrorCode);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_download_keeps_to_the_callers_limit()
    {
        await using var server = await FaultyServer.AnsweringAsync(200, new string('x', 2000), "text/plain");
        using var client = TestClient.For(server.Address);

        var failure = await TestClient.FailureAsync(() => client.DownloadAsync(File, maximumBytes: 1000, ct: Ct));

        Assert.Equal(MatrixFailure.ResponseTooLarge, failure.Reason);
    }

    [Fact]
    public async Task An_upload_answered_with_a_strange_address_is_refused()
    {
        await using var server = await FaultyServer.AnsweringAsync(200, """{"content_uri":"https://evil.test/x"}""");
        using var client = TestClient.For(server.Address);

        var failure = await TestClient.FailureAsync(() => client.UploadAsync("x"u8.ToArray(), "text/plain", "a.txt", Ct));

        Assert.Equal(MatrixFailure.InvalidResponse, failure.Reason);
    }

    [Theory]
    [InlineData("mxc://rupn.test/../admin")]
    [InlineData("mxc://rupn.test/")]
    [InlineData("mxc:///abc")]
    [InlineData("mxc://a b/abc")]
    [InlineData("http://rupn.test/abc")]
    [InlineData("mxc://rupn.test/abc?x=1")]
    [InlineData(null)]
    public void An_address_that_could_lead_elsewhere_is_none(string? text) => Assert.False(MxcUri.TryParse(text, out _));
}
